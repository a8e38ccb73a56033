"""The common model: every table, field and code set of the SSDA903 return, declared as data."""

from plumbline.model.codes import CodeSet, code_set, code_sets
from plumbline.model.tables import DATE_TYPES, Field, Table, reference_tables, table, tables

__all__ = ["DATE_TYPES", "CodeSet", "Field", "Table", "code_set", "code_sets", "reference_tables", "table", "tables"]

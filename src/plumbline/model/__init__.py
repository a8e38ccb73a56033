"""The common model: the tables, fields and code sets of each specification, declared as data."""

from plumbline.model.codes import CodeSet, code_set, code_sets
from plumbline.model.tables import DATE_TYPES, Field, Specification, Table, specification, ssda903

__all__ = [
    "DATE_TYPES",
    "CodeSet",
    "Field",
    "Specification",
    "Table",
    "code_set",
    "code_sets",
    "specification",
    "ssda903",
]

"""The common model: the tables, fields and code sets of each specification, declared as data."""

from plumbline.model.codes import CodeSet, code_set, code_sets
from plumbline.model.tables import (
    DATE_TYPES,
    PERSON,
    Column,
    Field,
    Specification,
    Table,
    core,
    specification,
    ssd,
    ssda903,
)

__all__ = [
    "DATE_TYPES",
    "PERSON",
    "CodeSet",
    "Column",
    "Field",
    "Specification",
    "Table",
    "code_set",
    "code_sets",
    "core",
    "specification",
    "ssd",
    "ssda903",
]

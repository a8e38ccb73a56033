"""Children in one table and not in another, twice in one, or with another date of birth."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import GONE, MISTYPED, OTHER_TABLE, SWAPPED, TWICE, mistyped, shifted, swapped

#: The rules on children whom the header does not know, on other dates of birth and on repeated rows, by table.
_UNKNOWN = {
    "INT01": "ad1", "INT02": "placed_adoption", "INT03": "episodes", "INT04": "missing", "INT05": "oc2", "INT06": "oc3",
    "INT07": "prev_perm", "INT08": "reviews", "INT09": "uasc",
}  # fmt: skip
_BORN = {
    "INT11": "ad1", "INT12": "placed_adoption", "INT13": "missing", "INT14": "oc2", "INT15": "oc3", "INT16": "prev_perm",
    "INT17": "reviews", "INT18": "uasc",
}  # fmt: skip
_TWICE = {"INT31": "ad1", "INT32": "header", "INT33": "oc2", "INT34": "oc3", "INT35": "prev_perm", "INT36": "uasc"}

PLANTERS = (
    *(Planter(rule, MISTYPED, table, {"CHILD": mistyped}) for rule, table in _UNKNOWN.items()),
    *(Planter(rule, SWAPPED, table, {"DOB": swapped("DOB")}) for rule, table in _BORN.items()),
    *(Planter(rule, OTHER_TABLE, table, {"DOB": shifted("DOB", 1)}) for rule, table in _BORN.items()),
    *(Planter(rule, TWICE, table, copies=True) for rule, table in _TWICE.items()),
    Planter("EPI", MISTYPED, "header", {"CHILD": mistyped}),
    Planter("EPI", GONE, "header", removes="episodes", when=lambda s: s.has("episodes") and not s.has("oc3")),
    Planter("1012", MISTYPED, "reviews", {"CHILD": mistyped}),
    Planter("1012", MISTYPED, "missing", {"CHILD": mistyped}),
)

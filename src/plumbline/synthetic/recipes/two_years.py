"""Episodes that last year's return left open, told differently this year."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import EARLY, OTHER_YEAR, both, has, other_than, shifted
from plumbline.synthetic.scene import Scene


def _carried(s: Scene) -> bool:
    return s.carried_over


def _elsewhere(s: Scene) -> str:
    """A postcode on the other side of the council's border."""
    return s.batch.places.across(s.batch.rng, s["HOME_POST"], s["PL_POST"])


_PLACED = both(_carried, has("HOME_POST"), has("PL_POST"))

PLANTERS = (
    Planter("502", EARLY, "episodes", {"DECOM": shifted("DECOM", -1)}, _carried),
    Planter(
        "562",
        OTHER_YEAR,
        "episodes",
        {"DECOM": shifted("DECOM", -1)},
        lambda s: _carried(s) and s.day("DECOM") < s.start,
    ),
    Planter("503A", OTHER_YEAR, "episodes", {"RNE": other_than("RNE", "P", "S")}, _carried),
    Planter("503B", OTHER_YEAR, "episodes", {"LS": other_than("LS", "C2", "C1")}, _carried),
    Planter("503C", OTHER_YEAR, "episodes", {"CIN": other_than("CIN", "N1", "N5")}, _carried),
    Planter("503D", OTHER_YEAR, "episodes", {"PLACE": other_than("PLACE", "U6", "K2")}, _carried),
    Planter("503E", OTHER_YEAR, "episodes", {"PLACE_PROVIDER": other_than("PLACE_PROVIDER", "PR4", "PR5")}, _carried),
    Planter("503F", OTHER_YEAR, "episodes", {"URN": other_than("URN", "XXXXXXX", "120100")}, _carried),
    Planter("503G", OTHER_YEAR, "episodes", {"PL_POST": _elsewhere}, _PLACED),
    Planter("453", OTHER_YEAR, "episodes", {"PL_POST": _elsewhere}, _PLACED),
    Planter("503H", OTHER_YEAR, "episodes", {"PL_POST": _elsewhere}, _PLACED),
    Planter("452", OTHER_YEAR, "episodes", {"PL_POST": _elsewhere}, _PLACED),
    Planter("503J", OTHER_YEAR, "episodes", {"PL_POST": _elsewhere}, _PLACED),
)

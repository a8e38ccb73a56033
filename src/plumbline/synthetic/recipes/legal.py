"""Legal statuses: how long the short ones last, short breaks, and which placements go with which."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import CLASH, EARLY, LATE, Test, has
from plumbline.synthetic.scene import Scene, moved


def _real_place(s: Scene) -> str:
    return s.batch.places.home(s.batch.rng)


def _lasts(more_than: int) -> Test:
    return lambda s: s.length() > more_than


def _in_year(s: Scene) -> int:
    return (min(s.day("DEC"), s.end) - max(s.day("DECOM"), s.start)).days


_SHORT_BREAK = has("LS", "V3", "V4")

PLANTERS = (
    Planter("214", CLASH, "episodes", {"PL_POST": _real_place}, _SHORT_BREAK),
    Planter("214", CLASH, "episodes", {"URN": "XXXXXXX"}, _SHORT_BREAK),
    Planter("361", CLASH, "episodes", {"LS": "L1"}, _lasts(3)),
    Planter("362", CLASH, "episodes", {"LS": "L2"}, _lasts(21)),
    Planter("363", CLASH, "episodes", {"LS": "L3"}, _lasts(7)),
    Planter("364", CLASH, "episodes", {"LS": "J2"}, _lasts(21)),
    Planter("365", CLASH, "episodes", {"LS": "V3"}, _lasts(17)),
    Planter("365", LATE, "episodes", {"DEC": lambda s: moved(s["DECOM"], 18)}, lambda s: s["LS"] == "V3" and s["DEC"]),
    Planter("366", CLASH, "episodes", {"RNE": "P"}, has("LS", "V3")),
    Planter("367", CLASH, "episodes", {"LS": "V3"}, lambda s: _in_year(s) > 75),
    Planter("378", CLASH, "episodes", {"LS": "V2"}, has("PLACE", "P1")),
    Planter("382", CLASH, "episodes", {"LS": "V4"}, has("PLACE", "T0", "T1", "T2", "T3", "T4")),
    Planter("384", CLASH, "episodes", {"LS": "V3"}, has("PLACE", "U1", "U4")),
    Planter("398", CLASH, "episodes", {"HOME_POST": _real_place}, _SHORT_BREAK),
    Planter("408", CLASH, "episodes", {"LS": "C2"}, has("PLACE", "A5", "A6")),
    Planter("420", CLASH, "episodes", {"PL_POST": _real_place}, _SHORT_BREAK),
    Planter("426", CLASH, "episodes", {"LS": "V4"}, lambda s: s["LS"] == "V3" and len(s.rows["episodes"]) > 1),
    Planter("445", CLASH, "episodes", {"LS": "D1"}, lambda s: s.day("DECOM").year > 2005, until=2024),
    Planter("446", EARLY, "episodes", {"DECOM": "30/11/2005"}, has("LS", "E1")),
    Planter("451", CLASH, "episodes", {"LS": "D1"}, lambda s: not s["DEC"], until=2024),
    Planter("555", CLASH, "episodes", {"LS": "D1"}, lambda s: not s.has("placed_adoption"), until=2024),
    Planter(
        "556", CLASH, "episodes", {"LS": "D1"},
        lambda s: s.has("placed_adoption") and s.day("DATE_PLACED", s.first("placed_adoption")) > s.day("DECOM"), until=2024,
    ),
)  # fmt: skip

"""Placement types and their providers, ages and temporary stays."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import CLASH, CODE, EXTRA, MISSING, Test, both, has, other_than
from plumbline.synthetic.scene import Scene

_TEMPORARY = has("PLACE", "T0", "T1", "T2", "T3", "T4")
_FOSTERED = has("PLACE", "U1", "U2", "U3", "U4", "U5", "U6")
#: Placements other than with families that 1015 looks at in every year.
_RESIDENTIAL = ("K1", "K2", "R1", "R2", "R3", "R5", "S1")
_ALONE = has("PLACE", "P1", "R2", "R5")
#: Placement types without an entry on Ofsted's list in every year.
_UNLISTED = has("PLACE", "P1", "R1", "R2", "R5", "T0", "T1", "T3", "T4")


def _listed(s: Scene) -> bool:
    return s["URN"] not in ("", "XXXXXXX")


def _began_before(years: int) -> Test:
    return lambda s: s["DEC"] and s.day("DECOM") < s.birthday(years)


def _ended_after(more_than: int) -> Test:
    return lambda s: s["DEC"] and s.length() > more_than


def _elsewhere(s: Scene) -> str:
    return s.batch.places.home(s.batch.rng)


def _closed(s: Scene) -> str:
    return s.batch.places.closed(s["PLACE"], s["PLACE_PROVIDER"]) or s["URN"]


def _three(s: Scene) -> bool:
    return bool(s.previous and s.next)


def _after_a_stay(s: Scene) -> object:
    return s.previous.get("PLACE", "")[:1] == "T" and s.neighbour(-2)


def _outside(s: Scene) -> bool:
    return not s.batch.places.is_own(s["PL_POST"])


PLANTERS = (
    Planter("178", CODE, "episodes", {"PLACE_PROVIDER": "PR9"}, has("PLACE_PROVIDER")),
    Planter("213", CLASH, "episodes", {"PLACE_PROVIDER": "PR4"}, _TEMPORARY),
    Planter("217", CLASH, "episodes", {"RNE": "P"}, has("PLACE", "A3", "A5")),
    Planter("217t", CODE, "episodes", {"PLACE": "P2"}, lambda s: not s["DEC"], since=2024, until=2024),
    Planter("218", MISSING, "episodes", {"URN": ""}, lambda s: s["PLACE"] in ("K2", "K1", "S1", "R3") and s["URN"]),
    Planter("219", CLASH, "episodes", {"PLACE": other_than("PLACE", "K1", "K2")}, lambda s: _listed(s) and s["PLACE"][0] == "K"),
    Planter("221", CLASH, "episodes", {"PL_POST": _elsewhere}, lambda s: _listed(s) and s["PLACE"] in ("K1", "K2", "R3", "S1")),
    Planter("222", CLASH, "episodes", {"URN": "SC400100"}, _UNLISTED),
    Planter("224", CLASH, "episodes", {"PLACE_PROVIDER": other_than("PLACE_PROVIDER", "PR4", "PR5")}, _listed),
    Planter("226", CLASH, "episodes", {"REASON_PLACE_CHANGE": "CARPL"}, both(_TEMPORARY, has("DEC"))),
    Planter("227", CLASH, "episodes", {"URN": _closed}, _listed),
    Planter("228", CLASH, "episodes", {"URN": _closed}, _listed),
    Planter("229", CLASH, "episodes", {"PLACE_PROVIDER": "PR1"}, lambda s: _listed(s) and s["PLACE_PROVIDER"] in ("PR4", "PR5") and s["PLACE"] != "K3"),
    Planter("230", MISSING, "episodes", {"URN": ""}, lambda s: s["PLACE"] == "H5" and s["URN"] and not s["DEC"], since=2024, until=2024),
    Planter("241", CLASH, "episodes", {"PL_POST": _elsewhere}, lambda s: _listed(s) and s["PLACE"] == "K3", since=2026),
    Planter("242", CLASH, "episodes", {"URN": "XXXXXXX"}, lambda s: _listed(s) and s["PLACE"][0] in "KRS", since=2026),
    Planter("243", CLASH, "episodes", {"PL_POST": lambda s: s.batch.places.abroad(s.batch.rng)}, _listed, since=2026),
    Planter(
        "336", CLASH, "episodes", {"previous.PLACE": "K2"}, lambda s: s["PLACE"] in ("A3", "A4") and s.previous,
    ),
    Planter("370", CLASH, "episodes", {"PLACE": "P2"}, _began_before(15), until=2024),
    Planter("371", CLASH, "episodes", {"PLACE": "H5"}, _began_before(14), until=2024),
    Planter("371", CLASH, "episodes", {"PLACE": "K3"}, _began_before(16), since=2025),
    Planter("372", CLASH, "episodes", {"PLACE": "R5"}, _began_before(10)),
    Planter("373", CLASH, "episodes", {"PLACE": "S1"}, _began_before(4)),
    Planter("374", CLASH, "episodes", {"PLACE": "P3"}, _began_before(14)),
    Planter("375", CLASH, "episodes", {"PLACE": "T1"}, _ended_after(42)),
    Planter("376", CLASH, "episodes", {"PLACE": "T3"}, _ended_after(21)),
    Planter("377", EXTRA, "episodes", {"PLACE": "T3", "previous.PLACE": "T3", "next.PLACE": "T3"}, _three),
    Planter("379", CLASH, "episodes", {"PLACE": "T4"}, _ended_after(7)),
    Planter("380", CLASH, "episodes", {"RNE": "L"}, _TEMPORARY),
    Planter("381", CLASH, "episodes", {"REC": "E8"}, both(_TEMPORARY, has("REC"))),
    Planter("383", CLASH, "episodes", {"PLACE": other_than("PLACE", "U6", "U3")}, _after_a_stay),
    Planter("383", CLASH, "episodes", {"RNE": "T"}, _after_a_stay),
    Planter("526", MISSING, "episodes", {"PLACE_PROVIDER": ""}, has("PLACE_PROVIDER")),
    Planter("527", CLASH, "episodes", {"PLACE_PROVIDER": "PR1"}, _ALONE),
    Planter("528", CLASH, "episodes", {"PLACE_PROVIDER": "PR2"}, _ALONE),
    Planter("529", CLASH, "episodes", {"PLACE_PROVIDER": "PR3"}, _FOSTERED),
    Planter("530", CLASH, "episodes", {"PLACE_PROVIDER": "PR4"}, has("PLACE", "P1")),
    Planter("531", CLASH, "episodes", {"PLACE_PROVIDER": "PR5"}, has("PLACE", "P1")),
    Planter("550", CLASH, "episodes", {"PLACE_PROVIDER": "PR0"}, _FOSTERED),
    Planter("1008", CODE, "episodes", {"URN": "9999999"}, _listed),
    Planter(
        "1015", CLASH, "episodes", {"PLACE_PROVIDER": "PR1"},
        lambda s: s["PLACE"] in _RESIDENTIAL and s["PLACE_PROVIDER"] and not s.short_break and _outside(s),
    ),
)  # fmt: skip

"""How a child's episodes follow each other, and how care begins and ends."""

from collections.abc import Callable
from datetime import date

from plumbline.synthetic.life import days
from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CLASH,
    EARLY,
    LATE,
    MISSING,
    OTHER_TABLE,
    has,
    other_than,
    shifted,
)  # fmt: skip
from plumbline.synthetic.scene import Scene, moved


def _goes_on(s: Scene) -> bool:
    return bool(s.previous) and s["RNE"] != "S"


def _ended_young(years: int, s: Scene) -> object:
    return s.is_last and s["REC"] not in ("", "X1") and s.day("DEC") < s.birthday(years)


def _not_last(s: Scene) -> bool:
    return s["REC"] == "X1" and bool(s.next)


def _adult_on(field: str) -> Callable[[Scene], date]:
    """A date of birth that makes the child 18 by the first of the month of a date."""
    return lambda s: s.day(field).replace(day=1, year=s.day(field).year - 18)


PLANTERS = (
    Planter("142", MISSING, "episodes", {"DEC": ""}, _not_last),
    Planter("142", MISSING, "episodes", {"REC": ""}, _not_last),
    Planter(
        "199", CLASH, "episodes", {"previous.REC": "E11"}, lambda s: s.previous
    ),
    Planter("225", MISSING, "episodes", {"REASON_PLACE_CHANGE": ""}, has("REASON_PLACE_CHANGE")),
    Planter("352", CLASH, "episodes", {"header.DOB": _adult_on("DECOM")}, has("RNE", "S")),
    Planter("357", CLASH, "episodes", {"RNE": "P"}, lambda s: s.is_first and s["RNE"] == "S" and s.day("DECOM") >= s.start),
    Planter(
        "359", CLASH, "episodes", {"header.DOB": lambda s: s.end.replace(day=1, year=s.end.year - 18)},
        lambda s: not s["DEC"] and (s["LS"], s["PLACE"]) != ("V2", "K2"),
    ),
    Planter(
        "386", CLASH, "episodes", {"header.DOB": _adult_on("DEC")},
        has("REC", "E11", "E12"),
    ),
    Planter("387", CLASH, "episodes", {"REC": "E5"}, lambda s: _ended_young(14, s)),
    Planter("388", CLASH, "episodes", {"REC": "E8"}, lambda s: _not_last(s) and s["DEC"] == s.next["DECOM"]),
    Planter("388", CLASH, "episodes", {"REC": "X1"}, lambda s: s.is_last and s["REC"]),
    Planter("389", CLASH, "episodes", {"REC": "E7"}, lambda s: _ended_young(16, s)),
    Planter("390", CLASH, "episodes", {"REC": "E11"}, lambda s: s["REC"] not in ("", "X1") and s["PLACE"][0] != "A"),
    Planter(
        "407", CLASH, "episodes", {"header.DOB": _adult_on("DEC")},
        lambda s: s["REC"] in ("E45", "E46", "E47", "E48") and s.day("DEC").day > 1,
    ),
    Planter("431", CLASH, "episodes", {"DECOM": lambda s: s.previous["DEC"]}, lambda s: s.previous and s["RNE"] == "S"),
    Planter("432", CLASH, "episodes", {"RNE": "P"}, lambda s: s.previous and s["RNE"] == "S"),
    Planter("432", CLASH, "episodes", {"previous.REC": "E4A"}, _goes_on),
    Planter("433", LATE, "episodes", {"DECOM": shifted("DECOM", 1)}, lambda s: _goes_on(s) and s["DEC"] != moved(s["DECOM"], 1)),
    Planter("434", CLASH, "episodes", {"LS": lambda s: s.previous["LS"]}, lambda s: s.previous and s["RNE"] == "L"),
    Planter("435", CLASH, "episodes", {"LS": other_than("LS", "C1", "C2")}, lambda s: s.previous and s["RNE"] in ("P", "T")),
    Planter("436", CLASH, "episodes", {"LS": lambda s: s.previous["LS"]}, lambda s: s.previous and s["RNE"] in ("U", "B")),
    Planter("437", CLASH, "episodes", {"REC": "E2"}, lambda s: s.next),
    Planter("460", CLASH, "episodes", {"REC": "E17"}, lambda s: _ended_young(18, s)),
    Planter(
        "501", EARLY, "episodes", {"DECOM": shifted("DECOM", -1)},
        lambda s: _goes_on(s) and s.previous["DECOM"] != moved(s["DECOM"], -1),
    ),
    Planter("504", CLASH, "episodes", {"CIN": other_than("CIN", "N1", "N5")}, _goes_on),
    Planter("516", CLASH, "episodes", {"REC": "E45"}, lambda s: s["REC"] not in ("", "X1") and s["PLACE"][0] != "U"),
    Planter(
        "580", OTHER_TABLE, "episodes", {"REC": "E5"},
        lambda s: s["REC"] == "E8" and s.day("DEC") == s.birthday(18) and s.last("missing").get("MIS_END") == s["DEC"],
    ),
    Planter("630", MISSING, "episodes", {"prev_perm.PREV_PERM": ""}, lambda s: s["RNE"] == "S" and s.day("DECOM") >= s.start),
    Planter("630", OTHER_TABLE, "episodes", removes="prev_perm", when=lambda s: s["RNE"] == "S" and s.day("DECOM") >= s.start),
    Planter("551", MISSING, "episodes", {"placed_adoption.DATE_PLACED": ""}, lambda s: s["PLACE"][:1] == "A"),
    Planter("358", CLASH, "episodes", {"LS": "J1"}, lambda s: s.day("DECOM") < s.birthday(10) - days(1)),
)  # fmt: skip

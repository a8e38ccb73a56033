"""Care leavers: what is said of them, and who should not be among them."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CLASH,
    CODE,
    EXTRA,
    MISSING,
    MISTYPED,
    OTHER_TABLE,
    OTHER_YEAR,
    close,
    has,
    mistyped,
)  # fmt: skip
from plumbline.synthetic.scene import Scene

_FINE = {"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "B1"}


def _no_leaver(s: Scene) -> bool:
    return s.has("episodes") and not s.has("oc3") and not s.short_break


def _aged(low: int, high: int, s: Scene) -> bool:
    return s.birthday(low) <= s.end < s.birthday(high + 1)


def _left_at_18(s: Scene) -> bool:
    return (
        _no_leaver(s)
        and _aged(18, 18, s)
        and s.last("episodes").get("DEC") != ""
        and s.day("DEC", s.last("episodes")) >= s.birthday(18)
    )


def _left(s: Scene, *how: str) -> bool:
    return s.last("episodes").get("REC") in how


PLANTERS = (
    Planter("131", CODE, "oc3", {"IN_TOUCH": "MAYBE"}),
    Planter("131", MISSING, "oc3", {"IN_TOUCH": ""}),
    Planter("132", CODE, "oc3", {"ACTIV": "X9"}),
    Planter("133", CODE, "oc3", {"ACCOM": "S1"}),
    Planter("153", MISSING, "oc3", {"ACTIV": ""}),
    Planter("187", EXTRA, "oc2", adds=("oc3", _FINE), when=lambda s: s.all_year and s.birthday(14) <= s.end, reports_added=True),
    Planter("215", EXTRA, "oc2", adds=("oc3", _FINE), when=lambda s: s.all_year and s.birthday(14) <= s.end),
    Planter(
        "215", EXTRA, "oc3", adds=("oc2", {"CONVICTED": "0", "TEETH_CHECK": "1"}), when=lambda s: not s.has("oc2"),
    ),
    Planter("3001", CODE, "oc3", {"ACCOM": "Z1"}, lambda s: s.start <= s.birthday(17) <= s.end),
    Planter("344", CLASH, "oc3", {"IN_TOUCH": "RHOM"}, lambda s: s["ACTIV"] != "0"),
    Planter("344", CLASH, "oc3", {"ACTIV": "F2"}, has("IN_TOUCH", "DIED", "RHOM")),
    Planter("345", CLASH, "oc3", {"ACTIV": "0"}, has("IN_TOUCH", "YES")),
    Planter("347", CODE, "oc3", {"ACCOM": "T1"}, lambda s: s.birthday(18) > s.start, since=2024),
    Planter(
        "348", OTHER_YEAR, "oc3", {"oc3_last.IN_TOUCH": "DIED"}, lambda s: s["IN_TOUCH"] != "DIED" and s.has("oc3_last"), since=2026
    ),
    Planter("391", CLASH, "oc3", {"DOB": lambda s: s.end.replace(year=s.end.year - 16)}),
    Planter("1000", OTHER_TABLE, "oc3", {"episodes.REC": "E2"}, lambda s: s.has("episodes") and s.first("episodes")["REC"] not in ("", "X1")),
    Planter("1001", EXTRA, "episodes", adds=("oc3", _FINE), when=lambda s: _left(s, "E11", "E12"), reports_added=True),
    Planter(
        "1001", CLASH, "oc3", {"episodes.REC": "E11"},
        lambda s: len(s.rows.get("episodes", ())) == 1 and s.first("episodes")["REC"] not in ("", "X1"),
    ),
    Planter("1002", MISTYPED, "oc3", {"CHILD": mistyped}),
    Planter(
        "1007", EXTRA, "episodes", adds=("oc3", _FINE), reports_added=True,
        when=lambda s: _no_leaver(s) and _aged(17, 18, s) and not s.last("episodes")["DEC"]
        and s.day("DECOM", s.last("episodes")) <= s.birthday(17),
    ),
    Planter(
        "1010", OTHER_TABLE, "episodes_last", adds=("oc3", _FINE), removes="episodes", reports_added=True,
        when=lambda s: s.is_last and not s["DEC"] and _no_leaver(s) and s.birthday(16) <= s.end,
    ),
    Planter("1011", OTHER_TABLE, "oc3", {"episodes.REC": "E3"}, lambda s: len(s.rows.get("episodes", ())) == 1),
    Planter("1014", EXTRA, "oc3", adds=("uasc", {"SEX": lambda s: s.header["SEX"], "DUC": close(0)}), when=lambda s: not s.has("episodes")),
    Planter("1016", EXTRA, "episodes", adds=("oc3", _FINE), when=_left_at_18, reports_added=True, since=2024),
)  # fmt: skip

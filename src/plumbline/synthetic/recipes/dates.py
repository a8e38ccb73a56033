"""Dates and codes of single episodes: unreadable, out of range, in the wrong order, not in the code set."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CASE,
    CLASH,
    CODE,
    EARLY,
    ISO,
    LATE,
    MISSING,
    NO_DATE,
    NO_POSTCODE,
    OLD_CODE,
    SERIAL,
    SHORT,
    SPACES,
    TIMED,
    UNREADABLE,
    as_iso,
    as_serial,
    both,
    close,
    has,
    opening,
    shifted,
    short_year,
    with_time,
    without,
)  # fmt: skip
from plumbline.synthetic.scene import Scene


def _home_known(s: Scene) -> bool:
    return bool(s["HOME_POST"])


def _far(s: Scene) -> str:
    return s.batch.places.remote(s["HOME_POST"])


PLANTERS = (
    Planter("141", UNREADABLE, "episodes", {"DECOM": NO_DATE}),
    Planter("141", ISO, "episodes", {"DECOM": as_iso("DECOM")}),
    Planter("141", TIMED, "episodes", {"DECOM": with_time("DECOM")}),
    Planter("141", SERIAL, "episodes", {"DECOM": as_serial("DECOM")}),
    Planter("141", SHORT, "episodes", {"DECOM": short_year("DECOM")}),
    Planter("143", CODE, "episodes", {"RNE": "Q"}),
    Planter("144", CODE, "episodes", {"LS": "C9"}),
    Planter("145", CODE, "episodes", {"CIN": "N9"}),
    Planter("146", CODE, "episodes", {"PLACE": "Q1"}),
    Planter("146", OLD_CODE, "episodes", {"PLACE": "H5"}, has("PLACE", "K3"), since=2026),
    Planter("146", OLD_CODE, "episodes", {"PLACE": "Z1"}, has("PLACE", "Z11", "Z12", "Z13", "Z14"), since=2026),
    Planter("147", UNREADABLE, "episodes", {"DEC": NO_DATE}, has("DEC")),
    Planter("147", ISO, "episodes", {"DEC": as_iso("DEC")}, has("DEC")),
    Planter("147", TIMED, "episodes", {"DEC": with_time("DEC")}, has("DEC")),
    Planter("147", SERIAL, "episodes", {"DEC": as_serial("DEC")}, has("DEC")),
    Planter("148", MISSING, "episodes", {"REC": ""}, has("REC")),
    Planter("148", MISSING, "episodes", {"DEC": ""}, has("DEC")),
    Planter("149", CODE, "episodes", {"REC": "E99"}, has("REC")),
    Planter("1009", CODE, "episodes", {"REASON_PLACE_CHANGE": "MOVED"}, has("REASON_PLACE_CHANGE")),
    Planter("353", EARLY, "episodes", {"DECOM": "13/10/1991"}),
    Planter("354", LATE, "episodes", {"DECOM": close(1)}),
    Planter("355", CLASH, "episodes", {"DEC": lambda s: s["DECOM"]}, has("DEC")),
    Planter("356", EARLY, "episodes", {"DEC": shifted("DECOM", -1)}, has("DEC")),
    Planter("385", LATE, "episodes", {"DEC": close(1)}, has("DEC")),
    Planter("233", CLASH, "episodes", {"REASON_PLACE_CHANGE": "CARPL"}, without("DEC"), since=2026),
    Planter(
        "234", CLASH, "episodes", {"REASON_PLACE_CHANGE": "CUSTOD"},
        lambda s: s["REASON_PLACE_CHANGE"] and s.day("DECOM") < s.birthday(10), since=2026,
    ),
    Planter("169", CODE, "episodes", {"PL_POST": NO_POSTCODE}, has("PL_POST")),
    Planter("179", CODE, "episodes", {"PL_POST": NO_POSTCODE}, has("PL_POST")),
    Planter("392a", CODE, "episodes", {"PL_POST": NO_POSTCODE}, both(_home_known, has("PL_POST"))),
    Planter("392b", MISSING, "episodes", {"HOME_POST": ""}, _home_known),
    Planter("392b", MISSING, "episodes", {"PL_POST": ""}, both(_home_known, has("PL_POST"))),
    Planter("392c", CODE, "episodes", {"HOME_POST": NO_POSTCODE}, _home_known),
    Planter(
        "392d", CLASH, "episodes", {"PL_POST": lambda s: s["HOME_POST"]},
        lambda s: _home_known(s) and s["PLACE"] != "P1",
    ),
    Planter("406", CLASH, "episodes", {"HOME_POST": lambda s: s["PL_POST"]}, lambda s: s.has("uasc") and s["PL_POST"]),
    Planter("454", CLASH, "episodes", {"PL_POST": _far}, _home_known, since=2026),
    Planter("NoE", EARLY, "episodes", {"DECOM": opening(-1)}, lambda s: s.is_first and not s.has("episodes_last")),
    Planter("", CASE, "episodes", {"RNE": lambda s: s["RNE"].lower()}),
    Planter("", SPACES, "episodes", {"LS": lambda s: f"{s['LS']} "}),
)  # fmt: skip

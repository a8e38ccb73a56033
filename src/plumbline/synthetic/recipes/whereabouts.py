"""Going missing, previous permanence, and orders that deprive a child of liberty."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CLASH,
    CODE,
    EARLY,
    GONE,
    ISO,
    LATE,
    MISSING,
    NO_DATE,
    OTHER_TABLE,
    OTHER_YEAR,
    TIMED,
    UNREADABLE,
    as_iso,
    born,
    both,
    close,
    has,
    opening,
    shifted,
    with_time,
)  # fmt: skip
from plumbline.synthetic.scene import Scene, moved


def _entry(s: Scene) -> str:
    return s.first("episodes")["DECOM"]


def _left(s: Scene) -> bool:
    return bool(s.last("episodes").get("DEC"))


def _in_an_ended_episode(s: Scene) -> bool:
    start = s.day("MIS_START")
    return any(e.get("DEC") and s.day("DECOM", e) <= start <= s.day("DEC", e) for e in s.rows["episodes"])


def _open_last_year(s: Scene, table: str, end: str) -> bool:
    return any(not row.get(end) for row in s.rows.get(table, ()))


def _held_in(s: Scene) -> dict[str, str]:
    """The child's first episode, if an order with an end began and ended in it."""
    e = s.first("episodes")
    inside = e and s.day("DECOM", e) < s.day("DOLO_START") and s.day("DOLO_END") <= s.day("DEC", e)
    return e if inside and s["DOLO_END"] else {}


PLANTERS = (
    Planter("564", MISSING, "missing", {"MIS_START": ""}),
    Planter("565", MISSING, "missing", {"MISSING": ""}),
    Planter("566", MISSING, "missing", {"MISSING": ""}, has("MIS_END")),
    Planter("567", LATE, "missing", {"MIS_START": shifted("MIS_END", 1)}, has("MIS_END")),
    Planter("570", LATE, "missing", {"MIS_START": close(1)}),
    Planter("571", EARLY, "missing", {"MIS_END": opening(-1)}, has("MIS_END")),
    Planter("574", EARLY, "missing", {"previous.MIS_END": ""}, lambda s: s.previous),
    Planter("574", EARLY, "missing", {"MIS_START": lambda s: moved(s.previous["MIS_END"], -1)}, lambda s: s.previous and s["MIS_END"]),
    Planter("575", MISSING, "missing", {"MIS_END": ""}, both(has("MIS_END"), _in_an_ended_episode)),
    Planter(
        "576", OTHER_YEAR, "missing", {"MIS_START": shifted("MIS_START", -1)},
        lambda s: s.is_first and _open_last_year(s, "missing_last", "MIS_END"),
    ),
    Planter("577", LATE, "missing", {"MIS_END": lambda s: moved(s.last("episodes")["DEC"], 1)}, lambda s: s["MIS_END"] and _left(s)),
    Planter("578", EARLY, "missing", {"MIS_START": lambda s: moved(_entry(s), -1)}),
    Planter("581", EARLY, "missing", {"MIS_START": lambda s: moved(_entry(s), -1)}),
    Planter("586", EARLY, "missing", {"MIS_START": born(0)}),
    Planter("1004", UNREADABLE, "missing", {"MIS_START": NO_DATE}),
    Planter("1004", ISO, "missing", {"MIS_START": as_iso("MIS_START")}),
    Planter("1004", TIMED, "missing", {"MIS_START": with_time("MIS_START")}),
    Planter("1005", UNREADABLE, "missing", {"MIS_END": NO_DATE}, has("MIS_END")),
    Planter("1006", CODE, "missing", {"MISSING": "X"}),
    Planter("631", CODE, "prev_perm", {"PREV_PERM": "P9"}),
    Planter("632", LATE, "prev_perm", {"DATE_PERM": lambda s: _entry(s)}),
    Planter("632", UNREADABLE, "prev_perm", {"DATE_PERM": NO_DATE}),
    Planter("633", CODE, "prev_perm", {"LA_PERM": "ABC"}),
    Planter(
        "634", EARLY, "prev_perm", {"episodes.DECOM": "01/03/2016"}, lambda s: len(s.rows["episodes"]) == 1 and s.born.year < 2016,
    ),
    Planter("635", MISSING, "prev_perm", {"PREV_PERM": ""}, lambda s: s["PREV_PERM"] not in ("", "Z1")),
    Planter("700", MISSING, "dolo", {"DOLO_START": ""}, since=2027),
    Planter("700", UNREADABLE, "dolo", {"DOLO_START": NO_DATE}, since=2027),
    Planter("701", UNREADABLE, "dolo", {"DOLO_END": NO_DATE}, since=2027),
    Planter("702", CLASH, "dolo", {"DOLO_END": lambda s: s["DOLO_START"]}, has("DOLO_END"), since=2027),
    Planter("703", LATE, "dolo", {"DOLO_START": close(1)}, since=2027),
    Planter("704", EARLY, "dolo", {"DOLO_END": opening(-1)}, has("DOLO_END"), since=2027),
    Planter("705", EARLY, "dolo", {"previous.DOLO_END": ""}, lambda s: s.previous, since=2027),
    Planter(
        "706", OTHER_YEAR, "dolo_last", {"dolo.DOLO_START": lambda s: moved(s.first("dolo")["DOLO_START"], -1)},
        lambda s: not s["DOLO_END"] and s.has("dolo"), since=2027,
    ),
    Planter("706", GONE, "dolo_last", removes="dolo", when=lambda s: not s["DOLO_END"] and s.has("dolo"), since=2027),
    Planter("707", LATE, "dolo", {"DOLO_END": lambda s: moved(s.last("episodes")["DEC"], 1)}, lambda s: s["DOLO_END"] and _left(s), since=2027),
    Planter("708", EARLY, "dolo", {"DOLO_START": born(0)}, since=2027),
    Planter("709", OTHER_TABLE, "dolo", {"episodes.PLACE": "U6"}, _held_in, since=2027),
    Planter("710", OTHER_TABLE, "dolo", {"episodes.PLACE": "K1"}, _held_in, since=2027),
)  # fmt: skip

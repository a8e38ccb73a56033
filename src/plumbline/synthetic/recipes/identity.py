"""Who the child is: sex, date of birth, ethnicity, pupil number, motherhood, asylum."""

from datetime import date

from plumbline.synthetic.life import days
from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CASE,
    CLASH,
    CODE,
    DIGIT,
    EARLY,
    EXTRA,
    GONE,
    ISO,
    LATE,
    MISSING,
    NO_DATE,
    OLD_CODE,
    OTHER_TABLE,
    OTHER_YEAR,
    SERIAL,
    SHORT,
    SPACES,
    SWAPPED,
    TIMED,
    TWICE,
    UNREADABLE,
    Test,
    as_iso,
    as_serial,
    born,
    both,
    close,
    has,
    opening,
    ordinary,
    other_than,
    shifted,
    short_year,
    swapped,
    with_time,
    without,
)  # fmt: skip
from plumbline.synthetic.scene import Scene


def _real_upn(s: Scene) -> bool:
    return len(s["UPN"]) == 13


def _wrong_digit(s: Scene) -> str:
    """The fifth digit one more than it should be: the check letter no longer fits."""
    return s["UPN"][:5] + str((int(s["UPN"][5]) + 1) % 10) + s["UPN"][6:] if _real_upn(s) else s["UPN"]


def _girl(s: Scene) -> bool:
    return s["SEX"] in ("2", "F")


def _under(years: int, s: Scene) -> bool:
    return s.birthday(years) > s.end


def _old_sex(s: Scene) -> str:
    return {"M": "1", "F": "2", "1": "M", "2": "F"}[s["SEX"]]


def _other_sex(s: Scene) -> str:
    return {"M": "F", "F": "M", "1": "2", "2": "1"}[s["SEX"]]


def _last(field: str, *values: str) -> Test:
    """Last year's header has one of these values."""
    return lambda s: s.first("header_last").get(field) in values


def _in_both(s: Scene) -> bool:
    return s.has("header_last")


PLANTERS = (
    Planter("101", CODE, "header", {"SEX": "X"}),
    Planter("101", OLD_CODE, "header", {"SEX": _old_sex}),
    Planter("102", MISSING, "header", {"DOB": ""}),
    Planter("102", UNREADABLE, "header", {"DOB": NO_DATE}),
    Planter("102", ISO, "header", {"DOB": as_iso("DOB")}),
    Planter("102", TIMED, "header", {"DOB": with_time("DOB")}),
    Planter("102", SERIAL, "header", {"DOB": as_serial("DOB")}),
    Planter("102", SHORT, "header", {"DOB": short_year("DOB")}),
    Planter("103", CODE, "header", {"ETHNIC": "ZZZZ"}),
    Planter("103", MISSING, "header", {"ETHNIC": ""}),
    Planter("168", CODE, "header", {"UPN": "12345"}),
    Planter("202", OTHER_YEAR, "header", {"SEX": _other_sex}, both(_in_both, without("MOTHER"))),
    Planter("203", SWAPPED, "header", {"DOB": swapped("DOB")}, _in_both),
    Planter("203", OTHER_YEAR, "header", {"DOB": shifted("DOB", 1)}, _in_both),
    Planter("204", OTHER_YEAR, "header", {"ETHNIC": other_than("ETHNIC", "WBRI", "WOTH")}, _in_both),
    Planter("208", DIGIT, "header", {"UPN": _wrong_digit}, both(_in_both, lambda s: _last("UPN", s["UPN"])(s))),
    Planter("208", OTHER_YEAR, "header", {"UPN": "UN5"}, both(_real_upn, lambda s: _last("UPN", s["UPN"])(s))),
    Planter(
        "209", CLASH, "header", {"UPN": "UN1"}, lambda s: s.birthday(4) <= date(s.year - 2, 8, 31)
    ),
    Planter(
        "210", CLASH, "header", {"UPN": "UN4"},
        lambda s: any(s.day("DECOM", e) < date(s.year, 3, 24) for e in s.rows.get("episodes", ())),
    ),
    Planter("232", CODE, "header", {"SEX": "U"}, since=2025),
    Planter("301", LATE, "header", {"DOB": close(1)}),
    Planter("302", LATE, "header", {"DOB": shifted("DECOM", 1, "episodes")}, lambda s: s.has("episodes")),
    Planter("351", EARLY, "header", {"DOB": born(-25)}, lambda s: s.born < s.start),
    Planter("442", MISSING, "header", {"UPN": ""}, both(ordinary, lambda s: s.has("episodes"))),
    Planter("444", TWICE, "header", {"UPN": lambda s: s.batch.another_upn(s["UPN"]) or s["UPN"]}, _real_upn, since=2026),
    Planter("165", CODE, "header", {"MOTHER": "2"}, both(_girl, has("MOTHER"))),
    Planter("171", UNREADABLE, "header", {"MC_DOB": NO_DATE}, has("MC_DOB")),
    Planter("174", CLASH, "header", {"MC_DOB": opening(5)}, lambda s: not _girl(s)),
    Planter("207", OTHER_YEAR, "header", {"MOTHER": "0", "MC_DOB": ""}, both(has("MOTHER", "1"), _last("MOTHER", "1"))),
    Planter("393", MISSING, "header", {"MOTHER": ""}, both(_girl, has("MOTHER", "0"))),
    Planter(
        "607", MISSING, "header", {"MOTHER": ""},
        both(_girl, has("MOTHER", "0"), lambda s: s.last("episodes").get("REC", "X1") not in ("", "X1")),
    ),
    Planter("611", MISSING, "header", {"MC_DOB": ""}, has("MOTHER", "1")),
    Planter("612", CLASH, "header", {"MC_DOB": opening(5)}, both(_girl, has("MOTHER", "0"))),
    Planter("620", CLASH, "header", {"MOTHER": "1"}, lambda s: _girl(s) and s.birthday(11) > s.start and s["MOTHER"]),
    Planter("621", EARLY, "header", {"MC_DOB": born(0)}, has("MOTHER", "1")),
    Planter("624", OTHER_YEAR, "header", {"MC_DOB": shifted("MC_DOB", 1)}, both(has("MC_DOB"), _last("MOTHER", "1"))),
    Planter(
        "625", LATE, "header", {"MC_DOB": close(1)},
        both(has("MC_DOB"), lambda s: any(e.get("DEC") for e in s.rows["episodes"])),
    ),
    Planter(
        "626", OTHER_YEAR, "header", {"header_last.MOTHER": "0"},
        lambda s: s["MOTHER"] == "1" and s.day("MC_DOB") < s.start and s.has("header_last"),
    ),
    Planter("626", EARLY, "header", {"MC_DOB": opening(-3)}, both(has("MOTHER", "1"), _last("MOTHER", "0"))),
    Planter("628", CLASH, "header", {"MOTHER": "0"}, lambda s: s.has("oc3") and not s.has("episodes")),
    Planter("399", CLASH, "header", {"MOTHER": "0"}, lambda s: s.short_break),
    Planter("104", UNREADABLE, "uasc", {"DUC": NO_DATE}),
    Planter("104", EARLY, "uasc", {"DUC": opening(-1)}),
    Planter("304", LATE, "uasc", {"DUC": born(18, 1)}),
    Planter("205A", OTHER_YEAR, "uasc", removes="header", when=lambda s: s.has("uasc_last")),
    Planter(
        "205B", OTHER_YEAR, "uasc", {"DUC": born(18, -400)},
        lambda s: s.has("uasc_last") and not s.start <= s.birthday(18) - days(400) <= s.end,
    ),
    Planter("205C", GONE, "uasc", removes="header", when=lambda s: not s.has("uasc_last")),
    Planter(
        "205D", EXTRA, "header", adds=("uasc", {"SEX": lambda s: s["SEX"], "DUC": born(18)}),
        when=lambda s: s.has("header_last", "episodes") and not s.has("uasc") and not s.has("uasc_last"),
    ),
    Planter(
        "231", EXTRA, "header", adds=("uasc", {"SEX": lambda s: s["SEX"], "DUC": born(18)}),
        when=lambda s: _under(11, s), since=2025,
    ),
    Planter("INT21", OTHER_TABLE, "uasc", {"SEX": _other_sex}),
    Planter("", CASE, "header", {"ETHNIC": lambda s: s["ETHNIC"].lower()}),
    Planter("", SPACES, "header", {"UPN": lambda s: f" {s['UPN']}"}, has("UPN")),
)  # fmt: skip

"""Health, wellbeing and convictions of children in care all year, and reviews."""

from plumbline.synthetic.life import birthday
from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CLASH,
    CODE,
    GONE,
    ISO,
    MISSING,
    NO_DATE,
    OTHER_TABLE,
    TIMED,
    UNREADABLE,
    as_iso,
    both,
    has,
    with_time,
)  # fmt: skip
from plumbline.synthetic.scene import Scene


def _all_year(s: Scene) -> bool:
    return s.all_year


def _not_all_year(s: Scene) -> bool:
    return not s.all_year


def _of_school_age(s: Scene) -> bool:
    return s.birthday(4) <= s.start and s.birthday(16) >= s.end


def _turning(s: Scene) -> bool:
    return any(s.start <= s.birthday(years) <= s.end for years in (4, 17))


def _four_to_sixteen(s: Scene) -> bool:
    return s.birthday(4) <= s.start and s.birthday(17) > s.end


def _review_before(years: int, s: Scene) -> bool:
    return s.day("REVIEW") < birthday(s.born, years)


PLANTERS = (
    Planter("157", CODE, "oc2", {"SDQ_SCORE": "", "SDQ_REASON": "SDQ1"}, both(_of_school_age, has("SDQ_SCORE"))),
    Planter("157", CODE, "oc2", {"SDQ_REASON": "SDQ1"}, both(_of_school_age, has("SDQ_REASON"))),
    Planter("158", CLASH, "oc2", {"INTERVENTION_OFFERED": "1"}, has("INTERVENTION_RECEIVED", "1")),
    Planter("159", MISSING, "oc2", {"INTERVENTION_OFFERED": ""}, has("INTERVENTION_RECEIVED", "0")),
    Planter("180", CODE, "oc2", {"SDQ_SCORE": "41"}, has("SDQ_SCORE")),
    Planter("181", CODE, "oc2", {"TEETH_CHECK": "Y"}, has("TEETH_CHECK")),
    Planter("182", MISSING, "oc2", {"IMMUNISATIONS": ""}, lambda s: s["CONVICTED"] or s["HEALTH_CHECK"]),
    Planter("185", OTHER_TABLE, "oc2", {"SDQ_SCORE": "12"}, _not_all_year),
    Planter("186", MISSING, "oc2", {"SDQ_SCORE": ""}, both(_four_to_sixteen, has("SDQ_SCORE"))),
    Planter("188", CLASH, "oc2", {"SDQ_SCORE": "9"}, lambda s: s.birthday(4) > s.end),
    Planter("189", CLASH, "oc2", {"SDQ_SCORE": "9"}, lambda s: s.birthday(17) < s.start),
    Planter("190", OTHER_TABLE, "oc2", {"CONVICTED": "0"}, _not_all_year),
    Planter("191", MISSING, "oc2", {"HEALTH_ASSESSMENT": ""}, _all_year),
    Planter("191", GONE, "episodes", removes="oc2", when=lambda s: s.all_year and s.is_first),
    Planter("192", MISSING, "oc2", {"INTERVENTION_RECEIVED": ""}, has("INTERVENTION_RECEIVED")),
    Planter("193", CLASH, "oc2", {"SUBSTANCE_MISUSE": "0"}, has("INTERVENTION_RECEIVED")),
    Planter("193", CLASH, "oc2", {"INTERVENTION_OFFERED": "0"}, has("SUBSTANCE_MISUSE", "0")),
    Planter("196", CODE, "oc2", {"SDQ_REASON": "SDQ9"}, has("SDQ_REASON")),
    Planter("197a", CLASH, "oc2", {"SDQ_REASON": "SDQ2"}, has("SDQ_SCORE")),
    Planter("197B", MISSING, "oc2", {"SDQ_SCORE": ""}, both(_turning, has("SDQ_SCORE"))),
    Planter("198", OTHER_TABLE, "oc2", {"SDQ_REASON": "SDQ2"}, _not_all_year),
    Planter("542", CLASH, "oc2", {"CONVICTED": "0"}, lambda s: s.birthday(10) > s.end),
    Planter("543", MISSING, "oc2", {"CONVICTED": ""}, lambda s: s["CONVICTED"] and s.birthday(10) < s.end),
    Planter("544", MISSING, "oc2", {"TEETH_CHECK": ""}, has("CONVICTED", "1")),
    Planter("545", MISSING, "oc2", {"HEALTH_CHECK": ""}, has("HEALTH_CHECK")),
    Planter("546", CLASH, "oc2", {"HEALTH_CHECK": "1"}, lambda s: s.all_year and s.birthday(5) <= s.end),
    Planter("547", MISSING, "oc2", {"SUBSTANCE_MISUSE": ""}, has("HEALTH_CHECK", "1")),
    Planter("166", MISSING, "reviews", {"REVIEW": ""}),
    Planter("166", UNREADABLE, "reviews", {"REVIEW": NO_DATE}),
    Planter("166", ISO, "reviews", {"REVIEW": as_iso("REVIEW")}),
    Planter("166", TIMED, "reviews", {"REVIEW": with_time("REVIEW")}),
    Planter("167", CODE, "reviews", {"REVIEW_CODE": "PN9"}),
    Planter("167", MISSING, "reviews", {"REVIEW_CODE": ""}),
    Planter("440", CLASH, "reviews", {"REVIEW_CODE": "PN0"}, lambda s: not _review_before(5, s)),
    Planter("441", CLASH, "reviews", {"REVIEW_CODE": "PN1"}, lambda s: _review_before(4, s)),
)  # fmt: skip

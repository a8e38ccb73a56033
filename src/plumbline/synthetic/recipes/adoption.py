"""Adopters, decisions that a child should be placed for adoption, and what they say of episodes."""

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CLASH,
    CODE,
    EARLY,
    EXTRA,
    GONE,
    LATE,
    MISSING,
    MISTYPED,
    NO_DATE,
    OTHER_TABLE,
    UNREADABLE,
    born,
    both,
    close,
    has,
    mistyped,
    opening,
    shifted,
    without,
)  # fmt: skip
from plumbline.synthetic.scene import Scene, moved

_COUPLE, _ALONE = has("NB_ADOPTR", "2"), has("NB_ADOPTR", "1")
_REVERSED = has("DATE_PLACED_CEASED")


def _adoptive(s: Scene) -> dict[str, str]:
    """The child's first placement with adopters."""
    return next((e for e in s.rows.get("episodes", ()) if e["PLACE"][0] == "A"), {})


def _order(s: Scene) -> dict[str, str]:
    return next((e for e in s.rows.get("episodes", ()) if e["LS"] == "E1"), {})


def _ended(s: Scene) -> dict[str, str]:
    return s.last("episodes")


def _entered(s: Scene) -> dict[str, str]:
    return next((e for e in s.rows.get("episodes", ()) if e["RNE"] == "S"), {})


def _only(s: Scene) -> bool:
    return len(s.rows["placed_adoption"]) == 1


PLANTERS = (
    Planter("112", UNREADABLE, "ad1", {"DATE_INT": NO_DATE}),
    Planter("113", UNREADABLE, "ad1", {"DATE_MATCH": NO_DATE}),
    Planter("114", CODE, "ad1", {"FOSTER_CARE": "2"}),
    Planter("115", UNREADABLE, "placed_adoption", {"DATE_PLACED": NO_DATE}),
    Planter("116", UNREADABLE, "placed_adoption", {"DATE_PLACED_CEASED": NO_DATE}),
    Planter("117", LATE, "placed_adoption", {"DATE_PLACED": close(1)}),
    Planter("118", EARLY, "placed_adoption", {"DATE_PLACED_CEASED": opening(-1)}, _REVERSED),
    Planter("119", MISSING, "placed_adoption", {"REASON_PLACED_CEASED": ""}, _REVERSED),
    Planter("119", MISSING, "placed_adoption", {"DATE_PLACED_CEASED": ""}, _REVERSED),
    Planter("120", CODE, "placed_adoption", {"REASON_PLACED_CEASED": "RD9"}, _REVERSED),
    Planter("151", MISSING, "ad1", {"SEX_ADOPTR": ""}),
    Planter("175", CODE, "ad1", {"NB_ADOPTR": "3"}),
    Planter("176", CODE, "ad1", {"SEX_ADOPTR": "XX"}),
    Planter("177", CODE, "ad1", {"LS_ADOPTR": "L9"}),
    Planter("184", EARLY, "placed_adoption", {"DATE_PLACED": born(0, -1)}),
    Planter("331", LATE, "ad1", {"DATE_MATCH": lambda s: moved(_ended(s)["DECOM"], 1)}),
    Planter("333", LATE, "ad1", {"DATE_INT": shifted("DATE_MATCH", 1)}),
    Planter("334", EARLY, "ad1", {"DATE_INT": lambda s: moved(_entered(s)["DECOM"], -1)}, _entered),
    Planter("335", CLASH, "ad1", {"FOSTER_CARE": "0"}, has("FOSTER_CARE", "1")),
    Planter("335", CLASH, "ad1", {"FOSTER_CARE": "1"}, has("FOSTER_CARE", "0")),
    Planter("511", CLASH, "ad1", {"NB_ADOPTR": "2"}, _ALONE),
    Planter("514", CLASH, "ad1", {"LS_ADOPTR": "L0"}, _COUPLE),
    Planter("517", CLASH, "ad1", {"LS_ADOPTR": "L3"}, lambda s: s["SEX_ADOPTR"] != "MF"),
    Planter("518", CLASH, "ad1", {"LS_ADOPTR": "L4"}, has("SEX_ADOPTR", "MF")),
    Planter("519", CLASH, "ad1", {"LS_ADOPTR": "L2"}, _ALONE),
    Planter("520", CLASH, "ad1", {"LS_ADOPTR": "L11"}, lambda s: s["SEX_ADOPTR"] != "MF"),
    Planter("524", CLASH, "ad1", {"LS_ADOPTR": "L12"}, has("SEX_ADOPTR", "MF")),
    Planter("521", LATE, "ad1", {"DATE_INT": lambda s: moved(_adoptive(s)["DECOM"], 1)}, _adoptive),
    Planter("522", EARLY, "placed_adoption", {"DATE_PLACED_CEASED": shifted("DATE_PLACED", -1)}, _REVERSED),
    Planter("523", OTHER_TABLE, "ad1", {"DATE_INT": shifted("DATE_INT", -1)}),
    Planter(
        "525", OTHER_TABLE, "placed_adoption", {"DATE_PLACED_CEASED": shifted("DATE_PLACED", 9), "REASON_PLACED_CEASED": "RD4"},
        lambda s: s.has("ad1"),
    ),
    Planter("552", LATE, "placed_adoption", {"DATE_PLACED": lambda s: moved(_adoptive(s)["DECOM"], 1)}, both(_adoptive, _only)),
    Planter("553", GONE, "episodes", removes="placed_adoption", when=has("LS", "E1")),
    Planter(
        "553", CLASH, "placed_adoption", {"DATE_PLACED_CEASED": close(0), "REASON_PLACED_CEASED": "RD1"},
        lambda s: _ended(s).get("LS") == "E1" and not _ended(s).get("DEC"),
    ),
    Planter("554", LATE, "placed_adoption", {"DATE_PLACED": lambda s: moved(_order(s)["DECOM"], 1)}, _order),
    Planter("557", MISSING, "placed_adoption", {"REASON_PLACED_CEASED": ""}, lambda s: _ended(s).get("LS") == "E1" and _REVERSED(s)),
    Planter("557", CLASH, "episodes", {"REC": "E8"}, lambda s: s["REC"] in ("E11", "E12") and s.has("placed_adoption")),
    Planter(
        "558", CLASH, "episodes",
        {"placed_adoption.DATE_PLACED_CEASED": lambda s: s["DECOM"], "placed_adoption.REASON_PLACED_CEASED": "RD4"},
        lambda s: s["REC"] in ("E11", "E12") and len(s.rows.get("placed_adoption", ())) == 1,
        adds=("placed_adoption", {
            "DATE_PLACED": lambda s: s["DECOM"], "DATE_PLACED_CEASED": lambda s: s["DEC"], "REASON_PLACED_CEASED": "RD4",
        }),
    ),
    Planter(
        "559", EARLY, "placed_adoption", {"DATE_PLACED": opening(-1)},
        lambda s: not s.has("placed_adoption_last") and s.born < s.start,
    ),
    Planter(
        "560", OTHER_TABLE, "placed_adoption", {"DATE_PLACED": shifted("DATE_PLACED", -1)},
        lambda s: s.has("placed_adoption_last") and not s.last("placed_adoption_last").get("DATE_PLACED_CEASED"),
    ),
    Planter(
        "561", EXTRA, "header", adds=("placed_adoption", {"DATE_PLACED": lambda s: s.first("placed_adoption_last")["DATE_PLACED"]}),
        when=lambda s: s.first("placed_adoption_last").get("DATE_PLACED_CEASED") and s.has("episodes"), reports_added=True,
    ),
    Planter(
        "584", EXTRA, "header", adds=("placed_adoption", {"DATE_PLACED": ""}),
        when=lambda s: s.first("placed_adoption_last").get("DATE_PLACED_CEASED") and s.has("episodes"), reports_added=True,
    ),
    Planter("563", MISSING, "placed_adoption", {"DATE_PLACED": ""}, _REVERSED),
    Planter("579", EXTRA, "placed_adoption", adds=("placed_adoption", {"DATE_PLACED": shifted("DATE_PLACED", 5)}),
            when=both(_only, without("DATE_PLACED_CEASED")), reports_added=True),
    Planter("583", EXTRA, "placed_adoption", adds=("placed_adoption", {"DATE_PLACED": shifted("DATE_PLACED", 5)}),
            when=both(_only, without("DATE_PLACED_CEASED"))),
    Planter("583", MISSING, "placed_adoption", {"DATE_PLACED_CEASED": ""}, lambda s: s.next),
    Planter("582", CLASH, "episodes", {"ad1.DATE_MATCH": lambda s: s["DEC"]}, has("REC", "E11", "E12")),
    Planter("601", MISSING, "ad1", {"LS_ADOPTR": ""}),
    Planter("601", GONE, "episodes", removes="ad1", when=has("REC", "E11", "E12")),
    Planter("602", MISTYPED, "ad1", {"CHILD": mistyped}),
    Planter("1003", EARLY, "placed_adoption", {"DATE_PLACED": lambda s: moved(_entered(s)["DECOM"], -1)}, _entered),
    Planter(
        "134", EXTRA, "ad1", adds=("oc3", {"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "B1"}),
    ),
)  # fmt: skip

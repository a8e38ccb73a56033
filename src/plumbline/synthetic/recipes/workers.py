"""Social workers: who they are, from when to when, and why they changed."""

from datetime import date

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.recipes.values import (
    CLASH,
    CODE,
    EARLY,
    GONE,
    LATE,
    MISSING,
    NO_DATE,
    UNREADABLE,
    close,
    has,
    opening,
)  # fmt: skip
from plumbline.synthetic.scene import Scene, moved

_CHANGED = date(2023, 4, 1)
_FIRST = 2024


def _later(s: Scene) -> bool:
    """A row after the first, whose worker did not begin as the child's first contact."""
    return bool(s.previous) and s["SW_REASON"] != "FCONTA"


def _stays(s: Scene) -> bool:
    """The child is in care at the end of the year."""
    return not s.last("episodes")["DEC"]


def _since_change(s: Scene) -> bool:
    return s.day("SW_DECOM") >= _CHANGED


PLANTERS = (
    Planter("SW01STG1", GONE, "episodes", removes="sw_episodes", when=lambda s: not s["DEC"] and not s.short_break, since=2024, until=2024),
    Planter("SW01aSTG1", MISSING, "sw_episodes", {"SW_DECOM": ""}, since=2025, until=2025),
    Planter("SW01aSTG1", MISSING, "sw_episodes", {"SW_ID": ""}, lambda s: not _since_change(s), since=2025, until=2025),
    Planter("SW01bSTG1", MISSING, "sw_episodes", {"SW_REASON": ""}, _since_change, since=2025, until=2025),
    Planter("SW02STG1", CODE, "sw_episodes", {"SW_ID": "AB12345"}, since=_FIRST),
    Planter("SW02STG1", CODE, "sw_episodes", {"SW_ID": "SW1"}, since=2026),
    Planter("SW03STG1", MISSING, "sw_episodes", {"SW_REASON": ""}, since=2024, until=2024),
    Planter("SW04STG1", UNREADABLE, "sw_episodes", {"SW_DECOM": NO_DATE}, since=_FIRST),
    Planter("SW04STG1", UNREADABLE, "sw_episodes", {"SW_DECOM": "ZZ/05/2025"}, since=2026),
    Planter("SW04STG1", MISSING, "sw_episodes", {"SW_DECOM": ""}, since=2026),
    Planter("SW05STG1", UNREADABLE, "sw_episodes", {"SW_DEC": NO_DATE}, has("SW_DEC"), since=_FIRST),
    Planter("SW05STG1", UNREADABLE, "sw_episodes", {"SW_DEC": "ZZ/05/2025"}, has("SW_DEC"), since=2026),
    Planter("SW06STG2", LATE, "sw_episodes", {"SW_DECOM": close(1)}, since=_FIRST),
    Planter("SW07STG2", EARLY, "sw_episodes", {"SW_DEC": opening(-400)}, has("SW_DEC"), since=_FIRST),
    Planter("SW07STG2", LATE, "sw_episodes", {"SW_DEC": close(1)}, has("SW_DEC"), since=_FIRST),
    Planter("SW08STG2", MISSING, "sw_episodes", {"SW_DEC": ""}, lambda s: s.next, since=_FIRST),
    Planter("SW09STG2", CLASH, "sw_episodes", {"SW_DEC": lambda s: s["SW_DECOM"]}, has("SW_DEC"), since=_FIRST),
    Planter("SW09STG2", EARLY, "sw_episodes", {"SW_DEC": lambda s: moved(s["SW_DECOM"], -1)}, has("SW_DEC"), since=2026),
    Planter("SW10STG2", LATE, "sw_episodes", {"SW_DECOM": lambda s: moved(s.previous["SW_DEC"], 20)}, _later, since=_FIRST),
    Planter(
        "SW11aSTG2", LATE, "sw_episodes", {"SW_DECOM": lambda s: moved(s.previous["SW_DEC"], 6)},
        lambda s: _later(s) and s.day("SW_DEC", s.previous) <= date(s.year, 3, 26), since=2024, until=2024,
    ),
    Planter("SW11bSTG2", LATE, "sw_episodes", {"SW_DEC": close(-2)}, lambda s: s.is_first and s.is_last and _stays(s), since=_FIRST),
    Planter(
        "SW12STG2", LATE, "episodes", {"sw_episodes.SW_DECOM": lambda s: moved(s["DECOM"], 9)},
        lambda s: s["RNE"] == "S" and s.day("DECOM") >= s.start and not s.short_break, since=_FIRST,
    ),
    Planter(
        "SW12STG2", GONE, "episodes", removes="sw_episodes",
        when=lambda s: not s["DEC"] and not s.short_break, since=_FIRST,
    ),
    Planter("SW13STG1", CODE, "sw_episodes", {"SW_REASON": "MOVED"}, since=_FIRST),
    Planter("SW14STG2", MISSING, "sw_episodes", {"SW_DEC": ""}, lambda s: s.next, since=2024, until=2024),
    Planter("SW17STG2", CLASH, "sw_episodes", {"SW_DEC": close(-20)}, lambda s: s.is_last and _stays(s), since=2026),
)  # fmt: skip

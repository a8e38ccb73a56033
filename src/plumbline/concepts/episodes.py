"""Facts about an episode: its place in the child's order, and its neighbours."""

from collections.abc import Mapping

import ibis
from ibis.expr.types import BooleanValue, Table

from plumbline.concepts.base import CHILD, ROW, current, earliest_first, in_order, of_children, yes
from plumbline.concepts.declare import Fact, FactTable, facts, neighbours

NEIGHBOUR_FIELDS = (
    "DECOM", "DEC", "text_DEC", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "PL_POST", "URN", "REC",
    "REASON_PLACE_CHANGE",
)  # fmt: skip
PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")

#: Kinds of episode by the name of a fact; None stands for all episodes.
Kinds = Mapping[str, BooleanValue | None]


@facts(
    "episode",
    Fact(
        "number", "The episode's place among the child's, from 0: by start, unreadable starts last, ties in file order."
    ),
    Fact("has_previous", "The child has an episode before this one.", title="has a previous episode"),
    Fact("has_next", "The child has an episode after this one.", title="has a next episode"),
    Fact("has_before_previous", "The child has two episodes before this one.", title="has two episodes before it"),
    Fact("previous_row", "The row of the child's previous episode.", title="previous episode"),
    Fact("next_row", "The row of the child's next episode.", title="next episode"),
    Fact(
        "before_previous_row",
        "The row of the episode before the previous one.",
        title="episode before the previous one",
    ),
    source="design: order is decided once, when the return is read",
)
def episode_order() -> Table:
    """The child's order of episodes, which all neighbours follow."""
    e = of_children(current("episodes"))
    usual = ibis.window(group_by=CHILD, order_by=[earliest_first(e.DECOM), e.row])
    e = e.select(
        *ROW, number=ibis.row_number().over(usual), previous_row=e.row.lag().over(usual),
        next_row=e.row.lead().over(usual), before_previous_row=e.row.lag(2).over(usual),
    )  # fmt: skip
    return e.mutate(
        has_previous=e.previous_row.notnull(), has_next=e.next_row.notnull(),
        has_before_previous=e.before_previous_row.notnull(),
    )  # fmt: skip


def _neighbour(steps: str, meaning: str) -> FactTable:
    """The fields of a neighbour, whose row ``episode_order`` knows."""

    def make() -> Table:
        return current("episodes").select(*ROW, **{f"{steps}_{name}": name for name in NEIGHBOUR_FIELDS})

    declared = neighbours(steps, meaning, "episodes", NEIGHBOUR_FIELDS)
    return FactTable(f"{steps}_episode", "episode", make, declared, via=f"{steps}_row")


previous_episode = _neighbour("previous", "{} of the child's previous episode.")
next_episode = _neighbour("next", "{} of the child's next episode.")
episode_before_previous = _neighbour("before_previous", "{} of the episode before the child's previous one.")


@facts(
    "episode",
    Fact(
        "is_earliest",
        "No episode of the child starts earlier; of equal starts, the first in the file.",
        title="earliest episode",
    ),
    Fact(
        "is_latest",
        "No episode of the child starts later; of equal starts, the first in the file.",
        title="latest episode",
    ),
    Fact(
        "is_final",
        "No episode of the child starts later; of equal starts, the last in the file.",
        title="latest episode",
    ),
    Fact(
        "is_latest_ended",
        "No episode of the child ends later; of equal ends, the first in the file.",
        title="latest episode to end",
    ),
    Fact(
        "is_first_started",
        "The earliest episode with which a period of care began (RNE is S).",
        title="earliest start of care",
    ),
    Fact(
        "is_latest_started",
        "The latest episode with which a period of care began (RNE is S).",
        title="latest start of care",
    ),
    Fact(
        "is_first_placed_for_adoption",
        "The earliest episode placed for adoption (A3 to A6).",
        title="earliest episode placed for adoption",
    ),
)
def episode_extremes() -> Table:
    """Which episode of a child comes first or last, of all or of a kind, by start; an unreadable start is none."""
    e = of_children(current("episodes"))
    return ends_of_order(
        e,
        first={
            "is_earliest": None,
            "is_first_started": yes(e.RNE == "S"),
            "is_first_placed_for_adoption": yes(e.PLACE.isin(PLACED_FOR_ADOPTION)),
        },
        latest={"is_latest": None, "is_latest_started": yes(e.RNE == "S")},
        final="is_final",
        latest_ended="is_latest_ended",
    )


def ends_of_order(e: Table, first: Kinds, latest: Kinds, final: str = "", latest_ended: str = "") -> Table:
    """For each kind of episode, which is the child's first or latest by start; with each date goes the file's row as one
    number, so that no episode is sorted."""
    starts, starts_late, ends_late = in_order(e.DECOM, e.row), in_order(e.DECOM, -e.row), in_order(e.DEC, -e.row)
    of_child = e.group_by(CHILD).aggregate(
        **{name: starts.min(where=kind) for name, kind in first.items()},
        **{name: starts_late.max(where=kind) for name, kind in latest.items()},
        **({final: starts.max()} if final else {}),
        **({latest_ended: ends_late.max()} if latest_ended else {}),
    )
    mine = e.select(*ROW, "CHILD", starts=starts, starts_late=starts_late, ends_late=ends_late)
    j = mine.join(of_child, CHILD)
    return j.select(
        *ROW,
        **{name: yes(j.starts == j[name]) for name in (*first, *([final] if final else []))},
        **{name: yes(j.starts_late == j[name]) for name in latest},
        **({latest_ended: yes(j.ends_late == j[latest_ended])} if latest_ended else {}),
    )


EPISODE_FACTS = (episode_order, previous_episode, next_episode, episode_before_previous, episode_extremes)

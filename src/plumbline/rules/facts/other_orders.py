"""Orders of other rows that single rules have of their own, and values that must not be shared."""

import ibis
from ibis.expr.types import Table

from plumbline.concepts.base import CHILD, ROW, current, of_children
from plumbline.concepts.declare import Fact, facts
from plumbline.concepts.repeated import values_of_several
from plumbline.rules.facts.previous_rows import previous_by_end, previous_by_start_and_end


@facts(
    "sw_episode",
    Fact(
        "has_previous_by_end",
        "There is a previous social worker in rule SW10STG2's order.",
        title="has a previous social worker",
    ),
    Fact("previous_by_end_row", "Its row.", title="previous social worker"),
    Fact("previous_by_end_SW_DEC", "Its end.", cells=("sw_episodes.SW_DEC",), at="previous_by_end_row"),
    source="rule SW10STG2",
)
def previous_worker_by_end() -> Table:
    """The order by start in which, of equal starts, the earlier end comes first."""
    return previous_by_start_and_end("sw_episodes", "SW_DECOM", "SW_DEC")


@facts(
    "dolo",
    Fact("has_previous", "There is a previous order in rule 705's order.", title="has a previous one"),
    Fact("previous_row", "Its row.", title="previous order"),
    Fact("previous_DOLO_END", "Its end.", cells=("dolo.DOLO_END",), at="previous_row"),
    source="rule 705",
)
def previous_deprivation_order() -> Table:
    """The child's previous deprivation of liberty order."""
    return previous_by_end("dolo", "DOLO_START", "DOLO_END")


@facts(
    "missing",
    Fact("has_previous", "There is a previous missing episode in rule 574's order.", title="has a previous one"),
    Fact("previous_row", "Its row.", title="previous missing episode"),
    Fact("previous_MIS_END", "Its end.", cells=("missing.MIS_END",), at="previous_row"),
    source="rule 574",
)
def previous_missing() -> Table:
    """The child's previous missing episode."""
    return previous_by_end("missing", "MIS_START", "MIS_END")


@facts(
    "missing",
    Fact(
        "is_earliest", "The child's earliest missing episode; undated counts as 2099.", title="earliest missing episode"
    ),
    source="rule 576",
)
def earliest_missing() -> Table:
    """Which missing episode of a child comes first; of equal starts, the first in the file."""
    m = of_children(current("missing"))
    by_start = ibis.window(group_by=CHILD, order_by=[m.MIS_START.fill_null(ibis.date(2099, 1, 1)), m.row])
    return m.select(*ROW, is_earliest=ibis.row_number().over(by_start) == 0)


@facts(
    "header",
    Fact("shares_upn", "Another child's row has the same pupil number.", title="another child has this UPN"),
    source="rule 444",
    by=("LA", "YEAR", "UPN"),
)
def shared_upns() -> Table:
    """The pupil numbers that several header rows have."""
    return values_of_several("header", ("LA", "YEAR", "UPN"), "shares_upn")


OTHER_FACTS = (
    previous_worker_by_end, previous_deprivation_order, previous_missing, earliest_missing, shared_upns,
)  # fmt: skip

"""What rules can speak of: every kind of row with the shared facts and those of single rules."""

from functools import cache

from plumbline.concepts.rows import RowKind, row_kinds
from plumbline.rules.facts.asylum import ASYLUM_FACTS
from plumbline.rules.facts.care_leavers import CARE_LEAVER_FACTS
from plumbline.rules.facts.episode_orders import EPISODE_ORDER_FACTS
from plumbline.rules.facts.other_orders import OTHER_FACTS
from plumbline.rules.facts.providers import PROVIDER_FACTS
from plumbline.rules.facts.social_workers import SOCIAL_WORKER_DAY_FACTS
from plumbline.rules.facts.status_runs import STATUS_FACTS
from plumbline.rules.facts.stays import STAY_FACTS

RULE_FACTS = (
    *ASYLUM_FACTS, *CARE_LEAVER_FACTS, *EPISODE_ORDER_FACTS, *OTHER_FACTS, *PROVIDER_FACTS, *SOCIAL_WORKER_DAY_FACTS,
    *STATUS_FACTS, *STAY_FACTS,
)  # fmt: skip


@cache
def rows_of_rules() -> dict[str, RowKind]:
    """Every kind of row by name."""
    return row_kinds(RULE_FACTS)

"""The return as a whole: children in one table and not in another."""

from typing import Any

from plumbline.model.names import ROW_NAMES
from plumbline.rules.authors import Header
from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import unless

_WITHOUT_EPISODES = ("placed_adoption", "missing", "reviews", "ad1", "prev_perm", "oc2")


def _no_episodes(row: Any) -> Any:
    return unless(row.child.has_episodes)


rule(
    "1012", flags=_WITHOUT_EPISODES[0], fields=["CHILD"], needs=["episodes"],
    loose=_WITHOUT_EPISODES, over=[_WITHOUT_EPISODES[0]],
    words="""Child has no episode this year, but has other records.

    Reviews, health, missing episodes, adoption and previous permanence are recorded for children in care, and a
    child in care has an episode. Every such record is flagged if the child has no episode this year.

    Fix: Take the records out if the young person had left care, or add the episodes.
    """,
)(_no_episodes)  # fmt: skip
for _table in _WITHOUT_EPISODES[1:]:
    also("1012", flags=_table, over=[ROW_NAMES[_table]])(_no_episodes)


@rule("EPI", flags="header", fields=["CHILD"], loose=["episodes", "oc3"])
def child_in_the_header_alone(header: Header) -> Any:
    """Child in the header has no episode and no care leaver record.

    A child is in the return because of being in care or being a care leaver, but no record says either. A table
    that was not given counts as empty, so with the header alone every child is flagged.

    Fix: Add the child's episodes or care leaver record, or take the child out of the header.
    """
    return unless(header.child.has_episodes | header.child.has_oc3)

"""The return as a whole: children in one table and not in another."""

from typing import Any

from plumbline.model.names import ROW_NAMES
from plumbline.rules.declare import also, rule

_WITHOUT_EPISODES = ("placed_adoption", "missing", "reviews", "ad1", "prev_perm", "oc2")


def _no_episodes(row: Any) -> Any:
    return ~row.child.has_episodes


rule(
    "1012", flags=_WITHOUT_EPISODES[0], fields=["CHILD"], needs=["episodes"],
    loose=_WITHOUT_EPISODES, over=[_WITHOUT_EPISODES[0]],
    words="""Child without an episode this year has other records.

    Every row of these six tables whose child is in no episode of this year; tables that are not given are left out.

    Fix: Take the records out if the young person had left care, or add the episodes.
    """,
)(_no_episodes)  # fmt: skip
for _table in _WITHOUT_EPISODES[1:]:
    also("1012", flags=_table, over=[ROW_NAMES[_table]])(_no_episodes)


@rule("EPI", flags="header", fields=["CHILD"], loose=["episodes", "oc3"])
def child_in_the_header_alone(header: Any) -> Any:
    """Child in the header has no episode and no care leaver record.

    A table that is not given counts as empty, so this runs on the header alone.

    Fix: Add the child's episodes or care leaver record, or take the child out of the header.
    """
    return ~header.child.has_episodes & ~header.child.has_oc3

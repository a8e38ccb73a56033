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
    words="""Other records returned for a child who has no episodes this year.

    Every row of these six tables whose child is in no episode of this year; tables that are not given are left out.

    Fix: Remove the extra records for the care leaver, or load the child's episodes for this year.
    """,
)(_no_episodes)  # fmt: skip
for _table in _WITHOUT_EPISODES[1:]:
    also("1012", flags=_table, over=[ROW_NAMES[_table]])(_no_episodes)


@rule("EPI", flags="header", fields=["CHILD"], loose=["episodes", "oc3"])
def child_in_the_header_alone(header: Any) -> Any:
    """Child is in the header but has neither episodes nor a care leaver record.

    A table that is not given counts as empty, so this runs on the header alone.

    Fix: Load this child's episodes (or care leaver record), or remove them from the header.
    """
    return ~header.child.has_episodes & ~header.child.has_oc3

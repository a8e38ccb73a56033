"""What to do first this week: at most three things, each made from the page's facts by one declared rule."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from plumbline.reporting.weekly.week import Week
from plumbline.reporting.weekly.words import after, day, rows_of
from plumbline.wording import counted

_MOST = 3

#: What was done to rows, after “were”.
_DONE = {
    "added": "added", "changed": "changed", "ended": "ended", "reopened": "reopened", "withdrawn": "withdrawn",
    "left": "of children who left", "back": "of children who are back", "unconfirmed": "left unconfirmed",
}  # fmt: skip


class ToDo(NamedTuple):
    """Something to do, and the facts it rests on."""

    what: str
    why: str


def to_do(week: Week) -> list[ToDo]:
    """The first three that the rules below give, in their order; empty in a week in which nothing stands out."""
    return [*islice(chain.from_iterable(rule(week) for rule in RULES), _MOST)]


def late_tables(week: Week) -> Iterator[ToDo]:
    """Tables that are late: everything that is worked out from them is out of date."""
    if not week.late:
        return
    worst, *others = week.late
    newest = worst.lateness.newest
    more = f" Late too: {', '.join(rows_of(one.table) for one in others)}." if others else ""
    why = f"{worst.lateness.why} Did the copy fail, was a form replaced, or has nobody recorded?{more}"
    yield ToDo(f"Ask why there are no {rows_of(worst.table)}{f' since {day(newest)}' if newest else ''}", why)


def vanished_rows(week: Week) -> Iterator[ToDo]:
    """Unusually many rows that are gone though their children are still there."""
    gone = [(one.table, one.of("withdrawn")) for one in week.changes]
    for table, change in sorted(gone, key=lambda one: -one[1].rows):
        if change.unusual == "many":
            yield ToDo(
                f"Look at {counted(change.rows, 'row')} of {rows_of(table)} that vanished",
                f"At {after(week)} they were there, their children still are, and nothing says that they ended. "
                "Deleted on purpose, or lost?",
            )


def new_errors(week: Week) -> Iterator[ToDo]:
    """Rules with more findings now than at the load before: what began lately is easiest to stop."""
    for rule in sorted(week.rules, key=lambda one: -one.more):
        if rule.more > 0:
            to = f" to {rule.team}" if rule.team else " to those who can mend them"
            yield ToDo(
                f"Send {counted(rule.more, 'new error')} of rule {rule.code}{to}",
                f"{rule.title}: {rule.now:,} now, {rule.before:,} at {after(week)}.",
            )


def unusual_changes(week: Week) -> Iterator[ToDo]:
    """Other changes that are unusual; of late tables it has been said."""
    late = {one.table for one in week.late}
    for table in week.changes:
        for change in table.changes:
            if change.unusual and change.kind != "withdrawn" and table.table not in late:
                yield ToDo(
                    f"See why {counted(change.rows, 'row')} of {rows_of(table.table)} "
                    f"{'was' if change.rows == 1 else 'were'} {_DONE[change.kind]}",
                    f"That is unusually {change.unusual} for one load.",
                )


def standing_errors(week: Week) -> Iterator[ToDo]:
    """Rules that have as many findings as before or fewer, the most first."""
    for rule in sorted(week.rules, key=lambda one: -one.now):
        if rule.now and rule.more <= 0:
            yield ToDo(f"Mend the {counted(rule.now, 'error')} of rule {rule.code}", f"{rule.title}.")


#: In the order of what can't wait.
RULES: tuple[Callable[[Week], Iterator[ToDo]], ...] = (
    late_tables, vanished_rows, new_errors, unusual_changes, standing_errors,
)  # fmt: skip

"""The weekly page in words: its finding, its headings, and numbers as people read them."""

from collections.abc import Sequence
from datetime import date

from plumbline.dataset.freshness.fresh import TableFreshness
from plumbline.dataset.freshness.lateness import Verdict
from plumbline.model import core
from plumbline.reporting.weekly.week import ErrorsAt, RuleFound, Week
from plumbline.wording import counted

#: Verdicts as chips: the class, and the words.
CHIPS = {
    Verdict.LATE: ("look", "Late"),
    Verdict.ON_TIME: ("firm", "On time"),
    Verdict.TOO_EARLY: ("open", "Too early to tell"),
    Verdict.TOO_RARE: ("open", "Too rare to tell"),
}


def table_title(name: str) -> str:
    """A core table as lists name it: Health checks."""
    return core().tables[name].title


def rows_of(name: str) -> str:
    """The same within a sentence: health checks."""
    title = table_title(name)
    return title[0].lower() + title[1:]


def day(of: date) -> str:
    """A day of this year or the last, without its year: 3 October."""
    return f"{of.day} {of:%B}"


def day_before(of: date, today: date) -> str:
    """An earlier day, with its year where that is another: 30 November 2024."""
    return day(of) if of.year == today.year else f"{day(of)} {of.year}"


def after(week: Week) -> str:
    """The load before, with its day."""
    return f"load {week.before.number} ({day(week.before.as_at)})" if week.before else "no load before"


def finding(week: Week) -> str:
    """The page's heading: which tables are late, and how many errors there are to mend."""
    return f"{_lateness(week)}; {_errors(week)}"


def _lateness(week: Week) -> str:
    judged = [one for one in week.tables if one.lateness.verdict in (Verdict.LATE, Verdict.ON_TIME)]
    if not judged:
        return "No table can be called late or on time yet"
    if len(week.late) == 1:
        return f"The table of {rows_of(week.late[0].table)} is late"
    if week.late:
        return f"{len(week.late)} tables of {len(week.tables)} are late"
    return (
        "No table is late"
        if len(judged) == len(week.tables)
        else f"None of the {len(judged)} tables that can be judged is late"
    )


def _errors(week: Week) -> str:
    if not week.errors:
        return "errors were not checked"
    now = week.errors[-1].now
    if not now:
        return "no error is to be mended now"
    return f"{counted(now, 'error')} {'is' if now == 1 else 'are'} to be mended now"


def rhythm(a_year: float | None) -> str:
    """Events in a year to two figures, for no more is meant: about 1,300 a year."""
    return "" if a_year is None else f"about {int(float(f'{a_year:.2g}')):,} a year"


def fresh_heading(tables: Sequence[TableFreshness]) -> str:
    """How many of all tables are late."""
    late = sum(one.late for one in tables)
    return (
        f"How fresh is each table? {f'{late} of {len(tables)}' if late else 'None'} {'is' if late < 2 else 'are'} late"
    )


def errors_heading(errors: Sequence[ErrorsAt]) -> str:
    """The number now, against that at the first load shown."""
    first, last = errors[0], errors[-1]
    if len(errors) == 1 or first.now == last.now:
        return f"Errors now: {last.now:,}" + (
            "" if len(errors) == 1 else f", as many as on {day_before(first.as_at, last.as_at)}"
        )
    difference = f"{abs(last.now - first.now):,} {'more' if last.now > first.now else 'fewer'}"
    return f"Errors now: {last.now:,}, {difference} than on {day_before(first.as_at, last.as_at)}"


def not_due_yet(rules: Sequence[RuleFound]) -> str:
    """Which rules those not due yet are of: the two with most by name."""
    most = sorted((one for one in rules if one.not_due_yet), key=lambda one: -one.not_due_yet)
    if not most:
        return "No finding is one that only the year's end will ask for."
    named = [f"{one.not_due_yet:,} of rule {one.code} ({one.title})" for one in most[:2]]
    others = sum(one.not_due_yet for one in most[2:])
    if others:
        named.append(f"{others:,} of {counted(len(most) - 2, 'other rule')}")
    return f"Not due yet: {', '.join(named)}."


def children_words(week: Week) -> str:
    """Who left, came back and is new, and how many are in care."""
    if week.children is None:
        return ""
    in_care, new, back, left = week.children
    return f"{counted(new, 'child')} new, {back:,} back, {left:,} left: {in_care:,} in care."

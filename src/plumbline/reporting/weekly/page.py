"""The weekly page: one file that opens anywhere, prints, and needs neither script nor anything from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from plumbline.dataset.freshness.fresh import MonthIn, TableFreshness
from plumbline.dataset.freshness.still_to_come import StillToCome
from plumbline.dataset.history.kinds import KINDS, Kind
from plumbline.reporting.shared.pages import environment
from plumbline.reporting.weekly import charts, words
from plumbline.reporting.weekly.to_do import to_do
from plumbline.reporting.weekly.week import Change, RuleFound, Week

#: So many rules stand in the list of errors by name; the others are one line.
_RULES = 8
#: These kinds of changes always have a column, others where there are any.
_ALWAYS: tuple[Kind, ...] = ("added", "changed", "ended", "withdrawn")


@dataclass(frozen=True)
class FreshLine:
    """A row of the first table: ``shares`` are per cents, one for each month, None where nothing is known."""

    title: str
    rhythm: str
    freshness: TableFreshness
    chip: tuple[str, str]
    newest: str
    age: Markup | None
    shares: tuple[int | None, ...]
    to_come: str


@dataclass(frozen=True)
class ChangeLine:
    """A table's changes, in the order of the columns."""

    title: str
    cells: tuple[Change, ...]


@dataclass(frozen=True)
class RulesNow:
    """Rules with errors now, the most first: those that are named, and what the others come to."""

    named: Sequence[RuleFound]
    others: int
    errors_of_others: int
    more_of_others: int


def weekly_page(week: Week) -> str:
    """The page as HTML. It names no child, but counts of few are shown: it is for use inside the council."""
    kinds = [kind for kind in KINDS if kind in _ALWAYS or any(one.of(kind).rows for one in week.changes)]
    return environment().get_template("reporting/weekly/weekly.html").render(
        council=week.council, made_up=week.made_up, week=week, words=words,
        finding=words.finding(week),
        to_do=to_do(week),
        axis=charts.ages_axis(charts.ages_scale(week.tables)),
        fresh=fresh_lines(week),
        months=months(week.tables),
        spacing=max((one.delay.resolution for one in week.tables if one.delay), default=0),
        ahead=[(words.rows_of(one.table), one.ahead) for one in week.tables if one.ahead],
        errors=charts.ErrorsOverLoads(week.errors) if week.errors else None,
        rules=rules_now(week.rules),
        kinds=kinds,
        changes=[
            ChangeLine(words.table_title(one.table), tuple(one.of(kind) for kind in kinds)) for one in week.changes
        ],
    )  # fmt: skip


def fresh_lines(week: Week) -> list[FreshLine]:
    """The tables, late ones first, then those on time, then those of which nothing can be said."""
    scale, order = charts.ages_scale(week.tables), list(words.CHIPS)
    return [
        FreshLine(
            words.table_title(one.table),
            words.rhythm(one.lateness.a_year),
            one,
            words.CHIPS[one.lateness.verdict],
            _newest(one.lateness.newest, week.load.as_at),
            charts.age(one, scale),
            tuple(map(_percent, one.months)) or (None,) * len(months(week.tables)),
            _to_come(one.still_to_come),
        )
        for one in sorted(week.tables, key=lambda one: order.index(one.lateness.verdict))
    ]


def months(tables: Sequence[TableFreshness]) -> list[str]:
    """The months of which shares are known: Sep, Oct, Nov."""
    known = next((one.months for one in tables if one.months), ())
    return [f"{one.first:%b}" for one in known]


def rules_now(rules: Sequence[RuleFound]) -> RulesNow:
    """The rules with errors now, the most first."""
    some = sorted((one for one in rules if one.now), key=lambda one: -one.now)
    named = some if len(some) <= _RULES + 1 else some[:_RULES]
    others = some[len(named) :]
    return RulesNow(named, len(others), sum(one.now for one in others), sum(one.more for one in others))


def _newest(day: date | None, as_at: date) -> str:
    """Short, with the year where it is another one's."""
    if day is None:
        return "none yet"
    return f"{day.day} {day:%b}" if day.year == as_at.year else f"{day.day} {day:%b %Y}"


def _percent(of: MonthIn) -> int | None:
    """Whole per cent, never all of it."""
    return None if of.coming.share is None else min(99, round(100 * of.coming.share))


def _to_come(of: StillToCome | None) -> str:
    if of is None:
        return "not known"
    return f"{of.low:,} to {of.high:,}" if of.low < of.high else f"{of.low:,}"

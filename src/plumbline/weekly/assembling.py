"""From the data set to the week: how fresh its tables are, what a check finds as at its last load, and what changed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.checking.result import Result
from plumbline.dataset.core.making import make_core
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.freshness.arrivals import histories
from plumbline.dataset.freshness.fresh import freshness
from plumbline.dataset.freshness.unusual import unusual
from plumbline.dataset.history.kinds import KINDS
from plumbline.dataset.loads import Load
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Rows, literal
from plumbline.faults import BadInput
from plumbline.model.authorities import council_name
from plumbline.model.made_up import MADE_UP
from plumbline.progress import Progress, part_of, unheard
from plumbline.reporting.weekly.week import Change, Children, ErrorsAt, Loaded, RuleFound, TableChanges, Week
from plumbline.weekly.kept import Counts, Findings, counts_of
from plumbline.wording import counted

#: So many loads are checked, and give what is usual.
_LOADS = 13

#: Checks the return of the data set as at a day.
CheckOn = Callable[[date], Result]


@dataclass(frozen=True)
class _Days:
    """The days that loads speak for up to the one of the page, the latest last, with the last load of each."""

    loads: Sequence[Load]

    @property
    def last(self) -> Load:
        return self.loads[-1]

    @property
    def before(self) -> Load | None:
        return self.loads[-2] if len(self.loads) > 1 else None

    @property
    def alike(self) -> set[date]:
        """The days of earlier loads from the source of the last one; its first load brought what had gathered over years."""
        _, *later = [load.as_at for load in self.loads if load.scope == self.last.scope]
        return set(later) - {self.last.as_at}


def week_of(
    held: Dataset, as_at: date | None, check_on: CheckOn, *, rests_on: str = "", progress: Progress = unheard
) -> Week:
    """The week of the last load as at a day. What was counted at earlier loads is kept in the data set's folder.

    ``rests_on`` stands for all that ``check_on`` is given beside the data set: with another one earlier loads are checked again.
    """
    loads = [load for load in held.loads() if load.as_at <= held.state(as_at).as_at]
    days = _days(loads)
    today = days.last.as_at
    progress("Counting what is fresh", 0.0)
    fresh = [freshness(one) for one in histories(DuckDB(), held.folder, loads, today)]
    result, why_not = _checked(check_on, today)
    newest = [load.as_at for load in days.loads[-_LOADS:]]
    count = _counting(held, {today: result} if result else {}, check_on, days, part_of(progress, 0.2, 1.0), newest)
    kept = counts_of(held.folder.path, loads, newest, count, rests_on)
    before = kept.get(days.before.as_at) if days.before else None
    council = loads[-1].scope.council
    return Week(
        council=council_name(council) if council else "This council",
        load=Loaded(days.last.number, today),
        before=Loaded(days.before.number, days.before.as_at) if days.before else None,
        tables=fresh,
        errors=[_errors(day, one.findings) for day, one in kept.items() if one.findings is not None],
        rules=_rules(result, before.findings if before else None) if result else [],
        changes=_changes([kept[day] for day in newest if day in days.alike], kept[today]) if days.before else [],
        children=_children(held, days.before.as_at, today) if days.before else None,
        made_up=_made_up(held, today),
        not_checked=_not_checked(result) if result else why_not,
    )


def _days(loads: Sequence[Load]) -> _Days:
    latest: dict[date, Load] = {}
    for load in sorted(loads, key=lambda one: one.order):
        latest[load.as_at] = load
    return _Days([latest[day] for day in sorted(latest)])


def _checked(check_on: CheckOn, day: date) -> tuple[Result | None, str]:
    """A check as at a day; without one the reason, such as that no return can be made of what is loaded."""
    try:
        return check_on(day), ""
    except BadInput as problem:
        return None, f"Nothing was checked: {problem}"


def _counting(
    held: Dataset,
    checked: Mapping[date, Result],
    check_on: CheckOn,
    days: _Days,
    progress: Progress,
    asked: Sequence[date],
) -> Callable[[date], Counts]:
    """Counts a day's findings, and what changed since the load before it."""
    dates = [load.as_at for load in days.loads]

    def count(day: date) -> Counts:
        progress(f"Looking back at {day:%d/%m/%Y}", asked.index(day) / len(asked))
        result = checked.get(day) or _checked(check_on, day)[0]
        at = dates.index(day)
        counts = held.changes(dates[at - 1], day, with_rows=False).counts if at else {}
        changes = {table: {str(kind): rows for kind, rows in kinds.items()} for table, kinds in counts.items()}
        return Counts(_findings(result) if result else None, changes)

    return count


def _findings(result: Result) -> Findings:
    now = Counter(one.code for one in result.open_findings())
    later = Counter(one.code for one in result.not_due_findings())
    return {code: (now[code], later[code]) for code in sorted({*now, *later})}


def _errors(day: date, findings: Findings | None) -> ErrorsAt:
    both = (findings or {}).values()
    return ErrorsAt(day, sum(now for now, _ in both), sum(later for _, later in both))


def _rules(result: Result, before: Findings | None) -> list[RuleFound]:
    """Each rule with a finding now, not due yet, or at the load before."""
    found = _findings(result)
    codes = [code for code in result.rules if code in found or code in (before or {})]
    return [
        RuleFound(
            code, result.rules[code].name, *found.get(code, (0, 0)), None if before is None else before.get(code, (0, 0))[0],
            "" if result.rules[code].owner == "unknown" else result.rules[code].owner,
        )
        for code in codes
    ]  # fmt: skip


def _changes(before: Sequence[Counts], counts: Counts) -> list[TableChanges]:
    """The changes of the last load, each against those of loads before it."""
    earlier, last = [one.changes for one in before], counts.changes
    tables = list(dict.fromkeys(table for one in (last, *earlier) for table in one))
    found = []
    for table in tables:
        of_kind = {kind: [one.get(table, {}).get(kind, 0) for one in earlier] for kind in KINDS}
        now = {kind: last.get(table, {}).get(kind, 0) for kind in KINDS}
        changes = [Change(kind, now[kind], unusual(now[kind], of_kind[kind])) for kind in KINDS]
        if any(change.rows or change.unusual for change in changes):
            found.append(TableChanges(table, [change for change in changes if change.rows or change.unusual]))
    return found


def _children(held: Dataset, before: date, today: date) -> Children:
    """Children with a period of care open on each day; who is new has none that began earlier."""
    was, had = _in_care(held, before)
    now, _ = _in_care(held, today)
    come = now - was
    return Children(len(now), len(come - had), len(come & had), len(was - now))


def _in_care(held: Dataset, day: date) -> tuple[set[str], set[str]]:
    """Who is in care on a day, and who ever was until then, as known on it."""
    on_it = f"start_date <= {literal(day)} AND (end_date IS NULL OR end_date > {literal(day)})"
    rows = _asked(held, day, "period", f"SELECT person_id, BOOL_OR({on_it}) FROM core_period GROUP BY person_id")
    return {person for person, there in rows if there}, {person for person, _ in rows}


def _made_up(held: Dataset, day: date) -> bool:
    found = _asked(held, day, "person", f"SELECT COUNT(*) FROM core_person WHERE STARTS_WITH(person_id, '{MADE_UP}')")
    return bool(found[0][0])


def _asked(held: Dataset, day: date, table: str, question: str) -> Rows:
    engine, state = DuckDB(), held.state(day)
    engine.expect(state.rows)
    make_core(engine.execute, held.folder, state, [table])
    return engine.execute(question)


def _not_checked(result: Result) -> str:
    """Which rules were not checked, with the reasons, in sentences."""
    reasons: dict[str, int] = Counter(skipped.words for skipped in result.skipped.values())
    told = [f"{words.removesuffix('.')}: {counted(count, 'rule')} not checked." for words, count in reasons.items()]
    failed = [f"These rules failed and were not checked: {', '.join(result.failed)}."] if result.failed else []
    return " ".join([*told, *failed])

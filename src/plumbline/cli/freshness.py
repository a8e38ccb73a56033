"""``plumbline freshness``: the weekly ten minutes."""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.checking.labels import Labels
from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.checking.preparing import used_tables
from plumbline.checking.result import Result
from plumbline.cli.checking import accepted_findings
from plumbline.cli.loading import dataset_folder
from plumbline.cli.progress import shown_progress
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.freshness.fresh import TableFreshness
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.reading.find import read_provider_lists
from plumbline.reference.providers import Provider
from plumbline.reporting.weekly.page import weekly_page
from plumbline.reporting.weekly.week import Week
from plumbline.reporting.weekly.words import finding, table_title
from plumbline.weekly.assembling import week_of
from plumbline.wording import counted

_PAGE = "weekly.html"


@dataclass(frozen=True)
class FreshnessOptions:
    """What the person asked for, as given."""

    dataset: Path | None
    authority: str
    as_at: date | None
    providers: Sequence[Path]
    accepted: Path | None
    out: Path | None
    as_json: bool
    labels: Labels


def run_freshness(options: FreshnessOptions) -> int:
    """Says how fresh the data set is, and writes the page where a folder was given."""
    held = Dataset(dataset_folder(options.dataset), options.authority)
    accepted = accepted_findings(options.accepted)
    providers = read_provider_lists(options.providers) if options.providers else None
    for damaged in held.damaged:
        print(f"plumbline: note: {damaged}", file=sys.stderr)
    with shown_progress(quiet=options.as_json) as progress:
        week = week_of(
            held, options.as_at, lambda day: _check(held, day, options, providers, accepted),
            rests_on=_rests_on(options, accepted), progress=progress,
        )  # fmt: skip
    if options.as_json:
        print(json.dumps(_document(week), indent=1, ensure_ascii=False, default=date.isoformat))
    else:
        print("\n".join(_told(week)))
    if options.out:
        write_whole(options.out / _PAGE, weekly_page(week))
        if not options.as_json:
            print(f"\nWritten: {options.out / _PAGE}")
    return 0


def _rests_on(options: FreshnessOptions, accepted: Mapping[str, str]) -> str:
    """What a check's counts rest on beside the data set, without saying what it is: keys of findings hold children's numbers."""
    given = [options.authority, *(path.name for path in options.providers), *sorted(accepted)]
    return hashlib.sha256("\n".join(given).encode()).hexdigest()[:16]


def _check(
    held: Dataset,
    day: date,
    options: FreshnessOptions,
    providers: list[Provider] | None,
    accepted: Mapping[str, str],
) -> Result:
    state = held.state(day)
    council = authority_code(options.authority) or state.councils[0]
    asked = Asked(held.latest_year(day), council, accepted=accepted, labels=options.labels)
    given = held.return_of(asked.year, day)
    given.tables, given.providers = used_tables(given), providers
    return check_as_at(given, here, asked, state.as_at)


def _told(week: Week) -> list[str]:
    lines = [f"{week.council}, load {week.load.number}, as at {week.load.as_at:%d/%m/%Y}: {finding(week)}.", ""]
    width = max((len(table_title(one.table)) for one in week.tables), default=0)
    lines += [f"{table_title(one.table):<{width}}  {one.lateness.verdict:<18}  {_seen(one)}" for one in week.tables]
    if week.errors:
        last = week.errors[-1]
        lines += ["", f"Errors: {last.now:,} now, {last.not_due_yet:,} not due yet."]
    return [*lines, *([week.not_checked] if week.not_checked else [])]


def _seen(one: TableFreshness) -> str:
    if one.lateness.newest is None or one.lateness.age is None:
        return one.lateness.why
    delay = f"; recorded after {one.delay.median} days, nine in ten within {one.delay.ninetieth}" if one.delay else ""
    return f"newest {one.lateness.newest:%d/%m/%Y}, {counted(one.lateness.age.days, 'day')} old{delay}"


def _document(week: Week) -> dict[str, Any]:
    """The week as machines read it."""
    return {
        "council": week.council, "load": week.load.number, "as_at": week.load.as_at, "made_up": week.made_up,
        "tables": [_table(one) for one in week.tables],
        "errors": [one._asdict() for one in week.errors],
        "rules": [one._asdict() for one in week.rules],
        "changes": {one.table: [change._asdict() for change in one.changes] for one in week.changes},
        "children": week.children._asdict() if week.children else None,
        "not_checked": week.not_checked,
    }  # fmt: skip


def _table(one: TableFreshness) -> dict[str, Any]:
    late = one.lateness
    return {
        "table": one.table, "verdict": late.verdict, "why": late.why, "newest": late.newest,
        "age": late.age.days if late.age else None, "usual_age": late.age.usual if late.age else None, "a_year": late.a_year,
        "delay": {"median": one.delay.median, "ninetieth": one.delay.ninetieth, "resolution": one.delay.resolution} if one.delay else None,
        "months": [_month(month.first, month.coming.share, month.coming.low, month.coming.high) for month in one.months],
        "ahead": one.ahead,
    }  # fmt: skip


def _month(first: date, share: float | None, low: int, high: int) -> dict[str, Any]:
    return {"month": first.isoformat()[:7], "share_in": share, "still_to_come": [low, high]}

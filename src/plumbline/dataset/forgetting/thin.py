"""Drops loads by age, and none that a load still kept refers to without taking its files over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.journal import rewriting
from plumbline.dataset.loads import Load, Scope, as_json
from plumbline.faults import BadInput

#: For how many months the last load of each day is kept; of those before, the last of each month.
MONTHS = 13


@dataclass(frozen=True)
class Plan:
    """Which loads would go and which stay, oldest number first."""

    going: tuple[Load, ...]
    staying: tuple[Load, ...]


def what_would_go(loads: Iterable[Load], today: date, months: int = MONTHS) -> Plan:
    """Which loads are dropped: of each scope, those that another one of the same day replaces; and of those that speak for a
    day more than so many months ago, all but the last of each month. The newest of a scope always stays.
    """
    limit = _months_before(today, months)
    last: dict[tuple[Scope, date], Load] = {}
    all_loads = sorted(loads, key=lambda load: load.order)
    for load in all_loads:
        since = load.as_at if load.as_at >= limit else load.as_at.replace(day=1)
        last[load.scope, since] = load
    staying = {load.number for load in last.values()}
    by_number = sorted(all_loads, key=lambda load: load.number)
    return Plan(
        tuple(load for load in by_number if load.number not in staying),
        tuple(load for load in by_number if load.number in staying),
    )


def thin(folder: Folder, today: date, months: int = MONTHS, expected: Sequence[int] | None = None) -> Plan:
    """Drops the loads that ``what_would_go`` names; whole or not at all, whatever stops it.

    A file that a dropped load holds and a kept one refers to moves to the oldest that does. Where ``expected``, the numbers that
    somebody agreed to, are no longer those that would go, nothing is done: BadInput.
    """
    with rewriting(folder.existing().path) as new:
        kept = folder.kept()
        if kept.damaged:
            raise BadInput(f"{' '.join(kept.damaged)} Put that right first: its files may be needed by others.")
        plan = what_would_go(kept.loads, today, months)
        if expected is not None and [load.number for load in plan.going] != list(expected):
            raise BadInput("A load has come or gone since you were asked. Nothing was dropped; run it again.")
        if not plan.going:
            return plan
        homes = _new_homes(plan)
        for old, home in homes.items():
            new.move(f"loads/{old}", f"loads/{home}")
        for load in _told_anew(plan.staying, homes):
            new.write(f"loads/{load.name}/load.json", as_json(load))
        for load in plan.going:
            new.remove(f"loads/{load.name}")
        new.commit()
    return plan


def _new_homes(plan: Plan) -> dict[str, str]:
    """Where the files move that a kept load needs: from the folder of a dropped one to that of the oldest that refers to it."""
    going = {load.name for load in plan.going}
    homes: dict[str, str] = {}
    for load in plan.staying:
        for kept in load.tables.values():
            folder, _, file = kept.file.partition("/")
            if folder in going and kept.file not in homes:
                homes[kept.file] = f"{load.name}/{file}"
    return homes


def _told_anew(loads: Iterable[Load], homes: dict[str, str]) -> list[Load]:
    found = []
    for load in loads:
        tables = {name: replace(kept, file=homes.get(kept.file, kept.file)) for name, kept in load.tables.items()}
        if tables != load.tables:
            found.append(replace(load, tables=tables))
    return found


def _months_before(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)

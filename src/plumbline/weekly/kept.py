"""What was counted at earlier loads, kept beside them, so that a week asks for one check and one comparison only.

The file holds counts of rows by rule and by table, and no child. Anything in it can be counted again from the loads.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plumbline.dataset.loads import Load
from plumbline.dataset.state import state_as_at
from plumbline.files import write_whole

_FILE = "weekly.json"
#: So many days' counts are kept.
MOST_DAYS = 60

#: A rule's findings *now* and *not due yet*, by its code.
Findings = Mapping[str, tuple[int, int]]
#: Rows by table and by what became of them.
Rows = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Counts:
    """What is known of one day: its findings, None where they could not be counted, and the changes since the load before."""

    findings: Findings | None
    changes: Rows


def counts_of(
    folder: Path, loads: Iterable[Load], days: Iterable[date], count: Callable[[date], Counts], rests_on: str
) -> dict[date, Counts]:
    """The counts of each day: those kept where they rest on the same, else counted now and kept.

    That is the loads that held then, the Plumbline that counts, and ``rests_on``: what else the check was given.
    """
    known, loads = _read(folder), [*loads]
    found = {}
    for day in days:
        basis = f"{_basis(loads, day)} {rests_on}"
        one = known.get(day.isoformat())
        found[day] = _counts(one) if one and one["basis"] == basis else count(day)
        known[day.isoformat()] = {"basis": basis, "findings": found[day].findings, "changes": found[day].changes}
    newest = dict(sorted(known.items())[-MOST_DAYS:])
    if newest != _read(folder):
        write_whole(folder / _FILE, json.dumps({"model": 1, "days": newest}, indent=1) + "\n")
    return found


def _basis(loads: Iterable[Load], day: date) -> str:
    """What a day's counts rest on: the loads known by then and the version that counts."""
    loads = [load for load in loads if load.as_at <= day]
    held = ",".join(str(load.number) for load in state_as_at(loads, day).loads)
    return f"{version('plumbline')} {held} of {len(loads)}"


def _read(folder: Path) -> dict[str, Any]:
    """The days kept; none where there is no file, or one that can't be used: it is only what can be counted again."""
    try:
        document = json.loads((folder / _FILE).read_text("utf-8"))
        return dict(document["days"]) if document["model"] == 1 else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _counts(kept: Mapping[str, Any]) -> Counts:
    findings = kept["findings"]
    return Counts(
        {code: (both[0], both[1]) for code, both in findings.items()} if findings is not None else None, kept["changes"]
    )

"""``plumbline core list``, ``core differing`` and ``core export``."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.cli.loading import dataset_folder
from plumbline.dataset.dataset import Dataset
from plumbline.exporting.export import export
from plumbline.exporting.held import Held, held
from plumbline.exporting.package import Form
from plumbline.model import core
from plumbline.reporting.shared.sheets import MADE_UP_DATA
from plumbline.wording import counted


@dataclass(frozen=True)
class ExportOptions:
    """What the person asked for, as given."""

    dataset: Path | None
    to: Path
    authority: str = ""
    as_at: date | None = None
    tables: Sequence[str] = ()
    form: Form = "csv"
    as_json: bool = False


def run_list(dataset: Path | None, authority: str, as_at: date | None, as_json: bool) -> int:
    """Lists the core tables; with a data set, how many rows each has as at a day."""
    tables = _held(Dataset(dataset, authority), as_at) if dataset else None
    if as_json:
        print(json.dumps(_document(tables), indent=1, ensure_ascii=False))
    else:
        print("\n".join(_listed(tables)))
    return 0


def run_differing(dataset: Path | None, authority: str, as_at: date | None, as_json: bool) -> int:
    """Says in which columns rows differ that both a return and an extract of the SSD have."""
    held_there = Dataset(dataset_folder(dataset), authority)
    found = held_there.differing_columns(as_at)
    _damaged(held_there)
    if as_json:
        print(json.dumps([one._asdict() for one in found], indent=1))
        return 0
    if not found:
        print("Nothing to compare: the data set needs both a return and an extract of the SSD.")
        return 0
    differing = sorted((one for one in found if one.differing), key=lambda one: -one.differing)
    for one in differing:
        print(f"{one.table:<20} {one.column:<20} {counted(one.differing, 'row', of=one.rows)}")
    print(
        f"{counted(len(differing), 'column', of=len(found))} compared differ{'s' if len(differing) == 1 else ''} somewhere."
    )
    return 0


def run_export(options: ExportOptions) -> int:
    """Writes the tables, and says what was written and what was removed."""
    dataset = Dataset(dataset_folder(options.dataset), options.authority)
    done = export(dataset, options.to, options.form, as_at=options.as_at, names=options.tables)
    _damaged(dataset)
    if options.as_json:
        written = {"as_at": done.as_at.isoformat(), "made_up": done.made_up, "tables": done.rows}
        print(
            json.dumps(written | {"files": [str(file) for file in done.files], "removed": list(done.removed)}, indent=1)
        )
        return 0
    print(f"As at {done.as_at:%d/%m/%Y}{f'. {MADE_UP_DATA}: nothing in it is real' if done.made_up else ''}.")
    for name, rows in done.rows.items():
        print(f"{rows:>9,}  {name}")
    print(f"{counted(len(done.files), 'file')} written to {options.to}, one of them a description of every column.")
    if done.removed:
        print(f"{counted(len(done.removed), 'file')} of an earlier export removed, for a folder holds one.")
    return 0


def _held(dataset: Dataset, as_at: date | None) -> Held:
    found = held(dataset, as_at)
    _damaged(dataset)
    return found


def _damaged(dataset: Dataset) -> None:
    for damaged in dataset.damaged:
        print(f"plumbline: note: {damaged}", file=sys.stderr)


def _listed(tables: Held | None) -> list[str]:
    """One line for each table: its rows, its name and what a row is."""
    head = []
    if tables:
        made_up = f". {MADE_UP_DATA}: nothing in it is real" if tables.made_up else ""
        head = [f"Rows as at {tables.state.as_at:%d/%m/%Y}{made_up}.", ""]
    lines = [
        f"{f'{tables.rows[name]:>9,}  ' if tables else ''}{name:<20}  {table.meaning}"
        for name, table in core().tables.items()
    ]
    with_rows = f", {len(tables.with_rows())} with rows" if tables else ""
    return [*head, *lines, f"{counted(len(lines), 'table')}{with_rows}"]


def _document(tables: Held | None) -> dict[str, object]:
    rows = tables.rows if tables else {}
    listed = [
        {"name": name, "title": table.title, "meaning": table.meaning, **({"rows": rows[name]} if tables else {})}
        for name, table in core().tables.items()
    ]
    if tables is None:
        return {"tables": listed}
    return {"as_at": tables.state.as_at.isoformat(), "made_up": tables.made_up, "tables": listed}

"""``plumbline load`` and ``plumbline loads``."""

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plumbline.cli.progress import shown_progress
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.keeping.keep import Outcome
from plumbline.dataset.loading.load import Asked, Loaded
from plumbline.dataset.loading.load import load as load_sources
from plumbline.dataset.loads import Load, TableKept
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code, council_name
from plumbline.wording import counted


@dataclass(frozen=True)
class LoadOptions:
    """What the person asked for, as given."""

    sources: Sequence[str]
    dataset: Path | None
    authority: str = ""
    as_at: date | None = None
    year: int = 0
    values: Path | None = None
    accept_loss: bool = False
    accept_forgotten: bool = False
    as_json: bool = False


def dataset_folder(given: Path | None) -> Path:
    """The folder named; BadInput where none is."""
    if given is None:
        raise BadInput('Name the data set\'s folder: --dataset FOLDER, or dataset = "FOLDER" in plumbline.toml.')
    return given


def run_load(options: LoadOptions) -> int:
    """Loads, and says what came of each return or extract."""
    folder = Folder(dataset_folder(options.dataset))
    asked = Asked(
        options.sources,
        authority_code(options.authority),
        options.as_at,
        options.year,
        options.accept_loss,
        options.accept_forgotten,
        options.values,
    )
    with shown_progress(quiet=options.as_json) as progress:
        done = load_sources(folder, asked, datetime.now(), progress)
    if options.as_json:
        print(json.dumps([_document(one) for one in done], indent=1, ensure_ascii=False))
        return 0
    for one in done:
        print("\n".join(_told(one)))
    return 0


def run_loads(dataset: Path | None, authority: str, as_json: bool) -> int:
    """Lists the loads, newest last."""
    held = Dataset(dataset_folder(dataset), authority)
    found = held.loads()
    for damaged in held.damaged:
        print(f"plumbline: note: {damaged}", file=sys.stderr)
    if as_json:
        print(json.dumps([document(load) for load in found], indent=1, ensure_ascii=False))
        return 0
    for load in found:
        print(_line(load))
    print(counted(len(found), "load"))
    return 0


def document(load: Load) -> dict[str, Any]:
    """A load as machines read it."""
    return {
        "number": load.number, "council": load.scope.council, "source": load.scope.source, "of": load.scope.of, "part": load.scope.part,
        "as_at": load.as_at.isoformat(), "loaded_at": load.loaded_at.isoformat(timespec="seconds"),
        "tables": {name: {"rows": kept.rows, "new": name in _new(load)} for name, kept in load.tables.items()},
        "forgotten": load.forgotten, "accepted_loss": list(load.accepted_loss), "notes": list(load.notes),
    }  # fmt: skip


def _document(one: Loaded) -> dict[str, Any]:
    load = one.outcome.load
    found = {"scope": one.offered.scope.words, "as_at": one.offered.as_at.isoformat()}
    return {**found, "load": document(load) if load else None, "warnings": list(one.outcome.warnings)}


def _told(one: Loaded) -> list[str]:
    """What came of one return or extract, in words."""
    scope = one.offered.scope
    whose = f" of {council_name(scope.council)}" if scope.council else ""
    what = f"{scope.words[:1].upper()}{scope.words[1:]}{whose}, as at {one.offered.as_at:%d/%m/%Y}"
    load = one.outcome.load
    notes = [f"  {words}" for words in (*one.outcome.warnings, *one.offered.notes, *_met(one.outcome))]
    if load is None:
        return [f"{what}: nothing new, so no load was added.", *notes]
    rows = sum(kept.rows for kept in load.tables.values())
    new = counted(len(_new(load)), "table", of=len(load.tables))
    return [f"{what}: load {load.number}, {counted(rows, 'row')}; {new} new or changed.", *notes]


def _met(outcome: Outcome) -> list[str]:
    """What the tables of a load held that a person should know of."""
    if not outcome.load:
        return []
    tables = outcome.load.tables
    everywhere = (
        set.intersection(*(set(kept.columns_unknown) for kept in tables.values())) if len(tables) > 1 else set()
    )
    told = [f"Not read, in every table: {', '.join(sorted(everywhere))}."] if everywhere else []
    for name, kept in tables.items():
        told += [f"{name}: {words}" for words in _met_in(kept, everywhere)]
    if outcome.load.forgotten:
        told.append(f"{counted(outcome.load.forgotten, 'row')} of forgotten children left out.")
    return told


def _met_in(kept: TableKept, everywhere: Collection[str]) -> Iterator[str]:
    """What is told of one table; ``everywhere`` are columns that are told once for all."""
    if kept.columns_absent:
        yield f"no column {', '.join(kept.columns_absent)}."
    if unknown := [name for name in kept.columns_unknown if name not in everywhere]:
        yield f"not read: {', '.join(unknown)}."
    if kept.values_unknown:
        words = ", ".join(f"{value} ({count:,})" for value, count in kept.values_unknown.items())
        yield f"these are no known codes; kept as they are: {words}. values.toml can say what they mean."
    if kept.unlinked:
        yield f"{counted(kept.unlinked, 'reference')} to a row that is not there."
    if kept.nobody:
        yield f"{counted(kept.nobody, 'row')} without a child; kept, and in no core table."
    if kept.repeated:
        yield f"{counted(kept.repeated, 'row')} the same as another; kept, and once in the core tables."


def _new(load: Load) -> list[str]:
    return [name for name, kept in load.tables.items() if kept.file.startswith(f"{load.name}/")]


def _line(load: Load) -> str:
    rows = sum(kept.rows for kept in load.tables.values())
    whose = f"{council_name(load.scope.council)}: " if load.scope.council else ""
    what = f"{whose}{load.scope.words}"
    return f"{load.number:>5}  as at {load.as_at:%d/%m/%Y}  {what:<40}  {counted(rows, 'row'):>14}, {len(_new(load))} of {len(load.tables)} tables new"

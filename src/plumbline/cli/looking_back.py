"""``plumbline changes``."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.cli.loading import dataset_folder
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.history.changes import Change, Changes, Value
from plumbline.dataset.history.kinds import KINDS
from plumbline.wording import counted


@dataclass(frozen=True)
class ChangesOptions:
    """What the person asked for, as given."""

    dataset: Path | None
    authority: str
    since: date
    as_at: date | None
    child: str
    tables: Sequence[str]
    as_json: bool


def run_changes(options: ChangesOptions) -> int:
    """Prints how many rows of each table changed and how; a child's rows one by one."""
    held = Dataset(dataset_folder(options.dataset), options.authority)
    found = held.changes(
        options.since,
        options.as_at,
        tables=options.tables,
        child=options.child,
        with_rows=bool(options.child) or options.as_json,
    )
    for damaged in held.damaged:
        print(f"plumbline: note: {damaged}", file=sys.stderr)
    if options.as_json:
        print(json.dumps(_document(found), indent=1, ensure_ascii=False, default=date.isoformat))
    else:
        print("\n".join(_told(found, one_by_one=bool(options.child))))
    return 0


def _told(found: Changes, *, one_by_one: bool) -> list[str]:
    head = f"Changes from {found.since:%d/%m/%Y} to {found.until:%d/%m/%Y}"
    if not found.counts:
        return [f"{head}: none."]
    kinds = [kind for kind in KINDS if found.total(kind)]
    width = max(len(name) for name in found.counts)
    lines = [f"{head}, in rows:", "", " ".join([" " * width, *(f"{kind:>11}" for kind in kinds)])]
    for name, counts in found.counts.items():
        lines.append(" ".join([f"{name:<{width}}", *(f"{counts.get(kind, 0) or '-':>11}" for kind in kinds)]))
    if found.total("unconfirmed"):
        open_rows = counted(found.total("unconfirmed"), "row")
        lines += [
            "",
            f"Unconfirmed: {open_rows} open in the return before and absent from the newest; nothing says that they ended.",
        ]
    if one_by_one:
        lines += ["", *(_line(change) for change in found.rows)]
    return lines


def _line(change: Change) -> str:
    key = ", ".join(_shown(value) for value in change.key.values() if value is not None)
    columns = "; ".join(f"{one.name} {_shown(one.before)} -> {_shown(one.after)}" for one in change.columns)
    return f"{change.kind:<12}{change.table} {key}{f': {columns}' if columns else ''}"


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "blank" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _document(found: Changes) -> dict[str, Any]:
    rows = [
        {
            "table": one.table, "kind": one.kind, "person_id": one.person_id, "key": dict(one.key), "occurrence": one.occurrence,
            "columns": [{"name": c.name, "before": c.before, "after": c.after} for c in one.columns],
        }
        for one in found.rows
    ]  # fmt: skip
    counts = {name: dict(of_table) for name, of_table in found.counts.items()}
    return {"since": found.since, "until": found.until, "counts": counts, "rows": rows}

"""Forgets children: every row of theirs in every load, the lines that accept their findings, and what stopped loads left."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.accepted import WithoutThem, without
from plumbline.dataset.forgetting.ages import last_events
from plumbline.dataset.forgetting.finding import Found, find, rows_by_file, want
from plumbline.dataset.forgetting.journal import Rewriting, rewriting
from plumbline.dataset.forgetting.receipt import Receipt, next_receipt
from plumbline.dataset.forgetting.received import KeptFile, kept_files
from plumbline.dataset.forgetting.remembered import HASHES_FILE, KEY_FILE, new_key, remembered
from plumbline.dataset.forgetting.rewriting import Rewritten, rewrite, told_anew
from plumbline.dataset.loads import Load, as_json
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Execute
from plumbline.faults import BadInput
from plumbline.files import write_together
from plumbline.progress import Progress, unheard
from plumbline.wording import counted


@dataclass(frozen=True)
class Asked:
    """Which children of which council to forget.

    ``accepted`` are the files of accepted findings to clear as well; ``remember`` keeps the children's keyed hashes, without which
    none is kept and those of earlier children go too.
    """

    children: frozenset[str]
    council: str
    why: str = "a child, by number"
    accepted: tuple[Path, ...] = ()
    remember: bool = True


def council_of(folder: Folder, council: str) -> str:
    """Whose children they are: the council named, else the only one of the data set. Several, or another one: BadInput."""
    councils = sorted({load.scope.council for load in _loads(folder)})
    if council in councils:
        return council
    if council or not councils:
        raise BadInput(f"{folder.path}: this data set holds no load of that council.")
    if len(councils) > 1:
        raise BadInput(f"The data set holds {len(councils)} councils. Say whose children they are: --authority.")
    return councils[0]


def look_for(folder: Folder, council: str, children: Collection[str]) -> Found:
    """Where a council's children are, and the numbers that lead on from theirs. Changes nothing."""
    files = kept_files(_of(council, _loads(folder)))
    return find(DuckDB().execute, folder, files, children)


def older_than(folder: Folder, council: str, years: int, today: date) -> frozenset[str]:
    """A council's children to whom nothing has happened for so many years, by anything received. Changes nothing."""
    if years < 1:
        raise BadInput("--older-than is a number of years, from 1.")
    files = kept_files(_of(council, _loads(folder)))
    try:
        limit = today.replace(year=today.year - years)
    except ValueError:  # 29 February
        limit = today.replace(year=today.year - years, day=28)
    events = last_events(DuckDB().execute, folder, files)
    return frozenset(child for child, day in events.items() if day < limit)


def forget(folder: Folder, asked: Asked, now: datetime, progress: Progress = unheard) -> Receipt:
    """Forgets children: whole or not at all, whatever stops it. Busy while a load or another forget is at work.

    Where no load and no accepted finding holds any of them, that is BadInput. The lines of accepted findings go first: a stop
    just after leaves the children in the data set, to be forgotten again.
    """
    with rewriting(folder.existing().path) as new:
        loads = _of(asked.council, _loads(folder))
        engine = DuckDB()
        rows, rewritten = _rewrite(engine.execute, folder, kept_files(loads), asked.children, new, progress)
        accepted = without(asked.accepted, asked.children)
        if not rows and not accepted:
            raise BadInput("No load and no accepted finding holds that child. Check the number: zeros in front count.")
        told = told_anew(loads, rewritten)
        for load in told:
            new.write(f"loads/{load.name}/load.json", as_json(load))
        _remember(folder.path, asked, new)
        stopped = folder.unfinished_folders()
        for name in stopped:
            new.remove(f"loads/{name.name}")
        receipt = Receipt(
            at=now, why=asked.why, children=len(asked.children), loads=len(told), files=len(rewritten),
            rows=sum(rows.values()), accepted=sum(one.lines + one.reasons for one in accepted), remembered=asked.remember,
            left_behind=len(stopped),
        )  # fmt: skip
        new.write(next_receipt(folder.path), receipt.as_json())
        _put_in_place(accepted)
        progress("Putting the new files in place", 1.0)
        new.commit()
    return receipt


def _rewrite(
    execute: Execute,
    folder: Folder,
    files: Sequence[KeptFile],
    children: Collection[str],
    new: Rewriting,
    progress: Progress,
) -> tuple[dict[str, int], dict[str, Rewritten]]:
    """Writes every file anew that holds one of the children: how many rows went from each, and what it is now."""
    want(execute, children)
    rows = rows_by_file(execute, folder, files)
    rewritten = {}
    for at, file in enumerate(one for one in files if one.name in rows):
        progress(f"Writing {counted(len(rows), 'file')} anew", at / len(rows))
        rewritten[file.name] = rewrite(execute, folder, file, new.new(f"loads/{file.name}"))
    return rows, rewritten


def _put_in_place(accepted: Sequence[WithoutThem]) -> None:
    """Writes the files of accepted findings, to be read by those who could before."""
    modes = {one.path: one.path.stat().st_mode for one in accepted}
    for path in write_together((one.path, one.content) for one in accepted):
        path.chmod(modes[path])


def _remember(data_set: Path, asked: Asked, new: Rewriting) -> None:
    known = remembered(data_set)
    if not asked.remember:
        new.remove(HASHES_FILE)
        new.remove(KEY_FILE)
        return
    if known is None:
        known = new_key()
        new.write(KEY_FILE, f"{known.key}\n")
    new.write(HASHES_FILE, known.and_also(asked.council, asked.children).text())


def _loads(folder: Folder) -> tuple[Load, ...]:
    """Every load. One that can't be read may hold anybody: BadInput."""
    kept = folder.existing().kept()
    if kept.damaged:
        raise BadInput(
            f"{' '.join(kept.damaged)} What can't be read can't be searched for a child: take it from your backup, or "
            f"delete its folder in {folder.loads_folder}."
        )
    return kept.loads


def _of(council: str, loads: Iterable[Load]) -> list[Load]:
    return [load for load in loads if load.scope.council == council]

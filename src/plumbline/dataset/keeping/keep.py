"""Keeps a load: what its tables mean, whether it is cut short, and the files of those that mean something new."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from plumbline.dataset.folder import Folder
from plumbline.dataset.keeping.incoming import Incoming, Offered
from plumbline.dataset.keeping.meaning import Meaning, meaning
from plumbline.dataset.keeping.parquet import write_parquet
from plumbline.dataset.keeping.refusing import Loss, losses, refuse_if_cut_short
from plumbline.dataset.loads import MODEL, Load, TableKept, folder_name
from plumbline.dataset.state import history
from plumbline.engine.protocol import Engine, Execute, literal


@dataclass(frozen=True)
class Outcome:
    """What came of a load: the load, or None where nothing in it was new; and what to warn of, in words."""

    load: Load | None
    warnings: tuple[str, ...] = ()

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The tables that mean the same as in an earlier load."""
        return tuple(name for name, kept in self.load.tables.items() if not _own(self.load, kept)) if self.load else ()


def keep(
    engine: Engine,
    folder: Folder,
    loads: Sequence[Load],
    offered: Offered,
    *,
    accept_loss: bool = False,
    forgotten: Collection[str] = (),
) -> Outcome:
    """Keeps what a source offers. A load that looks cut short beside the one before it is BadInput unless ``accept_loss``.

    Rows of children in ``forgotten`` are left out and counted. Where every table means what it meant and no later day is spoken
    for, there is no new load.
    """
    execute = engine.execute
    left_out = sum(_take_in(execute, one, forgotten) for one in offered.tables)
    means = {one.name: meaning(execute, _named(one), one.columns) for one in offered.tables}
    earlier = history(loads, offered.scope)
    before = next((load for load in reversed(earlier) if load.as_at <= offered.as_at), None)
    lost = list(losses(before, {name: one.rows for name, one in means.items()})) if before else []
    if before and not accept_loss:
        refuse_if_cut_short(before, lost)
    same = _same(offered.tables, means, before)
    if before and before.as_at == offered.as_at and set(same) == set(means) == set(before.tables):
        return Outcome(None)
    told = folder.made()
    with folder.unfinished() as unfinished:
        written = {
            one.name: write_parquet(execute, _named(one), unfinished / f"{one.name}.parquet")
            for one in offered.tables
            if one.name not in same
        }

        tables = {one.name: _kept(execute, one, means[one.name]) for one in offered.tables}

        def numbered(number: int) -> Load:
            return _record(number, offered, _filed(tables, same, number, written), lost, left_out)

        load = folder.commit(unfinished, numbered)
    warnings = [f"{loss.words} It was loaded all the same." for loss in lost]
    return Outcome(load, (*warnings, *([told] if told else [])))


def _take_in(execute: Execute, one: Incoming, forgotten: Collection[str]) -> int:
    """Makes the table of what is to be kept; returns how many rows of forgotten children were left out."""
    line = ['"line"'] if one.line_given else []
    columns = ", ".join([*line, *(f'"{name}"' for name in one.columns)])
    execute(f"CREATE OR REPLACE TABLE {_named(one)} AS SELECT {columns} FROM ({one.query}) AS t")
    held = [name for name in one.people if name in one.columns]
    if not forgotten or not held:
        return 0
    listed = ", ".join(literal(child) for child in sorted(forgotten))
    which = " OR ".join(f'"{name}" IN ({listed})' for name in held)
    return int(execute(f"DELETE FROM {_named(one)} WHERE {which}")[0][0])


def _same(tables: Iterable[Incoming], means: Mapping[str, Meaning], before: Load | None) -> dict[str, TableKept]:
    """The tables that meant the same, with the same columns, in the load before."""
    same = {}
    for one in tables:
        old = before.tables.get(one.name) if before else None
        if old and old.meaning == means[one.name].text and set(old.columns) == set(one.columns):
            same[one.name] = old
    return same


def _kept(execute: Execute, one: Incoming, means: Meaning) -> TableKept:
    nobody = 0
    if one.people and not one.anybody and one.people[0] in one.columns:
        nobody = execute(f'SELECT COUNT(*) FROM {_named(one)} WHERE "{one.people[0]}" IS NULL')[0][0]
    return TableKept(
        rows=means.rows,
        meaning=means.text,
        file="",
        sha256="",
        origin=one.origin,
        columns=one.columns,
        columns_unknown=one.columns_unknown,
        columns_absent=one.columns_absent,
        values_unknown=one.values_unknown,
        repeated=means.rows - means.distinct,
        unlinked=one.unlinked,
        nobody=nobody,
    )


def _filed(
    tables: Mapping[str, TableKept], same: Mapping[str, TableKept], number: int, written: Mapping[str, str]
) -> dict[str, TableKept]:
    """The tables with their files: the earlier one, or the one just written."""
    new = {name: (f"{folder_name(number)}/{name}.parquet", sha256) for name, sha256 in written.items()}
    files = new | {name: (old.file, old.sha256) for name, old in same.items()}
    return {name: replace(kept, file=files[name][0], sha256=files[name][1]) for name, kept in tables.items()}


def _record(
    number: int, offered: Offered, tables: Mapping[str, TableKept], lost: Iterable[Loss], left_out: int
) -> Load:
    return Load(
        number=number,
        model=MODEL,
        plumbline=version("plumbline"),
        scope=offered.scope,
        as_at=offered.as_at,
        loaded_at=offered.loaded_at,
        given=offered.given,
        tables=tables,
        accepted_loss=tuple(loss.words for loss in lost if loss.refused),
        forgotten=left_out,
        xml=offered.xml,
        notes=offered.notes,
    )


def _own(load: Load, kept: TableKept) -> bool:
    return kept.file.startswith(f"{load.name}/")


def _named(one: Incoming) -> str:
    return f'"incoming_{one.name}"'

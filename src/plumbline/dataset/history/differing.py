"""Whose rows differ between two states: everybody else's core rows are equal, and need not be worked out to be compared."""

from dataclasses import dataclass

from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Scope, TableKept
from plumbline.dataset.state import State
from plumbline.engine.protocol import Execute, literal


@dataclass(frozen=True)
class _Pair:
    """One source table of one scope, as it was held before and as it is held after."""

    scope: Scope
    before: TableKept | None
    after: TableKept | None

    @property
    def columns(self) -> list[str]:
        """The columns that either has."""
        return sorted({*(self.before.columns if self.before else ()), *(self.after.columns if self.after else ())})


def make_differing(execute: Execute, folder: Folder, before: State, after: State, name: str) -> bool:
    """Makes the table ``name`` of the council and person_id of each person of whom any row of a return differs.

    False, and no table, where anybody's core rows may differ: where the newest return is of another year, so that it no longer
    confirms what the one before did, or where what changed is no return's.
    """
    pairs = _changed(before, after)
    if _newest(before) != _newest(after) or any(pair.scope.source != "903" for pair in pairs):
        return False
    found = " UNION ".join(_people(folder, pair) for pair in pairs)
    nobody = "SELECT CAST(NULL AS VARCHAR) AS council, CAST(NULL AS VARCHAR) AS person_id LIMIT 0"
    execute(f"CREATE TABLE {name} AS {found or nobody}")
    return True


def _newest(state: State) -> set[Scope]:
    """The returns that speak for the latest day."""
    latest = max((load.as_at for load in state.of("903")), default=None)
    return {load.scope for load in state.of("903") if load.as_at == latest}


def _changed(before: State, after: State) -> list[_Pair]:
    """The source tables whose file is not the same in both states."""
    held = [
        {(load.scope, name): kept for load in state.loads for name, kept in load.tables.items()}
        for state in (before, after)
    ]
    pairs = [_Pair(key[0], held[0].get(key), held[1].get(key)) for key in sorted({*held[0], *held[1]})]
    return [pair for pair in pairs if not (pair.before and pair.after and pair.before.file == pair.after.file)]


def _people(folder: Folder, pair: _Pair) -> str:
    """A query for the people of whom one of the two has a row that the other has not."""
    one, other = (_rows(folder, kept, pair.columns) for kept in (pair.before, pair.after))
    differing = f"(({one}) EXCEPT ({other})) UNION ALL (({other}) EXCEPT ({one}))"
    return f'SELECT {literal(pair.scope.council)} AS council, "CHILD" AS person_id FROM ({differing}) AS t'


def _rows(folder: Folder, kept: TableKept | None, columns: list[str]) -> str:
    had = kept.columns if kept else ()
    given = ", ".join(f'"{name}"' if name in had else f'CAST(NULL AS VARCHAR) AS "{name}"' for name in columns)
    return (
        f"SELECT {given} FROM read_parquet({literal(str(folder.file(kept.file)))})"
        if kept
        else f"SELECT {given} LIMIT 0"
    )

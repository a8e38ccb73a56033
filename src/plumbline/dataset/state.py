"""What a data set holds as at a day: of each scope the load that held then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.dataset.loads import Kind, Load, Scope, TableKept


@dataclass(frozen=True)
class State:
    """The loads that hold as at a day, one of each scope, in the order of scopes."""

    as_at: date
    loads: tuple[Load, ...]

    def of(self, source: Kind) -> tuple[Load, ...]:
        """The loads from one source."""
        return tuple(load for load in self.loads if load.scope.source == source)

    def tables(self, source: Kind, name: str) -> list[tuple[Load, TableKept]]:
        """One source table in every load that has it."""
        return [(load, load.tables[name]) for load in self.of(source) if name in load.tables]

    @property
    def rows(self) -> int:
        """How many rows all its tables have."""
        return sum(kept.rows for load in self.loads for kept in load.tables.values())

    @property
    def councils(self) -> tuple[str, ...]:
        """The ONS codes of the councils that it holds; an empty one where a load named none."""
        return tuple(sorted({load.scope.council for load in self.loads}))


def state_as_at(loads: Iterable[Load], day: date) -> State:
    """For each scope the load with the greatest (as_at, number) not after ``day``, so that loads in any order give the same state."""
    holding: dict[Scope, Load] = {}
    for load in loads:
        before = holding.get(load.scope)
        if load.as_at <= day and (before is None or load.order > before.order):
            holding[load.scope] = load
    return State(day, tuple(holding[scope] for scope in sorted(holding)))


def newest(loads: Sequence[Load]) -> date | None:
    """The latest day that any load speaks for; None where there is no load."""
    return max((load.as_at for load in loads), default=None)


def history(loads: Iterable[Load], scope: Scope) -> list[Load]:
    """The loads of one scope in the order in which they hold."""
    return sorted((load for load in loads if load.scope == scope), key=lambda load: load.order)

"""Loads what a council has: finds out what it is, and keeps it as one load for each return or extract."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.journal import no_rewriting
from plumbline.dataset.forgetting.remembered import forgotten_among, remember_no_more
from plumbline.dataset.keeping.incoming import Offered
from plumbline.dataset.keeping.keep import Outcome, keep
from plumbline.dataset.loading import returns
from plumbline.dataset.loading.years_apart import years_apart
from plumbline.dataset.loads import Load
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Engine
from plumbline.faults import BadInput
from plumbline.model.authorities import council_name
from plumbline.progress import Progress, unheard
from plumbline.reading.find import find


@dataclass(frozen=True)
class Asked:
    """What a person asked to load. ``council`` is an ONS code, empty for the data set's own; ``year`` 0 is found from the data.

    Children who were forgotten are left out; where ``accept_forgotten``, they are loaded, from now on.
    """

    sources: Sequence[str]
    council: str = ""
    as_at: date | None = None
    year: int = 0
    accept_loss: bool = False
    accept_forgotten: bool = False


@dataclass(frozen=True)
class Loaded:
    """What came of one return or extract."""

    offered: Offered
    outcome: Outcome


def load(folder: Folder, asked: Asked, now: datetime, progress: Progress = unheard) -> list[Loaded]:
    """Loads each return or extract that the sources hold, earliest first. What can't be used, or looks cut short, is BadInput.

    Each is a load of its own: those before one that is refused stay loaded.
    """
    council = _council(folder.kept().loads, asked.council)
    found = find([Path(source) for source in asked.sources])
    years = years_apart(found, asked.year)
    if asked.as_at and len(years) > 1:
        raise BadInput(
            f"These files are of {len(years)} returns, so one --as-at can't be theirs. Load one return at a time."
        )
    done = []
    for at, one in enumerate(years):
        progress(f"Loading the return of {one.year}", at / len(years))
        engine = DuckDB()
        try:
            offered = returns.offered(engine, one, council, asked.as_at, now)
            done.append(Loaded(offered, _keep(engine, folder, offered, asked)))
        finally:
            engine.forget_files()
    progress("Loaded", 1.0)
    return done


def _keep(engine: Engine, folder: Folder, offered: Offered, asked: Asked) -> Outcome:
    """Keeps one load while nobody is being forgotten, so that a child who was forgotten since it was read is left out too."""
    council = offered.scope.council
    with no_rewriting(folder.path):
        forgotten = forgotten_among(engine.execute, folder.path, council, offered.tables)
        left_out = frozenset[str]() if asked.accept_forgotten else forgotten
        loads = folder.kept().loads
        outcome = keep(engine, folder, loads, offered, accept_loss=asked.accept_loss, forgotten=left_out)
        remember_no_more(folder.path, council, forgotten - left_out)
    return outcome


def _council(loads: Iterable[Load], given: str) -> str:
    """Whose data is loaded: the council named, else the one that all loads so far are of."""
    councils = sorted({load.scope.council for load in loads})
    if given and councils == [""]:
        raise BadInput(
            f"What is loaded so far is of no council by name, and this would be {council_name(given)}'s. Load it into a folder of its own, "
            "or leave --authority out."
        )
    if given or not councils:
        return given
    if len(councils) > 1:
        raise BadInput(f"The data set holds {len(councils)} councils. Say whose this is: --authority.")
    return councils[0]

"""Loads what a council has: finds out what it is, and keeps it as one load for each return, extract or file of its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.journal import no_rewriting
from plumbline.dataset.forgetting.remembered import forgotten_among, remember_no_more
from plumbline.dataset.keeping.incoming import Offered
from plumbline.dataset.keeping.keep import Outcome, keep
from plumbline.dataset.loading import own_csv, returns, ssd
from plumbline.dataset.loading.connecting import is_database
from plumbline.dataset.loading.sorting import OWN_TABLES, Holding, Sorted, sort_files, together
from plumbline.dataset.loading.source_tables import SourceFile
from plumbline.dataset.loading.ssd_database import read_database
from plumbline.dataset.loading.ssd_files import read_files
from plumbline.dataset.loading.values import CouncilWords, read_values
from plumbline.dataset.loading.years_apart import YearGiven, years_apart
from plumbline.dataset.loads import Load
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Engine
from plumbline.faults import BadInput
from plumbline.model import core
from plumbline.model import ssd as declared_ssd
from plumbline.model.authorities import council_name
from plumbline.progress import Progress, unheard
from plumbline.reading.find import find
from plumbline.wording import listed

#: The file in a data set's folder that says what the council's words mean.
VALUES = "values.toml"


@dataclass(frozen=True)
class Asked:
    """What a person asked to load.

    ``council`` is an ONS code, empty for the data set's own; ``year`` 0 is found from the data. ``values`` is the file that says what
    the council's words mean; None for the one in the data set's folder.
    Children who were forgotten are left out; where ``accept_forgotten``, they are loaded, from now on.
    """

    sources: Sequence[str]
    council: str = ""
    as_at: date | None = None
    year: int = 0
    accept_loss: bool = False
    accept_forgotten: bool = False
    values: Path | None = None


@dataclass(frozen=True)
class Loaded:
    """What came of one return, extract or file."""

    offered: Offered
    outcome: Outcome


class _Source(NamedTuple):
    """Something that makes one load: what people call it, and what reads it."""

    words: str
    offer: Callable[[Engine], Offered]


@dataclass(frozen=True)
class _Common:
    """What holds for every source of a load."""

    council: str
    as_at: date | None
    year: int
    words: CouncilWords
    now: datetime

    def day(self, files: Iterable[SourceFile]) -> date:
        """The day that files speak for: the one named, else the day on which the newest was written."""
        return self.as_at or min(max(file.changed for file in files), self.now.date())


def load(folder: Folder, asked: Asked, now: datetime, progress: Progress = unheard) -> list[Loaded]:
    """Loads each return, extract and file of the council's own that the sources hold, returns earliest first.

    What can't be used, or looks cut short, is BadInput. Each is a load of its own: those before one that is refused stay loaded.
    """
    council = _council(folder.kept().loads, asked.council)
    sources = list(_sources(asked, _Common(council, asked.as_at, asked.year, _words(folder, asked.values), now)))
    done = []
    for at, source in enumerate(sources):
        progress(f"Loading {source.words}", at / len(sources))
        engine = DuckDB()
        try:
            offered = source.offer(engine)
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


def _words(folder: Folder, named: Path | None) -> CouncilWords:
    """The council's words, from the file named or the one in the data set."""
    if named and not named.is_file():
        raise BadInput(f"{named}: there is no such file.")
    tables = [*declared_ssd().tables.values(), *(core().table(name) for name in OWN_TABLES)]
    return read_values(named or folder.path / VALUES, [field for table in tables for field in table.fields])


def _sources(asked: Asked, common: _Common) -> Iterator[_Source]:
    databases = [source for source in asked.sources if is_database(source)]
    paths = [Path(source) for source in asked.sources if not is_database(source)]
    by_path = {path: sort_files([path]) for path in paths}
    found = together(by_path.values())
    if len(databases) + bool(found.ssd) > 1:
        raise BadInput("These are several extracts of the SSD. Load one at a time.")
    if asked.year and (databases or found.ssd):
        raise BadInput("--year names the year of a return, and an extract of the SSD is of no one year. Leave it out.")
    # beside an extract a folder without a table of it is a return's; a single file may be a note that lies there
    of_returns = [
        path for path, one in by_path.items() if one.others and not one.ssd and (path.is_dir() or not found.ssd)
    ]
    if of_returns or not (databases or found.ssd or found.own):
        yield from _returns(of_returns or paths, common)
    for url in databases:
        yield _Source("the SSD extract", partial(_of_database, url, common))
    if found.ssd:
        extract = together(one for path, one in by_path.items() if path not in of_returns)
        yield _Source("the SSD extract", partial(_of_files, extract, common))
    for holding in found.own:
        yield _Source(holding.table.name, partial(_of_csv, holding, common))


def _of_database(url: str, common: _Common, engine: Engine) -> Offered:
    return ssd.offered(
        engine, read_database(engine, url), common.council, common.as_at or common.now.date(), common.now, common.words
    )


def _of_files(found: Sorted, common: _Common, engine: Engine) -> Offered:
    day = common.day(holding.file for holding in found.ssd)
    notes = []
    if found.passed_over:
        notes.append(f"Not read, for they say nothing of children in care: {listed(sorted(found.passed_over))}.")
    if found.others:
        notes.append(f"Left out, for they are no tables of the SSD: {listed([file.name for file in found.others])}.")
    return ssd.offered(engine, read_files(engine, found.ssd), common.council, day, common.now, common.words, notes)


def _of_csv(holding: Holding, common: _Common, engine: Engine) -> Offered:
    return own_csv.offered(engine, holding, common.council, common.day([holding.file]), common.now, common.words)


def _returns(paths: Sequence[Path], common: _Common) -> Iterator[_Source]:
    years = years_apart(find(paths), common.year)
    if common.as_at and len(years) > 1:
        raise BadInput(
            f"These files are of {len(years)} returns, so one --as-at can't be theirs. Load one return at a time."
        )
    for one in years:
        yield _Source(f"the return of {one.year}", partial(_of_year, one, common))


def _of_year(one: YearGiven, common: _Common, engine: Engine) -> Offered:
    return returns.offered(engine, one, common.council, common.as_at, common.now)


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

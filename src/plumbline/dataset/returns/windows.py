"""Which window's return is made from what: the return that was loaded for it, or the core tables of an extract."""

from collections.abc import Iterable

from plumbline.dataset.core import both
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.returns import first_day, year_of
from plumbline.dataset.loads import Load
from plumbline.dataset.returns.from_core import Window, tables_of_window, work_out_core
from plumbline.dataset.returns.received import received_tables
from plumbline.dataset.returns.unsupplied import cannot_say, supplied
from plumbline.dataset.state import State
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import Engine
from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Note, Return
from plumbline.wording import listed

#: What rules look at of the years before last year's.
_LOOKED_BACK_ON = ("episodes",)


def return_of_window(folder: Folder, state: State, year: int = 0) -> Return:
    """The return of a collection year as at the state's day, with all earlier years that the data set holds.

    A year's return is as it was loaded; where none was, it is made from the extract, and so is this year's where the extract
    speaks for a later day. A year of which nothing is loaded is BadInput.
    """
    if len(state.councils) > 1:
        raise BadInput(f"The data set holds {len(state.councils)} councils. Say which one: --authority.")
    returns = {load.scope.year: load for load in state.of("903")}
    extract = _extract(state)
    years = years_held(state)
    asked = year or latest_year(state)
    if asked not in years:
        have = listed([str(one) for one in sorted(years)]) or "no year"
        raise BadInput(
            f"No return of {asked or 'any year'} is loaded as at {state.as_at:%d/%m/%Y}; there are returns of {have}."
        )
    received = {one: load for one, load in returns.items() if one <= asked and not _newer(extract, load, asked)}
    found = Return(xml_years=frozenset(asked - one for one, load in received.items() if load.xml))
    engine = DuckDB()
    for one, load in sorted(received.items(), reverse=True):
        for table in received_tables(engine, folder, load, asked - one):
            found.add(table)
        found.notes.append(_loaded(load))
    if extract:
        made = [
            Window(one, extract.as_at, asked - one)
            for one in sorted(years, reverse=True)
            if one <= asked and one not in received
        ]
        _add_made(engine, found, folder, state, extract, made)
    engine.forget_files()
    return found


def years_held(state: State) -> frozenset[int]:
    """The collection years that there is a return of, loaded or made from an extract."""
    return frozenset(load.scope.year for load in state.of("903")) | frozenset(years_of_extract(_extract(state)))


def latest_year(state: State) -> int:
    """The collection year of the latest return, or that an extract's day lies in; 0 where there is neither."""
    returns = (load.scope.year for load in state.of("903"))
    return max((*returns, *(year_of(load.as_at) for load in state.of("ssd"))), default=0)


def years_of_extract(extract: Load | None) -> Iterable[int]:
    """The collection years of which an extract has all children: of one that began before its window it has lost some."""
    if extract is None:
        return ()
    latest = year_of(extract.as_at)
    reach = both.first_day(extract.as_at)
    return [one for one in range(latest - both.WINDOW, latest + 1) if first_day(one) >= reach]


def _extract(state: State) -> Load | None:
    return next(iter(state.of("ssd")), None)


def _newer(extract: Load | None, load: Load, asked: int) -> bool:
    """Whether the extract stands for the year asked for rather than the return. Earlier years are as they were sent."""
    return bool(
        extract and load.scope.year == asked and asked in years_of_extract(extract) and extract.as_at > load.as_at
    )


def _add_made(
    engine: Engine, found: Return, folder: Folder, state: State, extract: Load, windows: Iterable[Window]
) -> None:
    """Adds what is made from the extract, and says what it can't say."""
    windows = list(windows)
    if not windows:
        return
    work_out_core(engine.execute, folder, state)
    source = f"the SSD extract as at {extract.as_at:%d/%m/%Y}"
    fillable, unsaid = supplied(frozenset(extract.tables)), cannot_say(engine.execute, extract)
    for window in windows:
        names = fillable if window.years_back < 2 else _LOOKED_BACK_ON
        for table in tables_of_window(engine, window, source, names):
            found.add(table)
        found.unsupplied |= {TableOfYear(name, window.years_back): fields for name, fields in unsaid.items()}
        found.notes.append(
            Note("loaded", "", f"The return of {window.year} is made from {source} (load {extract.number}).")
        )


def _loaded(load: Load) -> Note:
    """Which load a return is from."""
    when = f"as loaded on {load.loaded_at:%d/%m/%Y} as at {load.as_at:%d/%m/%Y} (load {load.number})"
    return Note("loaded", "", f"The return of {load.scope.of} {when}.")

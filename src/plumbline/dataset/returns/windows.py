"""Which window's return is made from what: the return that was loaded for it, or the core tables of an extract."""

from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Load
from plumbline.dataset.returns.received import received_tables
from plumbline.dataset.state import State
from plumbline.engine.native import DuckDB
from plumbline.faults import BadInput
from plumbline.reading.returns import Note, Return
from plumbline.wording import listed


def return_of_window(folder: Folder, state: State, year: int = 0) -> Return:
    """The return of a collection year as at the state's day, with all earlier years that are loaded."""
    if len(state.councils) > 1:
        raise BadInput(f"The data set holds {len(state.councils)} councils. Say which one: --authority.")
    returns = {load.scope.year: load for load in state.of("903")}
    latest = year or latest_year(state)
    if latest not in returns:
        have = listed([str(one) for one in sorted(returns)]) or "no year"
        raise BadInput(
            f"No return of {latest or 'any year'} is loaded as at {state.as_at:%d/%m/%Y}; there are returns of {have}."
        )
    found = Return(xml_years=frozenset(latest - one for one, load in returns.items() if load.xml and one <= latest))
    engine = DuckDB()
    for one in sorted((one for one in returns if one <= latest), reverse=True):
        for table in received_tables(engine, folder, returns[one], latest - one):
            found.add(table)
        found.notes += _notes(returns[one])
    engine.forget_files()
    return found


def latest_year(state: State) -> int:
    """The collection year of the latest return; 0 where there is none."""
    return max((load.scope.year for load in state.of("903")), default=0)


def _notes(load: Load) -> list[Note]:
    """Which load the return is from, and what its reading met."""
    when = f"as loaded on {load.loaded_at:%d/%m/%Y} as at {load.as_at:%d/%m/%Y} (load {load.number})"
    return [Note("loaded", "", f"The return of {load.scope.of} {when}.")]

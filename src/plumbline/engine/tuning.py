"""How DuckDB spends its time: with many rules over few rows, planning a query costs more than running it."""

from plumbline.engine.protocol import Execute

#: What the optimiser still does on one return: not reading and not carrying what nobody asks for.
_WORTH_ITS_TIME = frozenset({"unused_columns", "column_lifetime"})

#: Rows of a return from which on the whole optimiser is worth its time.
MANY_ROWS = 1_000_000


def tune(execute: Execute, rows: int) -> None:
    """Tunes DuckDB for a return of so many rows in all; what its version has to switch off it says itself."""
    if rows < MANY_ROWS:
        known = sorted(name for (name,) in execute("SELECT name FROM duckdb_optimizers()"))
        execute(f"SET disabled_optimizers = '{','.join(one for one in known if one not in _WORTH_ITS_TIME)}'")

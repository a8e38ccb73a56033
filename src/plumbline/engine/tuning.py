"""How DuckDB spends its time: with many rules over few rows, planning a query costs more than running it."""

from plumbline.engine.protocol import EngineError, Execute

#: What the optimiser may leave out on one return.
_COSTLIER_THAN_RUNNING = (
    "filter_pushdown", "filter_pullup", "join_order", "statistics_propagation", "regex_range", "in_clause",
    "deliminator", "unnest_rewriter", "limit_pushdown", "top_n", "build_side_probe_side", "compressed_materialization",
    "reorder_filter", "sampling_pushdown", "join_filter_pushdown", "extension", "late_materialization",
)  # fmt: skip

#: Rows of a return from which on the optimiser is worth its time.
MANY_ROWS = 200_000


def tune(execute: Execute, rows: int) -> None:
    """Tunes DuckDB for a return of so many rows in all. Optimisers that this version doesn't know are left alone."""
    if rows >= MANY_ROWS:
        return
    try:
        _switch_off(execute, _COSTLIER_THAN_RUNNING)
    except EngineError:
        known = {name for (name,) in execute("SELECT name FROM duckdb_optimizers()")}
        _switch_off(execute, [name for name in _COSTLIER_THAN_RUNNING if name in known])


def _switch_off(execute: Execute, optimisers: tuple[str, ...] | list[str]) -> None:
    execute(f"SET disabled_optimizers = '{','.join(optimisers)}'")

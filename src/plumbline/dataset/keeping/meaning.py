"""The meaning of a table: equal for two with the same rows, in whatever order their rows and columns come."""

from collections.abc import Iterable
from typing import NamedTuple

from plumbline.engine.protocol import Execute, literal

#: Between the columns of a row: a control character, which no cleaned value holds.
_BETWEEN = "chr(31)"
_LOW = "18446744073709551615::UHUGEINT"


class Meaning(NamedTuple):
    """How many rows a table has, how many of them differ from all others, and its meaning as text."""

    rows: int
    distinct: int
    text: str


def meaning(execute: Execute, table: str, columns: Iterable[str]) -> Meaning:
    """The meaning of a table of text: its rows, and two sums over the halves of each row's MD5.

    Sums don't depend on the order of rows. MD5 is the same in every version of every engine, which its own hash is not; it is
    no protection against somebody who makes rows of equal hash on purpose, and need not be one. A blank counts as a column
    that is not there.
    """
    pairs = ", ".join(f'{literal(f"{name}=")} || "{name}"' for name in sorted(columns))
    row = f"CONCAT_WS({_BETWEEN}, {pairs})" if pairs else "''"
    sums = f"SUM((h >> 64)::UBIGINT), SUM((h & {_LOW})::UBIGINT)"
    hashed = f"SELECT MD5_NUMBER({row}) AS h FROM {table}"
    rows, distinct, high, low = execute(f"SELECT COUNT(*), COUNT(DISTINCT h), {sums} FROM ({hashed}) AS t")[0]
    return Meaning(rows, distinct, f"{rows}-{high or 0:x}-{low or 0:x}")

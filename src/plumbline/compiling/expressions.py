"""Expressions over a row, or over two rows of one child, as SQL with the columns they ask for.

A row is seen through ``RowView``, which notes what is asked of it. Many expressions are compiled at once: Ibis takes
nearly as long for one as for a hundred over the same rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.backends.sql.compilers as compilers
from ibis.expr.types import Table, Value
from sqlglot import exp

from plumbline.compiling.facts import Expression
from plumbline.compiling.tidying import tidied
from plumbline.model import code_set

#: The aliases of the rows that an expression speaks of.
SIDES = ("a", "b")

Schema = Mapping[str, Any]


class _SparkOptions(ibis.config.Config):  # type: ignore[misc]
    """What Ibis asks of a Spark backend while compiling; set here, so that exporting needs no PySpark."""

    treat_nan_as_null: bool = False


def compiled(table: Table, dialect: str) -> exp.Select:
    """The SQL of a table as sqlglot's tree, in a dialect of sqlglot (duckdb or spark)."""
    ibis.options.pyspark = _SparkOptions()
    made: exp.Select = getattr(compilers, "pyspark" if dialect == "spark" else dialect).compiler.to_sqlglot(table)
    return made


class RowView:
    """One row as an author sees it: ``row.DECOM``, ``row.previous.DEC``, ``row.child.looked_after_all_year``."""

    def __init__(self, wide: Any, side: str, columns: Schema, year: int, asked: set[str], path: str = ""):
        self._wide, self._side, self._columns = wide, side, columns
        self._asked, self._path, self._year = asked, path, year

    def __getattr__(self, name: str) -> Any:
        full = self._path + name
        if full not in self._columns and self._path == "text_" and name in self._columns:
            full = name
        if full in self._columns:
            self._asked.add(full)
            return self._wide[f"{self._side}__{full}"]
        if any(column.startswith(f"{full}_") for column in self._columns):
            return RowView(self._wide, self._side, self._columns, self._year, self._asked, f"{full}_")
        raise AttributeError(f"there is no {full.replace('_', '.')} to ask of this row")

    def given(self, field: str) -> Any:
        """The field's text as the file gives it, readable or not."""
        return getattr(self, f"text_{field}" if f"text_{field}" in self._columns else field)

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of a code set that are valid in the year compiled."""
        return code_set(name).valid_in(self.collection_year)

    @property
    def collection_year(self) -> int:
        """The collection year compiled for."""
        return self._year


@dataclass(frozen=True)
class Scene:
    """The rows that an expression speaks of, by name, as its author sees them, and what was asked of each."""

    rows: tuple[str, ...]
    views: Mapping[str, RowView]
    asked: tuple[set[str], ...]


@dataclass(frozen=True)
class Pending:
    """An expression that waits to be compiled with others over the same rows."""

    rows: tuple[str, ...]
    value: Value | bool
    columns: tuple[tuple[str, ...], ...]


@dataclass
class Compiler:
    """Compiles expressions over rows whose columns, with their types, are ``schemas``.

    ``blank_is_no`` says that they are conditions of which a blank outcome is as good as no.
    """

    schemas: Mapping[str, Schema]
    dialect: str = "duckdb"
    blank_is_no: bool = False
    _wide: dict[tuple[str, ...], Table] = field(default_factory=dict)

    def scene(self, rows: Sequence[str], year: int) -> Scene:
        """The rows of an expression in a collection year."""
        sides = dict(zip(SIDES, rows, strict=False))
        wide = self._wide.setdefault(tuple(rows), self._made_wide(sides))
        asked: tuple[set[str], ...] = tuple(set() for _ in rows)
        views = {
            row: RowView(wide, side, self.schemas[row], year, mine)
            for (side, row), mine in zip(sides.items(), asked, strict=True)
        }
        return Scene(tuple(rows), views, asked)

    def pending(self, scene: Scene, value: Value | bool) -> Pending:
        """An expression built in a scene, with the columns asked for so far."""
        return Pending(scene.rows, value, tuple(tuple(sorted(mine)) for mine in scene.asked))

    def compiled(self, pending: Sequence[Pending]) -> list[Expression]:
        """The SQL of each expression. Equal ones are compiled once."""
        of_rows: dict[tuple[str, ...], dict[Any, None]] = {}
        for one in pending:
            if not isinstance(one.value, bool):
                of_rows.setdefault(one.rows, {})[one.value.op()] = None
        sql = {
            (rows, op): text
            for rows, distinct in of_rows.items()
            for op, text in zip(distinct, self._texts(rows, [op.to_expr() for op in distinct]), strict=True)
        }
        return [
            Expression(
                one.rows,
                str(one.value).upper() if isinstance(one.value, bool) else sql[one.rows, one.value.op()],
                one.columns,
            )
            for one in pending
        ]

    def _made_wide(self, sides: Mapping[str, str]) -> Table:
        columns = {f"{side}__{name}": kind for side, row in sides.items() for name, kind in self.schemas[row].items()}
        return ibis.table(columns, name="wide")

    def _texts(self, rows: tuple[str, ...], values: Sequence[Value]) -> list[str]:
        select = compiled(self._wide[rows].select(**{f"e{at}": value for at, value in enumerate(values)}), self.dialect)
        trees = [tidied(one.unalias(), blank_is_no=self.blank_is_no) for one in select.expressions]
        return [str(tree.transform(_by_side).sql(dialect=self.dialect)) for tree in trees]


def _by_side(node: exp.Expression) -> exp.Expression:
    """A column of the wide table as one of the alias ``a`` or ``b``."""
    if isinstance(node, exp.Column):
        side, _, name = node.name.partition("__")
        return exp.column(name, table=side, quoted=True)
    return node

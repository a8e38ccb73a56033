"""The evidence of findings as texts, in whatever form, made column by column: it is most of what is written of a check."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Protocol

from plumbline.checking.evidence import Evidence, KeptTable
from plumbline.checking.facts_seen import in_words
from plumbline.checking.looking import Columns
from plumbline.checking.result import Result
from plumbline.checking.seeing import FactStep, Step
from plumbline.model.years import TableOfYear

#: The number of a row that was looked at; None where the child has none in the table.
Row = int | None


class Form(Protocol):
    """How evidence is written: what stands between its parts, and whether the blamed fields are among them."""

    separator: str
    has_blamed: bool

    def rows(self, step: Step, kept: KeptTable, rows: Sequence[Row], *, own: bool) -> list[str]:
        """The cells of each of some rows that a step leads to; ``own`` are the rows at fault themselves."""

    def fact(self, title: str, value: str | None) -> str:
        """A fact, with its value in words."""


class EvidenceTexts:
    """The evidence of a result in a form. A row that many findings look at is written once."""

    def __init__(self, result: Result, form: Form):
        self._result, self._form = result, form
        self._known: dict[tuple[TableOfYear, Columns, str], dict[Row, str]] = {}

    def __iter__(self) -> Iterator[str]:
        """The evidence of every finding, in the result's order."""
        for (code, table), group in groupby(self._result.findings, key=attrgetter("code", "table")):
            yield from self.of_rows(code, table, [one.row for one in group])

    def of_rows(self, code: str, table: TableOfYear, rows: Sequence[int]) -> Iterable[str]:
        """The evidence of a rule's findings in some rows of a table."""
        witness = self._result.witness
        ways = witness.ways(code, table)
        blamed = [] if self._form.has_blamed else [name for name, _ in self._result.blamed(code, table)]
        if len(ways) != 1:
            return [self._whole(witness.evidence(code, table, row), table, row, blamed) for row in rows]
        steps = [step for one in ways[0].steps if (step := one if one.route else one.without(blamed)).columns]
        found = [self._step(step, rows) for step in steps] + [self._fact(one, rows) for one in ways[0].facts]
        if len(found) == 1:
            return found[0]
        join = self._form.separator.join
        return [join(filter(None, texts)) for texts in zip(*found, strict=True)] if found else [""] * len(rows)

    def _step(self, step: Step, rows: Sequence[int]) -> list[str]:
        """What a step sees from each of some rows."""
        kept = self._result.kept[step.table]
        if step.route is None:
            return self._form.rows(step, kept, rows, own=True)
        reached = list(map(step.route, rows))
        known = self._known.setdefault((step.table, step.columns, step.role), {})
        new = list({at for some in reached for at in some if at not in known})
        known.update(zip(new, self._form.rows(step, kept, new, own=False), strict=True))
        join = self._form.separator.join
        return [known[some[0]] if len(some) == 1 else join(map(known.__getitem__, some)) for some in reached]

    def _fact(self, step: FactStep, rows: Sequence[int]) -> list[str]:
        """A fact of each of some rows; few values differ."""
        if step.gaps:
            return [self._form.fact(*seen) if (seen := step.seen(row)) else "" for row in rows]
        values = list(map(step.values.__getitem__, rows))
        texts = {value: self._form.fact(step.title, in_words(value)) for value in set(values)}
        return list(map(texts.__getitem__, values))

    def _whole(self, evidence: Evidence, table: TableOfYear, row: int, blamed: Sequence[str]) -> str:
        """What several parts of a rule saw together."""
        texts = []
        for seen in evidence.rows:
            own = (seen.table, seen.row) == (table, row)
            step = Step(seen.table, seen.columns, role=seen.role).without(blamed if own else ())
            texts += self._form.rows(step, self._result.kept[seen.table], [seen.row], own=own) if step.columns else []
        texts += [self._form.fact(*one) for one in evidence.facts]
        return self._form.separator.join(texts)


def in_columns(
    columns: Columns, kept: KeptTable, rows: Sequence[Row], written: Callable[[str, str | None], str]
) -> Iterator[Iterable[str]]:
    """Some columns of some rows, as texts made of a column's name and a value; few values of a column differ."""
    blank: Sequence[str | None] = [None] * len(kept.columns)
    cells = [blank if row is None else kept.rows[row] for row in rows]
    for name in columns:
        values = list(map(itemgetter(kept.place[name]), cells))
        texts = {value: written(name, value) for value in set(values)}
        yield map(texts.__getitem__, values)

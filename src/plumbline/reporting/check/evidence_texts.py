"""The evidence of findings as texts, in whatever form, made column by column: it is most of what is written of a check."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Protocol

from plumbline.checking.evidence import Evidence, KeptTable, RowSeen
from plumbline.checking.facts_seen import in_words
from plumbline.checking.looking import Columns
from plumbline.checking.result import Result
from plumbline.checking.seeing import FactStep, Step, Way
from plumbline.model.years import TableOfYear
from plumbline.wording import counted

#: The number of a row that was looked at; None where the child has none in the table.
Row = int | None


class Form(Protocol):
    """How evidence is written: what stands between its parts, whether the blamed fields are among them, and how many rows
    beside the finding's own are written before the rest is counted (0: all are)."""

    separator: str
    has_blamed: bool
    most: int

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

    def of_rows(self, code: str, table: TableOfYear, rows: Sequence[int]) -> list[str]:
        """The evidence of a rule's findings in some rows of a table."""
        witness = self._result.witness
        ways = witness.ways(code, table)
        blamed = [] if self._form.has_blamed else [name for name, _ in self._result.blamed(code, table)]
        single = len(ways) == 1
        texts = self._by_columns(ways[0], rows, blamed) if single else [""] * len(rows)
        for at in self._too_many(ways[0], rows) if single else range(len(rows)):
            texts[at] = self._whole(witness.evidence(code, table, rows[at]), table, rows[at], blamed)
        return texts

    def _by_columns(self, way: Way, rows: Sequence[int], blamed: Sequence[str]) -> list[str]:
        """What the one part of a rule saw from each of some rows."""
        steps = [step for one in way.steps if (step := one if one.route else one.without(blamed)).columns]
        found = [self._step(step, rows) for step in steps] + [self._fact(one, rows) for one in way.facts]
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
        """A fact of each of some rows, nothing where it says nothing; few values differ."""
        places, values = step.places(rows), step.values
        different = {values[at] for at in places if at is not None}
        texts = {value: self._form.fact(step.title, in_words(value)) for value in different}
        return ["" if at is None else texts[values[at]] for at in places]

    def _too_many(self, way: Way, rows: Sequence[int]) -> list[int]:
        """The places of the rows that lead to more other rows than the form writes."""
        routes = [step.route for step in way.steps if step.route]
        if not (self._form.most and routes):
            return []
        reached = zip(*(map(len, map(route, rows)) for route in routes), strict=True)
        return [at for at, counts in enumerate(reached) if sum(counts) > self._form.most]

    def _whole(self, evidence: Evidence, table: TableOfYear, row: int, blamed: Sequence[str]) -> str:
        """What several parts of a rule saw together, or more rows than the form writes."""
        mine = [one for one in evidence.rows if (one.table, one.row) == (table, row)]
        others = [one for one in evidence.rows if one not in mine]
        shown = others[: self._form.most or None]
        texts = [*self._rows(mine, blamed, own=True), *self._rows(shown, (), own=False)]
        if len(shown) < len(others):
            texts.append(f"and {counted(len(others) - len(shown), 'row')} more")
        texts += [self._form.fact(*one) for one in evidence.facts]
        return self._form.separator.join(texts)

    def _rows(self, some: Sequence[RowSeen], blamed: Sequence[str], *, own: bool) -> Iterator[str]:
        for table, row, columns, role in some:
            step = Step(table, columns, role=role).without(blamed)
            if step.columns:
                yield from self._form.rows(step, self._result.kept[table], [row], own=own)


def in_columns(
    columns: Columns, kept: KeptTable, rows: Sequence[Row], written: Mapping[str | None, str]
) -> list[Iterator[str]]:
    """Some columns of some rows, each value as it is ``written``."""
    blank: Sequence[str | None] = [None] * len(kept.columns)
    cells = [blank if row is None else kept.rows[row] for row in rows]
    return [map(written.__getitem__, map(itemgetter(kept.place[name]), cells)) for name in columns]

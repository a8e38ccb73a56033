"""The evidence of findings as JSON text.

It is more than half of the document, so it is written column by column, and a row that many findings look at is written once.
"""

from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring as quoted

from plumbline.checking.evidence import FACTS, Evidence
from plumbline.checking.facts_seen import in_words
from plumbline.checking.looking import Columns
from plumbline.checking.result import Result
from plumbline.checking.seeing import FactStep, Step
from plumbline.model.years import TableOfYear


class EvidenceTexts:
    """Evidence as the inside of a JSON list: a cell is its table, years back, row, line, column and value."""

    def __init__(self, result: Result):
        self._witness = result.witness
        self._starts: dict[TableOfYear, dict[int | None, str]] = {}
        self._known: dict[tuple[TableOfYear, Columns], dict[int | None, str]] = {}

    def of_rows(self, code: str, table: TableOfYear, rows: Sequence[int]) -> Iterable[str]:
        """The evidence of a rule's findings in some rows of a table."""
        ways = self._witness.ways(code, table)
        if len(ways) > 1:
            return [self._whole(self._witness.evidence(code, table, row)) for row in rows]
        found = [self._step(step, rows) for step in ways[0].steps] + [_fact(one, rows) for one in ways[0].facts]
        if len(found) == 1:
            return found[0]
        return [",".join(filter(None, texts)) for texts in zip(*found, strict=True)]

    def _step(self, step: Step, rows: Sequence[int]) -> list[str]:
        """What a step sees from each of some rows."""
        if step.route is None:
            return self._texts(step.table, step.columns, rows)
        reached = list(map(step.route, rows))
        known = self._known.setdefault((step.table, step.columns), {})
        new = list({at for some in reached for at in some if at not in known})
        known.update(zip(new, self._texts(step.table, step.columns, new), strict=True))
        return [known[some[0]] if len(some) == 1 else ",".join(map(known.__getitem__, some)) for some in reached]

    def _whole(self, evidence: Evidence) -> str:
        rows = [self._texts(seen.table, seen.columns, [seen.row])[0] for seen in evidence.rows]
        return ",".join([*rows, *(_of_fact(one.title, one.value) for one in evidence.facts)])

    def _texts(self, table: TableOfYear, columns: Columns, rows: Sequence[int | None]) -> list[str]:
        """The cells of some rows in some columns, a text for each row."""
        kept, starts = self._witness.kept[table], self._starts.setdefault(table, {})
        for row in rows:
            if row not in starts:
                starts[row] = _start(table, row, None if row is None else kept.lines.get(row))
        blank: Sequence[str | None] = [None] * len(kept.columns)
        cells = [blank if row is None else kept.rows[row] for row in rows]
        begun = list(map(starts.__getitem__, rows))
        found = []
        for name in columns:
            at = kept.place[name]
            values = ["null" if (value := row[at]) is None else quoted(value) for row in cells]
            found.append([f'{start}{name}","value":{value}}}' for start, value in zip(begun, values, strict=True)])
        return found[0] if len(found) == 1 else list(map(",".join, zip(*found, strict=True)))


def _fact(step: FactStep, rows: Sequence[int]) -> list[str]:
    """A fact of each of some rows; few values differ."""
    if step.route:
        return [_of_fact(*seen) if (seen := step.seen(row)) else "" for row in rows]
    values = list(map(step.values.__getitem__, rows))
    texts = {value: _of_fact(step.title, in_words(value)) for value in set(values)}
    return list(map(texts.__getitem__, values))


def _of_fact(title: str, value: str | None) -> str:
    return f'{_start(FACTS, None, None)}{quoted(title)[1:-1]}","value":{"null" if value is None else quoted(value)}}}'


def _start(table: TableOfYear, row: int | None, line: int | None) -> str:
    """What goes before a column's name; a name of the model has nothing that JSON writes otherwise."""
    where = f'"row":{"null" if row is None else row},"line":{"null" if line is None else line}'
    return f'{{"table":"{table.name}","years_back":{table.years_back},{where},"column":"'

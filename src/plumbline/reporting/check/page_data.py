"""What the report page's script pages through: findings, evidence and records, each written once and named by number.

Findings stand in groups, a group for the findings of a rule in a table, each with the rows and, for what the rule looked at
besides, as many values as there are rows: a column costs little where a list for each finding costs much.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

from plumbline.checking.evidence import Evidence, KeptTable
from plumbline.checking.facts_seen import in_words
from plumbline.checking.result import Result, RuleWords
from plumbline.checking.seeing import FactStep, Step
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear

_Value = TypeVar("_Value")
#: The number of a row or a fact that is not there.
_NONE = -1
#: How the years of a child's record are called.
_YEARS = ("this year", "last year")
#: What is kept of Ofsted's list beside the return: its name and its title.
_PROVIDERS = ("Ofsted's list", "Ofsted's list")

#: The rows that one look of a group led to: nothing for the rows at fault themselves, else for each a row or several.
_Led = list[int | list[int]] | None


class Numbered(Generic[_Value]):
    """Values in the order in which they were first met, each with its number."""

    def __init__(self, values: Collection[_Value] = ()):
        self._numbers = {value: at for at, value in enumerate(values)}

    def number(self, value: _Value) -> int:
        """The value's number, a new one if it was not met before."""
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[_Value]:
        return iter(self._numbers)


class PageData:
    """Builds the page's data, group by group."""

    def __init__(self, result: Result, codes: Sequence[str], new: Collection[str]):
        self._result, self._new = result, new
        self._rules = Numbered(codes)
        self._tables = Numbered(sorted(result.kept, key=_as_in_the_guide))
        self._looks: Numbered[tuple[str, tuple[str, ...]]] = Numbered()
        self._facts: Numbered[str | None] = Numbered()

    def document(self) -> dict[str, Any]:
        """Rules, tables with their rows, and findings in groups; ``accepted``, ``new`` and ``later``, what is
        not due yet, name findings in their order."""
        findings, accepted = self._result.findings, self._result.accepted
        return {
            "groups": list(self._groups()),
            "accepted": {at: accepted[one.key] for at, one in enumerate(findings) if one.key in accepted},
            "new": [at for at, one in enumerate(findings) if one.key in self._new],
            "later": [at for at, one in enumerate(findings) if one.key in self._result.not_due],
            "rules": [_rule(self._result.rules[code]) for code in self._rules],
            "looks": list(self._looks),
            "facts": list(self._facts),
            "tables": [_table(table, self._result.kept.get(table)) for table in self._tables],
        }

    def _groups(self) -> Iterator[dict[str, Any]]:
        """The findings in the result's order; where several parts of a rule found them, each in a group of its own."""
        witness = self._result.witness
        for (code, table), found in groupby(self._result.findings, key=itemgetter(0, 1)):
            rows = [one.row for one in found]
            ways = witness.ways(code, table)
            if len(ways) == 1:
                looks = [self._look(step, rows) for step in ways[0].steps]
                yield self._group(code, table, rows, looks, [self._fact(fact, rows) for fact in ways[0].facts])
            else:
                for row in rows:
                    yield self._group(code, table, [row], *self._alone(witness.evidence(code, table, row)))

    def _group(
        self, code: str, table: TableOfYear, rows: list[int], looks: list[Any], facts: list[Any]
    ) -> dict[str, Any]:
        where = {"rule": self._rules.number(code), "table": self._tables.number(table), "rows": rows}
        return where | {"looks": looks, "facts": facts}

    def _look(self, step: Step, rows: Sequence[int]) -> tuple[int, int, _Led]:
        """Where a step leads from each of some rows: the table, what is looked at, and the rows there."""
        led: _Led = None
        if step.route:
            reached = [[_NONE if at is None else at for at in step.route(row)] for row in rows]
            led = [some[0] if len(some) == 1 else some for some in reached]
        return self._tables.number(step.table), self._looks.number((step.role, step.columns)), led

    def _fact(self, step: FactStep, rows: Sequence[int]) -> tuple[int, list[int]]:
        """A fact of each of some rows: its title, and the values; few values differ."""
        title = self._facts.number(step.title)
        if step.gaps:
            seen = map(step.seen, rows)
            return title, [_NONE if one is None else self._facts.number(one.value) for one in seen]
        values = list(map(step.values.__getitem__, rows))
        known = {value: self._facts.number(in_words(value)) for value in set(values)}
        return title, list(map(known.__getitem__, values))

    def _alone(self, evidence: Evidence) -> tuple[list[Any], list[Any]]:
        """The looks and facts of one finding."""
        looks = [
            (self._tables.number(table), self._looks.number((role, columns)), [_NONE if row is None else row])
            for table, row, columns, role in evidence.rows
        ]
        return looks, [(self._facts.number(one.title), [self._facts.number(one.value)]) for one in evidence.facts]


def _as_in_the_guide(table: TableOfYear) -> tuple[int, int]:
    """The place of a table: this year's first, in the guide's order; what is no table of the return last."""
    names = list(ssda903().tables)
    return table.years_back, names.index(table.name) if table.name in names else len(names)


def _rule(rule: RuleWords) -> dict[str, Any]:
    return {
        "code": rule.code, "title": rule.name, "fields": rule.fields, "severity": rule.severity, "owner": rule.owner,
    }  # fmt: skip


def _table(table: TableOfYear, kept: KeptTable | None) -> dict[str, Any]:
    """A table with what people call it; one of which no row is kept has none."""
    declared = ssda903().tables.get(table.name)
    name, title = (table.name, f"{declared.title} ({table.name})") if declared else _PROVIDERS
    about = {"name": name, "title": title, "year": _YEARS[table.years_back] if declared else ""}
    if kept is None:
        return about | {"file": "", "columns": [], "heads": [], "rows": {}, "lines": {}}
    heads = list(map(kept.head, kept.columns))
    return about | {"file": kept.file, "columns": kept.columns, "heads": heads, "rows": kept.rows, "lines": kept.lines}

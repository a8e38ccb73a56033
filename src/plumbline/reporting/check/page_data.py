"""What the report page's script pages through: findings, evidence and records, each written once and named by number."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Generic, TypeVar

from plumbline.checking.evidence import Evidence, KeptTable
from plumbline.checking.result import Finding, Result, RuleWords
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear

_Value = TypeVar("_Value")
#: The number of a row that is not there.
_NO_ROW = -1
#: How the years of a child's record are called.
_YEARS = ("this year", "last year")
#: What is kept of Ofsted's list beside the return: its name and its title.
_PROVIDERS = ("Ofsted's list", "Ofsted's list")


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
    """Builds the page's data, finding by finding."""

    def __init__(self, result: Result, codes: Sequence[str], new: Collection[str]):
        self._result, self._new = result, new
        self._rules = Numbered(codes)
        self._tables = Numbered(sorted(result.kept, key=_as_in_the_guide))
        self._children = Numbered(children_worst_first(result.findings))
        self._columns: Numbered[tuple[str, ...]] = Numbered()
        self._facts: Numbered[str | None] = Numbered()

    def document(self) -> dict[str, Any]:
        """Rules, tables with their rows, children, and findings that name them by number."""
        findings = [self._finding(one) for one in self._result.findings]
        return {
            "rules": [_rule(self._result.rules[code]) for code in self._rules],
            "children": list(self._children),
            "findings": findings,
            "columns": list(self._columns),
            "facts": list(self._facts),
            "tables": [_table(table, self._result.kept.get(table)) for table in self._tables],
        }

    def _finding(self, one: Finding) -> list[Any]:
        """Rule, table, row, line, child, reason it was accepted, whether it is new, rows seen and facts seen."""
        where = [self._rules.number(one.code), self._tables.number(one.table), one.row, one.line]
        accepted = self._result.accepted.get(one.key, 0)
        who = [self._children.number(one.child), accepted, int(one.key in self._new)]
        return [*where, *who, *self._seen(self._result.seen(one))]

    def _seen(self, seen: Evidence) -> tuple[list[int], list[int]]:
        rows = [
            number
            for table, row, columns, _role in seen.rows
            for number in (
                self._tables.number(table),
                _NO_ROW if row is None else row,
                self._columns.number(columns),
            )
        ]
        facts = [self._facts.number(text) for one in seen.facts for text in (one.title, one.value)]
        return rows, facts


def children_worst_first(findings: Sequence[Finding]) -> list[str]:
    """The children with findings, most findings first, then by identifier: a place in it names a child on the page alone."""
    counted: dict[str, int] = {}
    for one in findings:
        counted[one.child] = counted.get(one.child, 0) + 1
    return sorted(counted, key=lambda child: (-counted[child], child))


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
        return about | {"file": "", "columns": [], "rows": {}, "lines": {}}
    return about | {"file": kept.file, "columns": kept.columns, "rows": kept.rows, "lines": kept.lines}

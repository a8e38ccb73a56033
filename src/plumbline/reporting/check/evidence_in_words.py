"""What a finding is about beside its blamed fields, in one line."""

from collections.abc import Iterable

from plumbline.checking.evidence import FactSeen, RowSeen, named
from plumbline.checking.result import Finding, Result


class EvidenceInWords:
    """Words for evidence; those of a row or a fact that many findings look at are made once."""

    def __init__(self, result: Result):
        self._result = result
        self._known: dict[RowSeen | FactSeen, str] = {}

    def of(self, finding: Finding) -> str:
        """Other fields of the finding's row, then other rows, then facts: ``header, line 9: SEX M; in the header: yes``."""
        rows, facts = self._result.seen(finding)
        others = [one for one in rows if (one.table, one.row) != (finding.table, finding.row)]
        found: list[RowSeen | FactSeen] = [*others, *facts]
        return "; ".join([*self._more(finding, rows), *(self._known.get(one) or self._told(one) for one in found)])

    def _more(self, finding: Finding, rows: Iterable[RowSeen]) -> list[str]:
        """The fields of the finding's own row that its rule looked at and does not blame."""
        blamed = {name for name, _ in self._result.blamed(finding.code, finding.table)}
        cells = [
            cell
            for one in rows
            if (one.table, one.row) == (finding.table, finding.row) and len(one.columns) > len(blamed)
            for cell in self._result.cells(one)
        ]
        return [_value(cell.column, cell.value) for cell in cells if cell.column not in blamed]

    def _told(self, seen: RowSeen | FactSeen) -> str:
        words = _fact(seen) if isinstance(seen, FactSeen) else self._row(seen)
        return self._known.setdefault(seen, words)

    def _row(self, seen: RowSeen) -> str:
        name = seen.role or named(seen.table)
        if seen.row is None:
            return f"no {name}" if seen.role else f"{name}: no row"
        line = self._result.kept[seen.table].lines.get(seen.row)
        values = ", ".join(_value(cell.column, cell.value, sign=" ") for cell in self._result.cells(seen))
        return f"{name}{'' if line is None else f', line {line}'}: {values}"


def _value(name: str, value: str | None, sign: str = ": ") -> str:
    return f"{name}{sign}{value or '(blank)'}"


def _fact(fact: FactSeen) -> str:
    return f"{fact.title}: {fact.value or 'not known'}"

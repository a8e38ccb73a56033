"""To whom a finding belongs: the value of a field for its row, such as the social worker, or a team by child."""

from dataclasses import dataclass, field
from pathlib import Path

from plumbline.checking.context import ReturnRows, Row
from plumbline.checking.result import Finding, Result
from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear
from plumbline.reading.lists import read_list

#: What ``SplitBy.by`` says of a list of teams, whatever its file is called.
TEAMS = "teams"


@dataclass(frozen=True)
class SplitBy:
    """How findings are shared out: by a field of the model, or by teams of children."""

    by: str
    teams: dict[str, str] = field(default_factory=dict)

    def of(self, result: Result, finding: Finding) -> str:
        """Whose the finding is; empty where that isn't recorded."""
        if self.by == TEAMS:
            return self.teams.get(finding.child, "")
        around = _around(result)
        own = around.tables[finding.table][finding.row]
        if self.by in own:
            return self._text(own)
        return self._text(around.beside(finding.table, finding.row, self._home(around)))

    def of_child(self, result: Result, child: str) -> str:
        """Whose the child is now; empty where that isn't recorded."""
        if self.by == TEAMS:
            return self.teams.get(child, "")
        around = _around(result)
        return self._text(around.latest(child, self._home(around)))

    def _home(self, around: ReturnRows) -> str:
        """The table that a field is looked up in: the first loaded that has it."""
        having = [name for name, table in ssda903().tables.items() if any(one.name == self.by for one in table.fields)]
        for name in having:
            if TableOfYear(name) in around.tables:
                return name
        raise BadInput(f"Work lists by {self.by}: it is a field of {' or '.join(having)}, which was not given.")

    def _text(self, row: Row | None) -> str:
        if row is None:
            return ""
        found = row.get(f"text_{self.by}", row.get(self.by))
        return found if isinstance(found, str) else ""


def split_by(asked: str) -> SplitBy:
    """The meaning of what a person asked for: a field's name in any case, or the path of a CSV file of teams."""
    known = {one.name for table in ssda903().tables.values() for one in table.fields}
    if asked.strip().upper() in known:
        return SplitBy(asked.strip().upper())
    path = Path(asked)
    if not path.is_file():
        raise BadInput(
            f"--split-by {asked}: there is no such field in the model and no such file. Give a field such as SW_ID or "
            "URN, or a CSV file with the columns child and team."
        )
    return SplitBy(TEAMS, read_teams(path))


def read_teams(path: Path) -> dict[str, str]:
    """Teams by child from a CSV file with the columns child and team; a child in two teams is BadInput."""
    found: dict[str, str] = {}
    for line, cells in read_list(path.read_bytes(), path.name, ("child", "team")):
        child, team = cells["child"], cells["team"]
        if child and found.setdefault(child.upper(), team) != team:
            raise BadInput(f"{path.name}: line {line} gives a child a second team. Keep one line a child.")
    return found


def _around(result: Result) -> ReturnRows:
    if result.context is None:
        raise ValueError("The check was not asked for the rows around its findings.")
    return result.context

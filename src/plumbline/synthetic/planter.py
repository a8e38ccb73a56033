"""What a recipe for an error is: which rows can take it, and which cells or rows are changed so that a rule must report it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from plumbline.synthetic.returns import Row, text
from plumbline.synthetic.scene import Scene

Value = str | Callable[[Scene], str | date]
#: Tables that the XML form has no place for.
_NOT_IN_XML = ("sw_episodes", "dolo", "dolo_last")


@dataclass(frozen=True)
class Planter:
    """How one rule's error is planted.

    ``table`` is the table in which the rule must report a row, one that ``when`` accepts. ``changes`` are the cells that
    are given a value: ``FIELD`` of that row, ``previous.FIELD`` or ``next.FIELD`` of a neighbour, ``table.FIELD`` of the
    child's first row of another table. A value that is the present one makes the recipe unfit. ``adds`` is a table and
    what its new row says besides CHILD and DOB; ``copies`` repeats the row; ``removes`` is a table that the child vanishes
    from. With ``reports_added`` it is the new row that is reported. ``rule`` is empty for what reading mends by itself.
    """

    rule: str
    kind: str
    table: str
    changes: Mapping[str, Value] = field(default_factory=dict)
    when: Callable[[Scene], object] = lambda scene: True
    adds: tuple[str, Mapping[str, Value]] | None = None
    copies: bool = False
    removes: str = ""
    reports_added: bool = False
    since: int = 0
    until: int = 9999

    @property
    def in_xml(self) -> bool:
        """Whether the XML form can carry the error: there a child has one header, which its other tables draw on."""
        if self.copies or self.removes == "header" or self.table in _NOT_IN_XML:
            return False
        for path in self.changes:
            where, _, name = path.rpartition(".")
            if name in ("CHILD", "DOB") or (self.table == "uasc" and name == "SEX") or where in _NOT_IN_XML:
                return False
        return True

    def cells(self, scene: Scene) -> list[tuple[str, Row, str, str]] | None:
        """The cells to change (table, row, field, new value); None when the row can't take the error."""
        found = []
        for path, value in self.changes.items():
            where, _, name = path.rpartition(".")
            step = {"": 0, "previous": -1, "next": 1}.get(where)
            row = scene.first(where) if step is None else scene.row if step == 0 else scene.neighbour(step)
            new = written(value, scene)
            if not row or new == row.get(name, ""):
                return None
            found.append((where if step is None else self.table, row, name, new))
        return found

    def new_row(self, scene: Scene) -> tuple[str, Row] | None:
        """The table and the row to add, if the recipe adds one."""
        if self.copies:
            return self.table, dict(scene.row)
        if self.adds is None:
            return None
        name, values = self.adds
        own = {"CHILD": scene["CHILD"], "DOB": scene.header.get("DOB", "")}
        return name, own | {key: written(value, scene) for key, value in values.items()}


def written(value: Value, scene: Scene) -> str:
    """A recipe's value as text."""
    found = value if isinstance(value, str) else value(scene)
    return text(found) if isinstance(found, date) else found

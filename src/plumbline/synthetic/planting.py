"""Errors planted on request, one to a child."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plumbline.synthetic.planter import Planter
from plumbline.synthetic.returns import Row
from plumbline.synthetic.scene import Batch, Scene


@dataclass(frozen=True)
class Change:
    """A cell changed, or a row added or removed (``field`` is then empty)."""

    action: str
    table: str
    row: Row
    field: str = ""
    original: str = ""
    planted: str = ""


@dataclass(frozen=True)
class Error:
    """One planted error: what was changed, and the row that the rule must report."""

    number: int
    planter: Planter
    changes: list[Change]
    table: str
    row: Row


class Planting:
    """Plants over batch after batch, each time what has been planted least so far."""

    def __init__(self, planters: Sequence[Planter], year: int, *, xml: bool = False):
        self.planters = [p for p in planters if p.since <= year <= p.until and (p.in_xml or not xml)]
        self._times = [0] * len(self.planters)

    def plant(self, batch: Batch, rate: float) -> list[Error]:
        """Plants errors in a share ``rate`` of a batch's children in this year's return; returns what was planted."""
        wanted = round(len(batch.now["header"]) * rate)
        places = {at: _places(batch, planter) for at, planter in enumerate(self.planters)}
        errors: list[Error] = []
        while len(errors) < wanted and places:
            at = min(places, key=lambda n: (self._times[n], n))
            error = next((e for scene in places[at] if (e := self._error(at, scene))), None)
            if error:
                self._times[at] += 1
                errors.append(error)
            else:
                del places[at]
        return errors

    def _error(self, at: int, scene: Scene) -> Error | None:
        planter, child = self.planters[at], scene["CHILD"]
        if child in scene.batch.used or not planter.when(scene):
            return None
        cells = planter.cells(scene)
        if cells is None:
            return None
        scene.batch.used.add(child)
        changes = [Change("changed", table, row, key, row.get(key, ""), new) for table, row, key, new in cells]
        found = planter.table, scene.row
        if new := planter.new_row(scene):
            changes.append(Change("added", *new))
            found = new if planter.reports_added else found
        changes += [Change("removed", planter.removes, row) for row in scene.rows.get(planter.removes, ())]
        for change in changes:
            _apply(change, scene.batch)
        return Error(sum(self._times) + 1, planter, changes, *found)


def _apply(change: Change, batch: Batch) -> None:
    if change.action == "changed":
        change.row[change.field] = change.planted
    elif change.action == "added":
        batch.now[change.table].append(change.row)
    else:
        batch.now[change.table] = [row for row in batch.now[change.table] if row is not change.row]


def _places(batch: Batch, planter: Planter) -> Iterator[Scene]:
    for child in batch.children:
        if child not in batch.used:
            for row in batch.rows(child).get(planter.table, ()):
                yield Scene(batch, planter.table, row)

"""A load that looks cut short: a system that empties its tables and fills them again was read in the wrong minute."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plumbline.dataset.loads import Load
from plumbline.faults import BadInput
from plumbline.wording import counted

#: A table is cut short that lost more than this share of its rows and more than so many (core_tables.md, section 3).
_SHARE, _ROWS = 0.2, 20


class Loss(NamedTuple):
    """A table that has fewer rows than in the load before, or none. ``refused``: so many fewer that the load is refused."""

    table: str
    before: int
    now: int
    refused: bool

    @property
    def words(self) -> str:
        """What is missing, in a sentence."""
        if not self.now:
            return f"{self.table} had {counted(self.before, 'row')} and has none."
        return f"{self.table} had {counted(self.before, 'row')} and has {self.now:,}."


def losses(before: Load, rows: Mapping[str, int]) -> Iterator[Loss]:
    """The tables that lost more than a fifth of their rows since the load before; those that had none have nothing to lose."""
    for name, kept in before.tables.items():
        now = rows.get(name, 0)
        if kept.rows and (not now or kept.rows - now > _SHARE * kept.rows):
            yield Loss(name, kept.rows, now, refused=not now or kept.rows - now > _ROWS)


def refuse_if_cut_short(before: Load, found: Iterable[Loss]) -> None:
    """BadInput that names every table that is cut short."""
    if short := [loss for loss in found if loss.refused]:
        raise BadInput(
            f"This load looks cut short beside the one as at {before.as_at:%d/%m/%Y} (load {before.number}): "
            f"{' '.join(loss.words for loss in short)} Nothing was loaded. Make the extract again; if the rows are really gone, "
            "load with --accept-loss."
        )

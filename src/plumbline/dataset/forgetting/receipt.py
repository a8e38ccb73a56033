"""What is kept and said of a forget: that it was done, and not of whom."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

RECEIPTS = "forgotten/receipts"
#: Where Plumbline can't look, in the words that people read.
NOT_REACHED = (
    "backups of the data set and of the case system",
    "what was published under an agreement, and copies that others took",
    "reports, work lists, repaired files and sites already written",
    "core tables already exported, and notebooks that hold them",
    "the files that were loaded, and the case system itself",
    "the row of a mother in a return, which gives her baby's date of birth but not its number",
)


@dataclass(frozen=True)
class Receipt:
    """One forget. ``why`` is what was asked: a child by number, or children of whom nothing happened for some years.

    ``rows`` went from ``files`` Parquet files, to which ``loads`` refer; ``accepted`` lines from files of accepted findings.
    ``remembered``: by keyed hash, so that a later load leaves them out. ``left_behind`` are folders of loads that were stopped.
    """

    at: datetime
    why: str
    children: int
    loads: int
    files: int
    rows: int
    accepted: int
    remembered: bool
    left_behind: int
    not_reached: tuple[str, ...] = NOT_REACHED

    def as_json(self) -> str:
        """The text of its file."""
        return json.dumps(asdict(self) | {"at": self.at.isoformat(timespec="seconds")}, indent=1) + "\n"


def next_receipt(data_set: Path) -> str:
    """The name of the next receipt's file in a data set."""
    folder = data_set / RECEIPTS
    numbers = [int(one.stem) for one in folder.glob("*.json") if one.stem.isdigit()] if folder.is_dir() else []
    return f"{RECEIPTS}/{max(numbers, default=0) + 1:04d}.json"

"""accepted.csv: findings that an analyst has marked as right, with the reason, by the finding's key."""

import csv
from pathlib import Path

from plumbline.reading.returns import BadInput

COLUMNS = ("key", "code", "child", "reason")


def read_accepted(path: Path) -> dict[str, str]:
    """Reasons by finding key; only rows with a reason count. A file without the columns is BadInput."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"key", "reason"} <= set(reader.fieldnames or ()):
                raise BadInput(f"{path.name}: the first row must name the columns {', '.join(COLUMNS)}.")
            return {row["key"].removeprefix("'"): row["reason"] for row in reader if row["key"] and row["reason"]}
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path.name}: the file of accepted findings can't be read; is it a UTF-8 CSV?") from problem

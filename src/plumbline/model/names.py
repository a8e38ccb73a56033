"""What one row of each table is called in a rule."""

from plumbline.model import ssda903
from plumbline.model.years import TableOfYear

ROW_NAMES = {name: name for name in ssda903().tables} | {
    "episodes": "episode",
    "reviews": "review",
    "sw_episodes": "sw_episode",
}

#: The table a row belongs to, last year's rows included; a period of care is of no table of the return.
TABLE_OF_ROW = (
    {row: TableOfYear(table) for table, row in ROW_NAMES.items()}
    | {f"{row}_last": TableOfYear(table, 1) for table, row in ROW_NAMES.items()}
    | {"period": TableOfYear("period")}
)

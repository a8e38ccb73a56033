"""What one row of each table is called in a rule."""

from plumbline.model import ssda903

ROW_NAMES = {name: name for name in ssda903().tables} | {
    "episodes": "episode",
    "reviews": "review",
    "sw_episodes": "sw_episode",
}

#: The table a row belongs to, last year's rows included; a period of care is made of episodes.
TABLE_OF_ROW = (
    {row: table for table, row in ROW_NAMES.items()}
    | {f"{row}_last": f"{table}_last" for table, row in ROW_NAMES.items()}
    | {"period": "period"}
)

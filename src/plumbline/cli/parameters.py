"""What people give on the command line: years, days and lists, in the forms in which they write them."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from plumbline.dataset.days import day_in
from plumbline.faults import BadInput
from plumbline.rules.years import collection_year

PATH = click.Path(path_type=Path)


class _Year(click.ParamType[int]):
    """A collection year of the rulebook: 2026 or 2025/26; 0, as a default, is none."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year as a number; refused in words where it is none or the rulebook doesn't have it."""
        if value == 0:
            return 0
        try:
            return collection_year(str(value))
        except BadInput as problem:
            self.fail(str(problem), param, ctx)


class _Day(click.ParamType[date]):
    """A day: 31/03/2026 or 2026-03-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; refused in words where it is none. A date of plumbline.toml is one already."""
        day = value if isinstance(value, date) else day_in(str(value))
        return day or self.fail(f"'{value}' is not a day: write it as 31/03/2026 or 2026-03-31.", param, ctx)


class _Words(click.ParamType[tuple[str, ...]]):
    """Words with commas between them; in plumbline.toml a list is one as well."""

    name = "list"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words without the spaces around them."""
        parts = str(value).split(",") if isinstance(value, str) else value
        return tuple(word for part in parts if (word := str(part).strip()))


YEAR, DAY, WORDS = _Year(), _Day(), _Words()

last_year = click.option(
    "--last-year", type=PATH, multiple=True, help="Last year's return; may be given more than once."
)
earlier = click.option(
    "--earlier", type=PATH, multiple=True, help="The return of the year before last, then those before it."
)
year_or_found = click.option(
    "--year", type=YEAR, default=0, help="Collection year: 2026, or 2025/26. Else found from the data."
)
authority = click.option(
    "--authority", default="", help="The council: its name, ONS code (E08000003) or DfE number (352)."
)
providers = click.option("--providers", type=PATH, multiple=True, help="Ofsted's provider workbook, or both of them.")
dataset = click.option("--dataset", type=PATH, help="The data set's folder; or name it in plumbline.toml.")
as_at = click.option("--as-at", type=DAY, help="As was known on this day; else on the latest that a load speaks for.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of a summary.")

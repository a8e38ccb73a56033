"""The commands that keep the year-round data set, and look at it."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from plumbline.cli.parameters import DAY, PATH, WORDS, YEAR, as_at, as_json, authority, dataset


@click.command(short_help="Load a return or an extract into the data set.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@dataset
@authority
@click.option(
    "--as-at", type=DAY, help="The day that it speaks for; else a return's last day, or today if that is earlier."
)
@click.option(
    "--year", type=YEAR, default=0, help="The return's collection year: 2026, or 2025/26. Else found from the data."
)
@click.option("--accept-loss", is_flag=True, help="Load it though rows are gone that were there before.")
@as_json
def load(**given: Any) -> None:
    """Load a return, or an extract of the Standard Safeguarding Dataset, into the data set.

    SOURCE is a file or a folder, of one year or several, or a database: postgresql://server/database. Loading the same again adds
    nothing. What looks cut short is refused.
    """
    from plumbline.cli.loading import LoadOptions, run_load

    sys.exit(run_load(LoadOptions(**given)))


@click.command(short_help="List what is loaded.")
@dataset
@authority
@as_json
def loads(dataset: Path | None, authority: str, as_json: bool) -> None:
    """List the loads of the data set: what each speaks for, from when, with how many rows, and what was new in it."""
    from plumbline.cli.loading import run_loads

    sys.exit(run_loads(dataset, authority, as_json))


@click.command(short_help="See what changed since a day.")
@dataset
@authority
@click.option("--since", type=DAY, required=True, help="The day to compare with.")
@as_at
@click.option("--child", default="", help="Only this child's rows, one by one.")
@click.option("--table", "tables", type=WORDS, default=(), help="Only these core tables; commas between.")
@as_json
def changes(**given: Any) -> None:
    """What changed in the data set since a day: rows added, changed, ended, reopened, withdrawn, left, back, unconfirmed."""
    from plumbline.cli.looking_back import ChangesOptions, run_changes

    sys.exit(run_changes(ChangesOptions(**given)))


@click.group(short_help="List the core tables, or write them for Excel and Power BI.")
def core() -> None:
    """The core tables: the same few for every council, whatever they are from."""


@core.command("list")
@dataset
@authority
@as_at
@as_json
def list_core(dataset: Path | None, authority: str, as_at: date | None, as_json: bool) -> None:
    """List the core tables, with their rows where a data set is given."""
    from plumbline.cli.tables import run_list

    sys.exit(run_list(dataset, authority, as_at, as_json))


@core.command("export", short_help="Write core tables as CSV, Parquet or a workbook.")
@dataset
@authority
@as_at
@click.option("--tables", type=WORDS, default=(), help="Only these, commas between; else all that have rows.")
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True)
@click.option("--to", type=PATH, required=True, help="Folder to write to.")
@as_json
def export_core(**given: Any) -> None:
    """Write core tables to files that Excel and Power BI open, with a description of every column (Frictionless)."""
    from plumbline.cli.tables import ExportOptions, run_export

    sys.exit(run_export(ExportOptions(**given)))

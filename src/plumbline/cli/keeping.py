"""The commands that keep the year-round data set, and look at it."""

import sys
from pathlib import Path
from typing import Any

import click

from plumbline.cli.parameters import DAY, PATH, WORDS, YEAR, as_at, as_json, authority, dataset, providers


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
@click.option("--values", type=PATH, help="What the council's words mean; else values.toml in the data set's folder.")
@click.option("--accept-loss", is_flag=True, help="Load it though rows are gone that were there before.")
@click.option("--accept-forgotten", is_flag=True, help="Load forgotten children again, from now on.")
@as_json
def load(**given: Any) -> None:
    """Load a return, or an extract of the Standard Safeguarding Dataset, into the data set.

    SOURCE is a file or a folder, of one year or several, or a database: postgresql://server/database, mssql://server/database. CSVs of
    the council's own are loaded too: fees, vacancies, requests, answers, questions. Loading the same again adds nothing. What looks cut
    short is refused.
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


@click.command(short_help="See how fresh the data is: the weekly ten minutes.")
@dataset
@authority
@as_at
@providers
@click.option("--accepted", type=PATH, help="accepted.csv of findings that are right as they are.")
@click.option("--out", type=PATH, help="Folder for the page, weekly.html.")
@as_json
def freshness(**given: Any) -> None:
    """How fresh each table is, what is late, errors now and not due yet, and what changed since the load before."""
    from plumbline.cli.freshness import FreshnessOptions, run_freshness

    sys.exit(run_freshness(FreshnessOptions(**given, labels=click.get_current_context().obj)))

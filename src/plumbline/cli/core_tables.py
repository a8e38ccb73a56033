"""The commands on core tables."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from plumbline.cli.parameters import PATH, WORDS, as_at, as_json, authority, dataset


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


@core.command("differing", short_help="Where returns and the SSD say different things.")
@dataset
@authority
@as_at
@as_json
def differing_core(dataset: Path | None, authority: str, as_at: date | None, as_json: bool) -> None:
    """Count, column by column, the rows of which a return and the SSD say different things: one of the two is wrong."""
    from plumbline.cli.tables import run_differing

    sys.exit(run_differing(dataset, authority, as_at, as_json))

"""The commands and their options. What they need is imported when they run, so that each starts fast."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from plumbline.checking.labels import labels_from, read_settings
from plumbline.cli.core_tables import core
from plumbline.cli.defaults import defaults_from
from plumbline.cli.dropping import forget, thin
from plumbline.cli.groups import ByPurpose
from plumbline.cli.keeping import changes, freshness, load, loads
from plumbline.cli.parameters import (
    DAY,
    PATH,
    WORDS,
    YEAR,
    as_at,
    authority,
    dataset,
    earlier,
    last_year,
    providers,
    year_or_found,
)
from plumbline.cli.sharing import compare, network, profile, sample_network, solution
from plumbline.wording import counted

_FORMATS = "html,xlsx,csv,json,accepted"


#: The commands by what people want of them.
_PURPOSES = {
    "Find errors and put them right": ("check", "why", "repair", "convert", "web"),
    "Keep the data all year round": ("load", "loads", "changes", "freshness", "core", "forget", "thin"),
    "Compare with other councils": ("profile", "network", "compare", "solution"),
    "Try it on made-up data": ("demo", "sample", "sample-network"),
    "Read the rules and the data model": ("rules", "model", "docs", "conform"),
}


@click.group(cls=ByPurpose, purposes=_PURPOSES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plumbline")
@click.pass_context
def app(context: click.Context) -> None:
    """Better data on children in care: check an SSDA903 return before the department does.

    To begin: plumbline check FOLDER --last-year FOLDER --authority Manchester --out report

    A file plumbline.toml in the current folder may hold the options of a command, under its name, and severities and
    owners of rules.
    """
    path = Path("plumbline.toml")
    settings = read_settings(path)
    context.default_map = defaults_from(path, settings, app)
    context.obj = labels_from(path.name, settings)


@app.command(short_help="Check a return: each error, where it is and what to do.")
@click.argument("paths", type=PATH, nargs=-1)
@last_year
@earlier
@dataset
@as_at
@year_or_found
@authority
@providers
@click.option(
    "--rules", type=WORDS, default=(), help="Check these rules only: codes; or add your own: files. Commas between."
)
@click.option("--accepted", type=PATH, help="accepted.csv of findings that are right as they are.")
@click.option("--since", type=PATH, help="findings.json of an earlier check: says what is new and what is gone.")
@click.option("--out", type=PATH, help="Folder for the report files.")
@click.option(
    "--split-by", default="", help="Work lists too: one per value of a field such as SW_ID, or a CSV child,team."
)
@click.option(
    "--carry-over", type=PATH, multiple=True, help="Earlier work lists, or a folder: what people wrote is kept."
)
@click.option("--format", "formats", type=WORDS, default=_FORMATS, show_default=True, help="Which files to write.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of a summary.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@click.option("--fail-on-errors", is_flag=True, help="Exit with 1 when there are findings.")
def check(**given: Any) -> None:
    """Check a return: every error, its row and field, what to do, and what could not be checked.

    PATHS are files, folders, zips or workbooks of this year's return.
    """
    from plumbline.cli.checking import CheckOptions, run_check

    sys.exit(run_check(CheckOptions(**given, labels=click.get_current_context().obj)))


@app.command(short_help="See where the findings of a rule concentrate.")
@click.argument("given", metavar="CODES... PATHS...", nargs=-1, required=True)
@last_year
@dataset
@as_at
@year_or_found
@authority
@providers
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--out", type=PATH, help="Write a page with charts to this .html file.")
def why(given: tuple[str, ...], **options: Any) -> None:
    """Where the findings of rules concentrate: placements, workers, months, ages and more.

    CODES are rules' codes, PATHS the files or folders of this year's return.
    """
    from plumbline.cli.explaining import WhyOptions, codes_and_paths, run_why

    codes, paths = codes_and_paths(given)
    sys.exit(run_why(WhyOptions(codes=codes, paths=paths, **options)))


@app.command(short_help="Repair, in copies, what has exactly one reading.")
@click.argument("paths", type=PATH, nargs=-1)
@click.option("--out", type=PATH, help="Folder for the repaired files and the lists; empty, or of an earlier repair.")
@last_year
@earlier
@dataset
@as_at
@year_or_found
@authority
@providers
@click.option("--preview", is_flag=True, help="Print what would change and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of a summary.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
def repair(**given: Any) -> None:
    """Repair what has exactly one reading: in copies, with a list of every change to make in the case system.

    PATHS are files, folders, zips or workbooks of this year's return; they are never changed. A repair that would
    break a rule is withdrawn.
    """
    from plumbline.cli.repairing import RepairOptions, run_repair

    sys.exit(run_repair(RepairOptions(**given)))


@app.command(short_help="Run worked cases against the rules.")
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def conform(paths: tuple[Path, ...], as_json: bool) -> None:
    """Run worked cases against the rulebook; one line per failing case and a closing count.

    PATHS are JSON case files, Markdown example pages, or folders of them.
    """
    from plumbline.cli.conforming import run_conform

    sys.exit(run_conform(paths, as_json))


@app.group(short_help="List, read, compare and export the rules.")
def rules() -> None:
    """The rulebook: list it, read a rule, compare years, export it as SQL."""


@rules.command("list")
@click.option("--year", type=YEAR, default=0, help="Only the rules in force in this collection year.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_rules(year: int, as_json: bool) -> None:
    """List the rules, one line each."""
    from plumbline.cli.rulebook import listed

    found = listed(year)
    if as_json:
        click.echo(json.dumps([entry._asdict() for entry in found], indent=1))
        return
    for entry in found:
        click.echo(f"{entry.code:<10} {entry.table:<16} {entry.title}")
    click.echo(counted(len(found), "rule"))


@rules.command("show", short_help="Read all about one rule: what, why, fix and years.")
@click.argument("code")
def show_rule(code: str) -> None:
    """Everything about one rule: what, why, fix, years and what it needs."""
    from plumbline.cli.rulebook import shown

    click.echo(shown(code))


@rules.command("diff")
@click.argument("first", type=YEAR)
@click.argument("second", type=YEAR)
def diff_years(first: int, second: int) -> None:
    """What changed in the rulebook between two collection years."""
    from plumbline.cli.rulebook import difference

    click.echo(difference(first, second))


@rules.command("export", short_help="Print the SQL of a year's rules.")
@click.option("--year", type=YEAR, default=2026, show_default=True, help="Collection year.")
@click.option("--dialect", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
def export_rules(year: int, dialect: str) -> None:
    """Print the SQL of a year's rulebook: the tables to build, then the queries."""
    from plumbline.cli.rulebook import exported

    click.echo(exported(year, dialect))


@app.command(short_help="Make up a council's return.")
@click.option("--out", type=PATH, required=True, help="Folder to write to.")
@click.option("--authority", default="E08000003", show_default=True, help="The council: its name or code.")
@click.option(
    "--children", type=click.IntRange(min=1), default=500, show_default=True, help="How many lives to simulate."
)
@click.option("--year", type=YEAR, default=2026, show_default=True, help="Collection year.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same council.")
@click.option(
    "--errors",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Share of children with a planted error.",
)
@click.option(
    "--xml", is_flag=True, help="Write the XML form besides the CSV files; plant only errors that it can carry."
)
@click.option("--years", type=click.IntRange(min=1), help="So many returns instead, the last that of --year.")
@click.option("--cut", "cuts", type=DAY, multiple=True, help="A live extract of this day instead; may be repeated.")
@click.option("--ssd", type=DAY, multiple=True, help="An SSD extract of this day instead; may be repeated.")
@click.option(
    "--case-system",
    type=click.Choice(["SystemC", "Mosaic", "Eclipse"], case_sensitive=False),
    default="SystemC",
    show_default=True,
    help="Whose script made the SSD extract: columns and forms of dates differ.",
)
@click.option("--plan", type=PATH, help="TOML file of the rates of --years, --cut and --ssd.")
def sample(**given: Any) -> None:
    """Write a made-up council's return, this year's and last year's, with a provider list.

    Of the lives simulated, about nine in ten are in this year's return.

    With --years, --cut or --ssd: the returns of one council as each was sent, in OUT/2025, OUT/2026...; the return as far
    as it was known on a day, in OUT/2025-09-30; and an extract of the Standard Safeguarding Dataset, in
    OUT/ssd-2026-06-30. Then --children is about how many are in each return, all at rates that are known:
    docs/guides/made-up-data.md.
    """
    from plumbline.cli.sampling import SampleOptions, run_sample

    sys.exit(run_sample(SampleOptions(**given)))


@app.command(short_help="See it all on a made-up council and network.")
@click.option("--out", type=PATH, default=Path("demo"), show_default=True, help="Folder for the demo.")
def demo(out: Path) -> None:
    """Check a made-up council's return, compare made-up councils, keep one's data all year; then say what to open."""
    from plumbline.cli.demo import run_demo

    sys.exit(run_demo(out))


@app.command(short_help="Turn a CSV return into XML, or XML into CSV.")
@click.argument("paths", type=PATH, nargs=-1, required=True)
@click.option("--out", type=PATH, required=True, help="Folder to write to.")
def convert(paths: tuple[Path, ...], out: Path) -> None:
    """Turn a CSV return into the XML form, or an XML return into CSV files."""
    from plumbline.cli.converting import run_convert

    sys.exit(run_convert(paths, out))


@app.group(short_help="Read the data model: tables, fields and codes.")
def model() -> None:
    """The common data model: every table, field and code."""


@model.command("dictionary")
@click.option("--out", type=PATH, required=True, help="Folder for the pages.")
def dictionary(out: Path) -> None:
    """Write the data dictionary as Markdown, a page per table."""
    from plumbline.cli.documenting import write_dictionary

    write_dictionary(out)


@model.command("datapackage", short_help="Print a return, or the core tables, as a Frictionless Data Package.")
@click.option("--year", type=YEAR, default=2026, show_default=True, help="Collection year of the return.")
@click.option("--core", is_flag=True, help="The core tables of the year-round data set instead.")
def datapackage(year: int, core: bool) -> None:
    """Print the Frictionless Data Package descriptor of a year's return, or of the core tables."""
    from plumbline.documenting.datapackage import core_descriptor, descriptor

    click.echo(json.dumps(core_descriptor() if core else descriptor(year), indent=1, ensure_ascii=False))


@app.command(short_help="Write the reference pages as Markdown.")
@click.option("--out", type=PATH, required=True, help="Folder for the pages.")
def docs(out: Path) -> None:
    """Write the generated pages of the documentation: rules, themes, years, fields, data dictionary."""
    from plumbline.cli.documenting import write_docs

    write_docs(out)


@app.command(short_help="Do the same in a browser page, nothing sent anywhere.")
@click.option("--out", type=PATH, help="Write a folder for any static host instead.")
@click.option("--single-file", "one_file", type=PATH, help="Write one .html file with everything inside instead.")
@click.option("--port", type=click.IntRange(1, 65535), default=8903, show_default=True, help="Or the next free one.")
def web(out: Path | None, one_file: Path | None, port: int) -> None:
    """Serve the browser page to this computer: the whole check in a tab, nothing sent anywhere."""
    from plumbline.cli.web import run_web

    sys.exit(run_web(out, one_file, port))


for command in (
    load,
    loads,
    changes,
    freshness,
    core,
    forget,
    thin,
    profile,
    network,
    compare,
    solution,
    sample_network,
):
    app.add_command(command)

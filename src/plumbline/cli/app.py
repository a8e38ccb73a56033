"""The commands and their options. What they need is imported when they run, so that each starts fast."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from plumbline.cli.defaults import defaults_from, labels_from, read_settings
from plumbline.cli.sharing import compare, network, profile, sample_network, solution
from plumbline.wording import counted

_PATH = click.Path(path_type=Path)
_FORMATS = "html,xlsx,csv,json,accepted"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="plumbline")
@click.pass_context
def app(context: click.Context) -> None:
    """Better data on children in care: check an SSDA903 return before the department does.

    A file plumbline.toml in the current folder may hold the options of a command, under its name, and severities and
    owners of rules.
    """
    path = Path("plumbline.toml")
    settings = read_settings(path)
    context.default_map = defaults_from(path, settings, app)
    context.obj = labels_from(path, settings)


@app.command()
@click.argument("paths", type=_PATH, nargs=-1, required=True)
@click.option("--last-year", type=_PATH, multiple=True, help="Last year's return; may be given more than once.")
@click.option("--earlier", type=_PATH, multiple=True, help="The return of the year before last, then those before it.")
@click.option("--year", type=int, default=0, help="Collection year, named by its 31 March; else found from the data.")
@click.option("--authority", default="", help="The council's ONS code, such as E08000003, or its name.")
@click.option("--providers", type=_PATH, multiple=True, help="Ofsted's provider workbook, or both of them.")
@click.option("--rules", default="", help="Check these rules only: codes; or add your own: files. Commas between.")
@click.option("--accepted", type=_PATH, help="accepted.csv of findings that are right as they are.")
@click.option("--since", type=_PATH, help="findings.json of an earlier check: says what is new and what is gone.")
@click.option("--out", type=_PATH, help="Folder for the report files.")
@click.option(
    "--split-by", default="", help="Work lists too: one per value of a field such as SW_ID, or a CSV child,team."
)
@click.option(
    "--carry-over", type=_PATH, multiple=True, help="Earlier work lists, or a folder: what people wrote is kept."
)
@click.option("--format", "formats", default=_FORMATS, show_default=True, help="Which files to write.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of a summary.")
@click.option("--quiet", is_flag=True, help="Print nothing but problems.")
@click.option("--fail-on-errors", is_flag=True, help="Exit with 1 when there are findings.")
def check(**given: Any) -> None:
    """Check a return: every error, its row and field, what to do, and what could not be checked.

    PATHS are files, folders, zips or workbooks of this year's return.
    """
    from plumbline.cli.checking import CheckOptions, run_check

    lists = {name: [part for part in given[name].split(",") if part] for name in ("rules", "formats")}
    sys.exit(run_check(CheckOptions(**given | lists, labels=click.get_current_context().obj)))


@app.command()
@click.argument("given", metavar="CODES... PATHS...", nargs=-1, required=True)
@click.option("--last-year", type=_PATH, multiple=True, help="Last year's return; may be given more than once.")
@click.option("--year", type=int, default=0, help="Collection year, named by its 31 March; else found from the data.")
@click.option("--authority", default="", help="The council's ONS code, such as E08000003, or its name.")
@click.option("--providers", type=_PATH, multiple=True, help="Ofsted's provider workbook, or both of them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--out", type=_PATH, help="Write a page with charts to this .html file.")
def why(given: tuple[str, ...], **options: Any) -> None:
    """Where the findings of rules concentrate: placements, workers, months, ages and more.

    CODES are rules' codes, PATHS the files or folders of this year's return.
    """
    from plumbline.cli.explaining import WhyOptions, codes_and_paths, run_why

    codes, paths = codes_and_paths(given)
    sys.exit(run_why(WhyOptions(codes=codes, paths=paths, **options)))


@app.command()
@click.argument("paths", type=_PATH, nargs=-1, required=True)
@click.option("--out", type=_PATH, help="Folder for the repaired files and the lists; empty, or of an earlier repair.")
@click.option("--last-year", type=_PATH, multiple=True, help="Last year's return; may be given more than once.")
@click.option("--earlier", type=_PATH, multiple=True, help="The return of the year before last, then those before it.")
@click.option("--year", type=int, default=0, help="Collection year, named by its 31 March; else found from the data.")
@click.option("--authority", default="", help="The council's ONS code, such as E08000003, or its name.")
@click.option("--providers", type=_PATH, multiple=True, help="Ofsted's provider workbook, or both of them.")
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


@app.command()
@click.argument("paths", type=_PATH, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def conform(paths: tuple[Path, ...], as_json: bool) -> None:
    """Run worked cases against the rulebook; one line per failing case and a closing count.

    PATHS are JSON case files, Markdown example pages, or folders of them.
    """
    from plumbline.cli.conforming import run_conform

    sys.exit(run_conform(paths, as_json))


@app.group()
def rules() -> None:
    """The rulebook: list it, read a rule, compare years, export it as SQL."""


@rules.command("list")
@click.option("--year", type=int, default=0, help="Only the rules in force in this collection year.")
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


@rules.command("show")
@click.argument("code")
def show_rule(code: str) -> None:
    """Everything about one rule: what, why, fix, years and what it needs."""
    from plumbline.cli.rulebook import shown

    click.echo(shown(code))


@rules.command("diff")
@click.argument("first", type=int)
@click.argument("second", type=int)
def diff_years(first: int, second: int) -> None:
    """What changed in the rulebook between two collection years."""
    from plumbline.cli.rulebook import difference

    click.echo(difference(first, second))


@rules.command("export")
@click.option("--year", type=int, default=2026, show_default=True, help="Collection year.")
@click.option("--dialect", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
def export_rules(year: int, dialect: str) -> None:
    """Print the SQL of a year's rulebook: the tables to build, then the queries."""
    from plumbline.cli.rulebook import exported

    click.echo(exported(year, dialect))


@app.command()
@click.option("--out", type=_PATH, required=True, help="Folder to write to.")
@click.option("--authority", default="E08000003", show_default=True, help="The council's ONS code or name.")
@click.option("--children", type=int, default=500, show_default=True, help="How many lives to simulate.")
@click.option("--year", type=int, default=2026, show_default=True, help="Collection year.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same council.")
@click.option("--errors", type=float, default=0.0, show_default=True, help="Share of children with a planted error.")
@click.option(
    "--xml", is_flag=True, help="Write the XML form besides the CSV files; plant only errors that it can carry."
)
def sample(out: Path, authority: str, children: int, year: int, seed: int, errors: float, xml: bool) -> None:
    """Write a made-up council's return, this year's and last year's, with a provider list.

    Of the lives simulated, about nine in ten are in this year's return.
    """
    from plumbline.cli.sampling import run_sample

    sys.exit(run_sample(out, authority, children, year, seed, errors, xml))


@app.command()
@click.option("--out", type=_PATH, default=Path("demo"), show_default=True, help="Folder for the demo.")
def demo(out: Path) -> None:
    """Make a made-up council with errors and check it; compare the councils of a made-up network; say what to open."""
    from plumbline.cli.demo import run_demo

    sys.exit(run_demo(out))


@app.command()
@click.argument("paths", type=_PATH, nargs=-1, required=True)
@click.option("--out", type=_PATH, required=True, help="Folder to write to.")
def convert(paths: tuple[Path, ...], out: Path) -> None:
    """Turn a CSV return into the XML form, or an XML return into CSV files."""
    from plumbline.cli.converting import run_convert

    sys.exit(run_convert(paths, out))


@app.group()
def model() -> None:
    """The common data model: every table, field and code."""


@model.command("dictionary")
@click.option("--out", type=_PATH, required=True, help="Folder for the pages.")
def dictionary(out: Path) -> None:
    """Write the data dictionary as Markdown, a page per table."""
    from plumbline.cli.documenting import write_dictionary

    write_dictionary(out)


@model.command("datapackage")
@click.option("--year", type=int, default=2026, show_default=True, help="Collection year.")
def datapackage(year: int) -> None:
    """Print the Frictionless Data Package descriptor of a year's return."""
    from plumbline.documenting.datapackage import descriptor

    click.echo(json.dumps(descriptor(year), indent=1, ensure_ascii=False))


@app.command()
@click.option("--out", type=_PATH, required=True, help="Folder for the pages.")
def docs(out: Path) -> None:
    """Write the generated pages of the documentation: rules, themes, years, fields, data dictionary."""
    from plumbline.cli.documenting import write_docs

    write_docs(out)


@app.command()
@click.option("--out", type=_PATH, help="Write a folder for any static host instead.")
@click.option("--single-file", "one_file", type=_PATH, help="Write one .html file with everything inside instead.")
@click.option("--port", type=click.IntRange(1, 65535), default=8903, show_default=True, help="Or the next free one.")
def web(out: Path | None, one_file: Path | None, port: int) -> None:
    """Serve the browser page to this computer: the whole check in a tab, nothing sent anywhere."""
    from plumbline.cli.web import run_web

    sys.exit(run_web(out, one_file, port))


for command in (profile, network, compare, solution, sample_network):
    app.add_command(command)

"""The commands and their options. What they need is imported when they run, so that each starts fast."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Better data on children in care: check an SSDA903 return before the department does.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(
    help="The rulebook: list it, read a rule, compare years, export it as SQL.", no_args_is_help=True
)
app.add_typer(rules_app, name="rules")

Paths = Annotated[list[Path], typer.Argument(help="Files, folders, zips or workbooks of this year's return.")]


@app.command()
def check(
    paths: Paths,
    last_year: Annotated[
        list[Path] | None, typer.Option(help="Last year's return; may be given more than once.")
    ] = None,
    year: Annotated[
        int, typer.Option(help="Collection year, named by its 31 March. Found from the data if left out.")
    ] = 0,
    authority: Annotated[str, typer.Option(help="The council's ONS code, such as E08000003.")] = "",
    providers: Annotated[list[Path] | None, typer.Option(help="Ofsted's provider workbook, or both of them.")] = None,
    rules: Annotated[str, typer.Option(help="Check these rules only: codes with commas between.")] = "",
    accepted: Annotated[Path | None, typer.Option(help="accepted.csv of findings that are right as they are.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the report files.")] = None,
    format: Annotated[
        str, typer.Option(help="Which files: html,xlsx,csv,json,accepted.")
    ] = "html,xlsx,csv,json,accepted",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a summary.")] = False,
    quiet: Annotated[bool, typer.Option(help="Print nothing but problems.")] = False,
    fail_on_errors: Annotated[bool, typer.Option(help="Exit with 1 when there are findings.")] = False,
) -> None:
    """Check a return: every error, its row and field, what to do, and what could not be checked."""
    from plumbline.cli.checking import CheckOptions, run_check

    options = CheckOptions(
        paths, last_year or [], year, authority.upper(), providers or [], [c for c in rules.split(",") if c], accepted,
        out, [f for f in format.split(",") if f], as_json, quiet, fail_on_errors,
    )  # fmt: skip
    raise typer.Exit(run_check(options))


@app.command()
def conform(
    paths: Annotated[list[Path], typer.Argument(help="JSON case files, Markdown example pages, or folders of them.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Run worked cases against the rulebook; one line per failing case and a closing count."""
    from plumbline.cli.conforming import run_conform

    raise typer.Exit(run_conform(paths, as_json))


@rules_app.command("list")
def list_rules(
    year: Annotated[int, typer.Option(help="Only the rules in force in this collection year.")] = 0,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """List the rules, one line each."""
    from plumbline.cli.rulebook import listed

    found = listed(year)
    if as_json:
        typer.echo(json.dumps(found, indent=1))
        return
    for entry in found:
        typer.echo(f"{entry['code']:<10} {entry['table']:<16} {entry['title']}")
    typer.echo(f"{len(found)} rules")


@rules_app.command("show")
def show_rule(code: str) -> None:
    """Everything about one rule: what, why, fix, years and what it needs."""
    from plumbline.cli.rulebook import shown

    typer.echo(shown(code))


@rules_app.command("diff")
def diff_years(first: int, second: int) -> None:
    """What changed in the rulebook between two collection years."""
    from plumbline.cli.rulebook import difference

    typer.echo(difference(first, second))


@rules_app.command("export")
def export_rules(
    year: Annotated[int, typer.Option(help="Collection year.")] = 2026,
    dialect: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
) -> None:
    """Print the SQL of a year's rulebook: the tables to build, then the queries."""
    from plumbline.cli.rulebook import exported

    typer.echo(exported(year, dialect))


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
    authority: Annotated[str, typer.Option(help="The council's ONS code.")] = "E08000003",
    children: Annotated[
        int, typer.Option(help="How many lives to simulate; about two thirds are in this year's return.")
    ] = 500,
    year: Annotated[int, typer.Option(help="Collection year.")] = 2026,
    seed: Annotated[int, typer.Option(help="The same seed gives the same council.")] = 1,
    errors: Annotated[float, typer.Option(help="Share of children with a planted error, 0 to 1.")] = 0.0,
) -> None:
    """Write a made-up council's return, this year's and last year's, with a provider list."""
    from plumbline.synthetic import sample as write_sample

    planted = write_sample(authority.upper(), children, year, seed, errors, out)
    typer.echo(f"Written to {out}, with {len(planted)} planted errors.")


@app.command()
def demo(out: Annotated[Path, typer.Option(help="Folder for the demo.")] = Path("demo")) -> None:
    """Make a made-up council with errors, check it, and say where the report is."""
    from plumbline.cli.checking import run_demo

    raise typer.Exit(run_demo(out))


@app.command()
def convert(paths: Paths, out: Annotated[Path, typer.Option(help="Folder to write to.")]) -> None:
    """Turn a CSV return into the XML form, or an XML return into CSV files."""
    from plumbline.cli.converting import run_convert

    raise typer.Exit(run_convert(paths, out))

"""The commands that take something out of the data set: a child, or old loads."""

import sys
from pathlib import Path
from typing import Any

import click

from plumbline.cli.parameters import PATH, as_json, authority, dataset

_yes = click.option("--yes", is_flag=True, help="Don't ask.")


@click.command(short_help="Forget a child, or children of long ago, in every load.")
@dataset
@authority
@click.option(
    "--child", default="", help="The child's number; better leave it out and be asked: a shell keeps what you type."
)
@click.option("--child-file", type=PATH, help="A text file of numbers, one a line.")
@click.option("--older-than", type=int, metavar="YEARS", help="All children to whom nothing has happened for so long.")
@click.option("--linked", is_flag=True, help="The same child's other numbers as well, without being asked.")
@click.option("--accepted", type=PATH, multiple=True, help="More files of accepted findings to clear; may be repeated.")
@click.option(
    "--remember/--no-remember",
    default=True,
    show_default=True,
    help="Keep a keyed hash, so that later loads leave the child out.",
)
@_yes
@as_json
def forget(**given: Any) -> None:
    """Forget a child: every row in every load, and the lines of accepted.csv. It can't be undone.

    Other numbers of the child, its mother and its babies are shown first. accepted.csv is looked for beside the data set, in the
    current folder, and where plumbline.toml names it for check.
    """
    from plumbline.cli.forgetting import ForgetOptions, run_forget

    checked = (click.get_current_context().find_root().default_map or {}).get("check", {})
    named = [Path(checked["accepted"])] if checked.get("accepted") else []
    sys.exit(run_forget(ForgetOptions(**{**given, "accepted": (*given["accepted"], *named)})))


@click.command(short_help="Drop old loads; the last of each month stays.")
@dataset
@click.option(
    "--months", type=click.IntRange(0), default=13, show_default=True, help="Keep each day's last load for so long."
)
@_yes
@as_json
def thin(dataset: Path | None, months: int, yes: bool, as_json: bool) -> None:
    """Drop old loads: after so many months the last of each month stays, and always the newest of a return or extract.

    What would go is shown first. What changed between two loads is no longer known once one of them is dropped.
    """
    from plumbline.cli.forgetting import run_thin

    sys.exit(run_thin(dataset, months, yes=yes, as_json=as_json))

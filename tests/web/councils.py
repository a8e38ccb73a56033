"""Made-up councils to drop, and what the command line says of them."""

import json
from pathlib import Path

from click.testing import CliRunner

from plumbline.cli.app import app

COUNCIL = "E08000003"


def csvs(folder: Path) -> list[Path]:
    """The CSV files of a folder."""
    return sorted(folder.glob("*.csv"))


def command(*arguments: object) -> str:
    """What a command prints."""
    return CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False).stdout


def printed(paths: list[Path], *options: object) -> dict:
    """What ``plumbline check --json`` prints."""
    return json.loads(command("check", *paths, *options, "--json"))

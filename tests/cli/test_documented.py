"""What the guides show can be typed: every plumbline.toml is taken, every command has the options it is shown with."""

import re
import shlex
from pathlib import Path

import click
import pytest

from plumbline.checking.labels import read_settings
from plumbline.cli.app import app
from plumbline.cli.defaults import defaults_from

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[str]:
    """The page's code: lines that are indented, or between fences."""
    found, fenced = [""], False
    for line in page.read_text("utf-8").splitlines():
        fence = line.startswith("```")
        if fence or not (fenced or line.startswith("    ") or (not line and found[-1])):
            found.append("")
        elif not fence:
            found[-1] += (line if fenced else line.removeprefix("    ")) + "\n"
        fenced ^= fence
    return found


SETTINGS = [
    pytest.param(block, id=f"{page.stem}-{at}")
    for page in PAGES
    for at, block in enumerate(blocks(page))
    if re.search(r"^\[(check|load|repair|profile|compare|why)\]$", block, re.MULTILINE)
]
COMMANDS = [
    pytest.param(line.strip(), id=f"{page.stem}: {line.strip()[:50]}")
    for page in PAGES
    for block in blocks(page)
    for line in block.replace("\\\n", " ").splitlines()
    if line.strip().startswith("plumbline ")
]


@pytest.mark.parametrize("block", SETTINGS)
def test_every_plumbline_toml_that_is_shown_is_taken(tmp_path, block):
    path = tmp_path / "plumbline.toml"
    path.write_text(block, "utf-8")
    assert defaults_from(path, read_settings(path), app)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_that_is_shown_has_its_options(line):
    words = shlex.split(line.partition("  #")[0])[1:]
    command: click.Command = app
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert command is not app or not words or words[0].startswith("-")
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known | {"--help", "--version"}


def test_the_guides_do_show_some():
    assert SETTINGS and len(COMMANDS) > 15

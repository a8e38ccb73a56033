"""Defaults of the commands' options, from the council's own plumbline.toml."""

import tomllib
from pathlib import Path
from typing import Any

import click

from plumbline.reading.returns import BadInput


def defaults_from(path: Path, app: click.Group) -> dict[str, Any]:
    """The options that a file gives, by command; none without the file. A mistake in it is BadInput naming the place."""
    if not path.exists():
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: this is not valid TOML: {problem}.") from problem
    return {name: _options(path, name, app.commands.get(name), values) for name, values in given.items()}


def _options(path: Path, name: str, command: click.Command | None, given: object) -> dict[str, Any]:
    if command is None or not isinstance(given, dict):
        raise BadInput(f"{path}: [{name}] is not a command of plumbline.")
    known = {
        option.removeprefix("--"): parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    if unknown := sorted(set(given) - set(known)):
        raise BadInput(f"{path}: [{name}] has no option {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    return {str(known[option]): value for option, value in given.items()}

"""What a council's own plumbline.toml says of the commands' options: their defaults."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from plumbline.checking.labels import SECTIONS
from plumbline.faults import BadInput

#: What names the data set's folder for every command at once.
DATASET = "dataset"


def defaults_from(path: Path, settings: Mapping[str, Any], app: click.Group) -> dict[str, Any]:
    """The options that the settings give, by command. A mistake is BadInput naming the place."""
    found = {
        name: _options(path, name, app.commands.get(name), values)
        for name, values in settings.items()
        if name not in (*SECTIONS, DATASET)
    }
    if folder := settings.get(DATASET):
        for name, options in _everywhere(app, DATASET, folder).items():
            found[name] = options | found.get(name, {})
    return found


def _everywhere(group: click.Group, option: str, value: object) -> dict[str, Any]:
    """The value of an option for each command that has it; for a group within by command."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= {name: within} if (within := _everywhere(command, option, value)) else {}
        elif any(one.name == option for one in command.params):
            found[name] = {option: value}
    return found


def _options(path: Path, name: str, command: click.Command | None, given: object) -> dict[str, Any]:
    if command is None or not isinstance(given, dict):
        raise BadInput(f"{path}: [{name}] is not a command of plumbline.")
    known = {
        option.removeprefix("--"): parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    given = {str(option).replace("_", "-"): value for option, value in given.items()}
    if unknown := sorted(set(given) - set(known)):
        raise BadInput(f"{path}: [{name}] has no option {', '.join(unknown)}. There are: {', '.join(sorted(known))}.")
    return {str(known[option]): value for option, value in given.items()}

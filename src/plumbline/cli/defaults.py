"""What a council's own plumbline.toml says: defaults of the commands' options, severities and owners of rules."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from plumbline.checking.labels import Labels
from plumbline.faults import BadInput

_LABELS = ("severity", "owner")


def read_settings(path: Path) -> dict[str, Any]:
    """The file as TOML; empty without the file. One that is no TOML is BadInput."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path}: this is not valid TOML: {problem}.") from problem


def defaults_from(path: Path, settings: Mapping[str, Any], app: click.Group) -> dict[str, Any]:
    """The options that the settings give, by command. A mistake is BadInput naming the place."""
    return {
        name: _options(path, name, app.commands.get(name), values)
        for name, values in settings.items()
        if name not in _LABELS
    }


def labels_from(path: Path, settings: Mapping[str, Any]) -> Labels:
    """Severities and owners by rule code or theme, from the sections [severity] and [owner]; all must be text."""
    sections = {name: settings.get(name, {}) for name in _LABELS}
    for name, given in sections.items():
        if not isinstance(given, dict) or not all(isinstance(label, str) for label in given.values()):
            raise BadInput(f'{path}: [{name}] holds lines such as 501 = "words" or adoption = "words".')
    return Labels(**sections)


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

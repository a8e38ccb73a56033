"""What a council says of its rules: how much each matters, and who looks after it."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plumbline.faults import BadInput
from plumbline.rules.book import Definition

UNKNOWN = "unknown"
#: The sections of plumbline.toml that hold labels.
SECTIONS = ("severity", "owner")


@dataclass(frozen=True)
class Labels:
    """Severity and owner by rule code or theme, in the council's own words; a code's own label goes before its theme's.

    Severities rank in the order in which the council first names them.
    """

    severity: Mapping[str, str] = field(default_factory=dict)
    owner: Mapping[str, str] = field(default_factory=dict)

    def of(self, definition: Definition) -> tuple[str, str]:
        """A rule's severity and owner; ``unknown`` where the council says nothing."""
        keys = (definition.code, definition.theme)
        return _first(self.severity, keys), _first(self.owner, keys)

    @property
    def severities(self) -> tuple[str, ...]:
        """The severities, gravest first."""
        return tuple(dict.fromkeys(self.severity.values()))

    def unknown_keys(self, known: Collection[str]) -> list[str]:
        """The keys that are not known: neither a rule's code nor a theme."""
        return sorted({*self.severity, *self.owner} - set(known))


def read_settings(path: Path) -> dict[str, Any]:
    """A council's plumbline.toml; empty without the file. One that is no TOML is BadInput."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(f"{path.name}: this is not valid TOML: {problem}.") from problem


def labels_from(name: str, settings: Mapping[str, Any]) -> Labels:
    """Severities and owners by rule code or theme, from the sections [severity] and [owner]; all must be text."""
    sections = {section: settings.get(section, {}) for section in SECTIONS}
    for section, given in sections.items():
        if not isinstance(given, dict) or not all(isinstance(label, str) for label in given.values()):
            raise BadInput(f'{name}: [{section}] holds lines such as 501 = "words" or adoption = "words".')
    return Labels(**sections)


def _first(labels: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((labels[key] for key in keys if key in labels), UNKNOWN)

"""What a council says of its rules: how much each matters, and who looks after it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from plumbline.rules.book import Definition

UNKNOWN = "unknown"


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


def _first(labels: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((labels[key] for key in keys if key in labels), UNKNOWN)

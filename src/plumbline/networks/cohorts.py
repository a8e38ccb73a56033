"""What a network is exported with: for each year and stage, the councils that can stand beside one another, fitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline.comparing.applying.fitted import FittedRule
from plumbline.comparing.applying.peers import near_in_time
from plumbline.profiles.profile import Profile


@dataclass(frozen=True)
class Cohort:
    """Councils of one year and stage, taken within a month of ``as_at``, with what was fitted to all of them by rule.

    ``editions`` are those of the rules, ``peers`` the councils with the days of their profiles.
    """

    year: int
    stage: str
    as_at: date
    editions: Mapping[str, str]
    peers: Mapping[str, date]
    not_comparable: Mapping[str, str]
    fits: Mapping[str, FittedRule]

    def fits_for(self, own: Profile) -> dict[str, FittedRule]:
        """The fits of the rules that mean to a profile what they mean here; none where it was taken otherwise."""
        if (self.year, self.stage) != (own.year, own.stage) or not near_in_time(self.as_at, own.as_at):
            return {}
        return {code: fit for code, fit in self.fits.items() if self.editions[code] == own.edition(code)}

    def __str__(self) -> str:
        return f"{self.year} {self.stage} as at {self.as_at:%d/%m/%Y}"

    def as_document(self) -> dict[str, Any]:
        """The cohort as plain data."""
        return {
            "collection_year": self.year,
            "stage": self.stage,
            "as_at": self.as_at.isoformat(),
            "peers": {code: day.isoformat() for code, day in self.peers.items()},
            "not_comparable": dict(self.not_comparable),
            "editions": dict(self.editions),
            "rules": {code: fit.as_numbers() for code, fit in self.fits.items()},
        }

    @classmethod
    def from_document(cls, given: Any) -> "Cohort":
        """The cohort that was exported. Refused (ValueError) where it isn't one."""
        try:
            return cls(
                int(given["collection_year"]),
                str(given["stage"]),
                date.fromisoformat(given["as_at"]),
                {str(code): str(given["editions"][code]) for code in given["rules"]},
                {str(code): date.fromisoformat(day) for code, day in given["peers"].items()},
                {str(code): str(why) for code, why in given["not_comparable"].items()},
                {str(code): FittedRule.from_numbers(numbers) for code, numbers in given["rules"].items()},
            )
        except (KeyError, TypeError, AttributeError) as problem:
            raise ValueError(f"not a cohort: {type(problem).__name__}") from problem

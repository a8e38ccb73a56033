"""A member of a network."""

from dataclasses import dataclass

from plumbline.model.authorities import Authority, authorities


@dataclass(frozen=True)
class Member:
    """One council of a network."""

    authority: str
    case_system: str
    contact: str = ""

    @property
    def council(self) -> Authority:
        """The council's name and region."""
        return authorities()[self.authority]

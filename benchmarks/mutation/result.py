"""What became of the mistakes, and what is said of them."""

from dataclasses import dataclass

CAUGHT = ("caught", "does not compile", "does not run", "not declared")


@dataclass(frozen=True)
class Mutant:
    """One mistake in one definition: what was made of what, and whether an example noticed."""

    theme: str
    code: str
    line: int
    before: str
    after: str
    verdict: str

    @property
    def is_caught(self) -> bool:
        """Whether any example had another outcome, or the mistake did not even compile."""
        return self.verdict in CAUGHT

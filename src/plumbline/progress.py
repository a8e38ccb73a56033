"""How far a long task is: whoever does it reports, whoever shows it listens."""

from collections.abc import Callable

#: Hears what is being done and the share done, from 0 to 1.
Progress = Callable[[str, float], None]


def unheard(_doing: str, _share: float) -> None:
    """Nobody listens."""

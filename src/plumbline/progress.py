"""How far a long task is: whoever does it reports, whoever shows it listens."""

from collections.abc import Callable

#: Hears what is being done and the share done, from 0 to 1.
Progress = Callable[[str, float], None]


def unheard(_doing: str, _share: float) -> None:
    """Nobody listens."""


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Reports the shares of one step of a task as shares of the whole, from ``start`` to ``end``."""
    return lambda doing, share: progress(doing, start + (end - start) * share)

"""What can go wrong, and how it is said: what a person gave can't be used, or the fault is Plumbline's own."""

import traceback
from pathlib import Path


class BadInput(Exception):
    """The input can't be used. The message says what is wrong, where, and what to do; it holds no child's value."""


class NotKnown(BadInput, ValueError):
    """What a person named is not there: a council, a rule."""


def fault_in_words(problem: BaseException) -> str:
    """Where a fault of Plumbline's own was, but no message of Python's, for that may hold a child's value."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if "plumbline" in frame.filename] or frames
    place = f"{type(problem).__name__} in {Path(own[-1].filename).name}, line {own[-1].lineno}" if own else ""
    return f"something went wrong in Plumbline itself ({place}). Please report that line, which holds no data."

"""What to say of a fault of Plumbline's own."""

import traceback
from pathlib import Path


def fault_in_words(problem: BaseException) -> str:
    """Where it was, but no message of Python's, for that may hold a child's value."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if "plumbline" in frame.filename] or frames
    place = f"{type(problem).__name__} in {Path(own[-1].filename).name}, line {own[-1].lineno}" if own else ""
    return f"something went wrong in Plumbline itself ({place}). Please report that line, which holds no data."

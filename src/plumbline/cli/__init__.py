"""The command line: thin. Each command is in a module of its own."""

import gc
import os
import sys
import traceback

from plumbline.cli.app import app
from plumbline.faults import fault_in_words


def main() -> None:
    """Runs the command line; whatever stops it ends with a message and an exit code, never a traceback."""
    gc.disable()  # a command is short-lived: looking for cycles among its findings costs more than it frees
    code = _run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = code or 1
    os._exit(code)  # all is written: taking down a hundred thousand findings one by one helps nobody


def _run() -> int:
    """The exit code of the command: 2 for input or a place that can't be used."""
    from plumbline.faults import BadInput

    try:
        app()
    except BadInput as problem:
        return _stopped(str(problem), 2)
    except BrokenPipeError:
        return 1
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        return _stopped(f"{where}{problem.strerror or problem}. Check the path, and that you may write there.", 2)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0 if ended.code is None else _stopped(str(ended.code), 1)
    except Exception as problem:
        return _stopped(_fault(problem), 3)
    return 0


def _stopped(message: str, code: int) -> int:
    print(f"plumbline: {message}", file=sys.stderr)
    return code


def _fault(problem: Exception) -> str:
    """What to report of a fault of ours."""
    if os.environ.get("PLUMBLINE_DEBUG"):
        traceback.print_exception(problem)
    return (
        f"{fault_in_words(problem)} With PLUMBLINE_DEBUG=1 all of it is shown; that may hold a child's values, so keep "
        "it within the council."
    )

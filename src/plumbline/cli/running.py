"""Runs a command and ends it: whatever stops it, with a message and an exit code."""

import errno
import gc
import os
import sys
import traceback
from pathlib import Path

import click

from plumbline.cache import forget_temporary
from plumbline.cli import STOPPED, STOPPED_IN_WORDS
from plumbline.cli.app import app
from plumbline.cli.output import until_closed
from plumbline.faults import BadInput, fault_in_words

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run() -> None:
    """Runs the command line; whatever stops it ends with a message and an exit code, never a traceback."""
    gc.disable()  # a command is short-lived: looking for cycles among its findings costs more than it frees
    sys.stdout, sys.stderr = until_closed(sys.stdout), until_closed(sys.stderr)
    code = _run()
    sys.stdout.flush()
    sys.stderr.flush()
    forget_temporary()
    os._exit(code)  # all is written: taking down a hundred thousand findings one by one helps nobody


def _run() -> int:
    """The exit code of the command: 2 for input or a place that can't be used."""
    try:
        app(standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _ended(STOPPED_IN_WORDS, STOPPED)
    except BadInput as problem:
        return _ended(str(problem), 2)
    except OSError as problem:
        return _ended(_of_the_system(problem), 2)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0 if ended.code is None else _ended(str(ended.code), 1)
    except Exception as problem:
        return _ended(_fault(problem), 3)
    return 0


def _ended(message: str, code: int) -> int:
    print(f"plumbline: {message}", file=sys.stderr)
    return code


def _of_the_system(problem: OSError) -> str:
    """What the computer refused, and what to do."""
    where = f"{problem.filename}: " if problem.filename else ""
    if problem.errno in _NO_ROOM:
        return f"{where}there is no room left on the disk. What was there before is as it was. Make room and try again."
    if isinstance(problem, FileExistsError) and Path(problem.filename or "").is_file():
        return f"{where}this is a file. Give a folder, there already or new."
    return f"{where}{problem.strerror or problem}. Check the path, and that you may write there."


def _fault(problem: Exception) -> str:
    """What to report of a fault of ours."""
    if os.environ.get("PLUMBLINE_DEBUG"):
        traceback.print_exception(problem)
    return (
        f"{fault_in_words(problem)} With PLUMBLINE_DEBUG=1 all of it is shown; that may hold a child's values, so keep "
        "it within the council."
    )

"""The command line: thin. Each command is in a module of its own."""

import gc
import sys

from plumbline.cli.app import app


def main() -> None:
    """Runs the command line; bad input ends with its message and exit code 2, never a traceback."""
    gc.disable()  # a command is short-lived: looking for cycles among its findings costs more than it frees
    from plumbline.reading.returns import BadInput

    try:
        app()
    except BadInput as problem:
        print(f"plumbline: {problem}", file=sys.stderr)
        sys.exit(2)

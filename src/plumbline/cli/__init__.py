"""The command line: thin. Each command is in a module of its own."""

import gc
import os
import sys

from plumbline.cli.app import app


def main() -> None:
    """Runs the command line; bad input ends with its message and exit code 2, never a traceback."""
    gc.disable()  # a command is short-lived: looking for cycles among its findings costs more than it frees
    from plumbline.reading.returns import BadInput

    code: object = 0
    try:
        app()
    except BadInput as problem:
        print(f"plumbline: {problem}", file=sys.stderr)
        code = 2
    except SystemExit as ended:
        code = ended.code
    sys.stdout.flush()
    sys.stderr.flush()
    if code is None or isinstance(code, int):
        os._exit(code or 0)  # all is written: taking down a hundred thousand findings one by one helps nobody
    sys.exit(str(code))

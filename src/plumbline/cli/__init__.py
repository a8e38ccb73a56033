"""The command line: thin. Each command is in a module of its own."""

import sys

from plumbline.cli.app import app


def main() -> None:
    """Runs the command line; bad input ends with its message and exit code 2, never a traceback."""
    from plumbline.reading.returns import BadInput

    try:
        app()
    except BadInput as problem:
        print(f"plumbline: {problem}", file=sys.stderr)
        sys.exit(2)

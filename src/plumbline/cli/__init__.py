"""The command line: thin. Each command is in a module of its own."""

import os
import sys

#: What a shell reports of a command that Ctrl-C ended: 128, and the number of the signal.
STOPPED = 130
STOPPED_IN_WORDS = "stopped. No file was left half written."


def main() -> None:
    """Runs the command line. What it needs is imported here, so that Ctrl-C while it starts is answered as well."""
    try:
        from plumbline.cli.running import run

        run()
    except KeyboardInterrupt:
        print(f"plumbline: {STOPPED_IN_WORDS}", file=sys.stderr, flush=True)
        os._exit(STOPPED)

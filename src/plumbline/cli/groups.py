"""The list of commands as ``--help`` shows it: by what people want to do."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

#: More than any line of the help is long: what a command does is never cut short.
_ALL_OF_IT = 200


class ByPurpose(click.Group):
    """A group whose help has its commands under headings, in the order given."""

    def __init__(self, *given: Any, purposes: Mapping[str, Sequence[str]], **named: Any):
        super().__init__(*given, **named)
        self.purposes = purposes

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes each heading with its commands."""
        longest = max(map(len, self.commands))
        for heading, names in self.purposes.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [(name.ljust(longest), self.commands[name].get_short_help_str(_ALL_OF_IT)) for name in names]
                )

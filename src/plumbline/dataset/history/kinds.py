"""What can become of a row from one day to another."""

from typing import Literal, get_args

#: In the order in which it is told (core_tables.md, section 3). *Unconfirmed* is a row that was open in the newest load of its source
#: and is no longer in the one that is newest now: nothing says that it ended.
Kind = Literal["added", "changed", "ended", "reopened", "withdrawn", "left", "back", "unconfirmed"]
KINDS: tuple[Kind, ...] = get_args(Kind)

"""A progress bar on the terminal, for people; nothing where the output goes to a file or a program."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from plumbline.progress import Progress


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Progress]:
    """Gives a function that takes what is being done and the share done, from 0 to 1."""
    if quiet or not sys.stderr.isatty():
        yield lambda _doing, _share: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda doing, share: bar.update(task, description=doing, completed=share)

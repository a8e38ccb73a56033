"""Output that its reader may close, as ``head`` does, or that was never open: what is said then goes nowhere."""

import errno
import io
import os
from pathlib import Path
from typing import TextIO

#: A closed pipe; Windows calls it an invalid argument.
_CLOSED = (errno.EPIPE, errno.EINVAL)


class _UntilClosed(io.TextIOWrapper):
    """Text to a pipe whose end is no error: the command does the rest of its work and ends with its own code."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError as problem:
            self._to_nowhere(problem)
        return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as problem:
            self._to_nowhere(problem)

    def _to_nowhere(self, problem: OSError) -> None:
        if problem.errno not in _CLOSED:
            raise problem
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def until_closed(stream: TextIO | None) -> TextIO:
    """The same stream as one that may be closed before all is said; a terminal as it is, and one never open as nowhere.

    A letter that its encoding lacks is written as its number: on Windows a file has an encoding of some 200 letters, and a path
    may hold any.
    """
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
        return stream
    encoding, by_line = stream.encoding, stream.line_buffering
    errors = "backslashreplace" if stream.errors == "strict" else stream.errors
    return _UntilClosed(stream.detach(), encoding=encoding, errors=errors, line_buffering=by_line)

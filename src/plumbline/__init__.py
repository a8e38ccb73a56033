"""Plumbline: better data on children in care, and better decisions from it.

In a notebook: ``plumbline.Dataset(folder)`` is the year-round data set, ``plumbline.check(dataset)`` checks it. Both are imported
when they are first used, for the command line and the browser page need neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plumbline.dataset.dataset import Dataset
    from plumbline.notebook import check

__all__ = ["Dataset", "check"]

_FROM = {"Dataset": "plumbline.dataset.dataset", "check": "plumbline.notebook"}


def __getattr__(name: str) -> Any:
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""What a check runs on, so that the same check runs on a computer and in a browser tab."""

from collections.abc import Callable
from dataclasses import dataclass

from plumbline.engine.protocol import Engine
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.rules.book import Book


@dataclass(frozen=True)
class Resources:
    """An engine for one check, the rulebook of any collection year, and the postcode directory where there is one."""

    engine: Engine
    book_of: Callable[[int], Book]
    directory: PostcodeDirectory | None

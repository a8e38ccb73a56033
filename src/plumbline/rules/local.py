"""A council's own rules, added to the rulebook from files of any form that can be read where the check runs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from plumbline.faults import BadInput
from plumbline.rules.book import Book, Definition

#: The theme of a council's own rules.
THEME = "local"
#: The files that hold a council's own rules: a Python module in the words of the rulebook, or TOML with SQL.
SUFFIXES = (".py", ".toml")
#: A rule's code, and its definition if the book's year has it.
Found = list[tuple[str, Definition | None]]
#: Reads the rules of one file for a book.
Reader = Callable[[Path, Book], Found]


def with_local_rules(book: Book, paths: Sequence[Path], readers: Mapping[str, Reader]) -> Book:
    """The book with a council's own rules added; ``readers`` by file suffix, in lower case.

    A mistake in a file, or one without a reader, is BadInput naming the place.
    """
    local: list[Definition] = []
    taken = set(book.known)
    for path in paths:
        reader = readers.get(path.suffix.lower())
        if reader is None:
            raise BadInput(f"{path.name}: a file of local rules ends in {' or '.join(readers)} here.")
        found = reader(path, book)
        if twice := sorted({code for code, _ in found} & taken):
            raise BadInput(f"{path.name}: there is already a rule {', '.join(twice)}. Give yours a code of its own.")
        taken |= {code for code, _ in found}
        local += [definition for _, definition in found if definition]
    return book.with_rules(local) if local else book

"""What a council says of its rules in the TOML files given to the page: rules of its own, severities and owners."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from plumbline.browser.books import book_of
from plumbline.checking.labels import SECTIONS, Labels, labels_from, read_settings
from plumbline.faults import BadInput
from plumbline.rules.book import Book
from plumbline.rules.local import with_local_rules
from plumbline.rules.local_toml import rules_of_toml
from plumbline.rules.years import LAST_YEAR

_READERS = {".toml": rules_of_toml}
_RULES = "rule"


def in_words(path: Path) -> str:
    """What such a file holds. One that holds nothing for the page, or a mistake, is BadInput."""
    if path.suffix.lower() == ".py":
        raise BadInput(
            f"{path.name}: rules written in Python run on the command line only. Write them as a .toml file with "
            "conditions in SQL, and they run here too."
        )
    settings = read_settings(path)
    if _RULES in settings:
        book = book_of(LAST_YEAR)
        return f"rules of your own: {len(own_book(book, [path]).definitions) - len(book.definitions)}"
    labels = labels_from(path.name, settings)
    if not labels.severity and not labels.owner:
        raise BadInput(f"{path.name}: it holds neither [[rule]] entries nor the sections [severity] and [owner].")
    said = f"severities: {len(labels.severity)}, owners: {len(labels.owner)}"
    others = ", ".join(f"[{name}]" for name in settings if name not in SECTIONS)
    return f"{said}; not used here, for it is the command line's: {others}" if others else said


def own_book(book: Book, paths: Sequence[Path]) -> Book:
    """The book with the rules of those of the files that hold any."""
    return with_local_rules(book, [path for path in paths if _RULES in read_settings(path)], _READERS)


def labels_of(paths: Iterable[Path]) -> Labels:
    """The severities and owners of all the files; what a later one says of a rule counts."""
    found = [labels_from(path.name, settings) for path in paths if _RULES not in (settings := read_settings(path))]
    severity = {key: label for one in found for key, label in one.severity.items()}
    return Labels(severity, {key: label for one in found for key, label in one.owner.items()})

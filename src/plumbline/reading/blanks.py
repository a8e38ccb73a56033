"""Words that databases, spreadsheets and statistics packages write where there is no value."""

import re
from collections import Counter
from collections.abc import Iterable

from plumbline.reading.returns import Note
from plumbline.wording import counted

#: In capitals. No field has any of them as a code, and none can be a date, a number, a postcode or an identifier.
WORDS = frozenset(
    [
        "NULL",
        "(NULL)",
        "<NULL>",
        "[NULL]",
        "NONE",
        "NAN",
        "NAT",
        "<NA>",
        "NA",
        "N/A",
        "#N/A",
        "NIL",
        "(BLANK)",
        "(NONE)",
        "(EMPTY)",
        "\\N",
        "-",
        "--",
        ".",
    ]
)
#: What is round a value that checks trim.
SPACE = " \t\u00a0\ufeff"
_EDGE = ',;\t\r\n"'


def _like(first: str) -> re.Pattern[str]:
    """What may be a cell with a word that begins with a character, in the text of a CSV file in capitals.

    The character stands at the pattern's very start, for that is what makes the search fast.
    """
    rests = "|".join(re.escape(word[1:]) for word in sorted(WORDS, key=len, reverse=True) if word[0] == first)
    begin = re.escape(first)
    return re.compile(f"{begin}(?<=[{_EDGE}{SPACE}]{begin})(?:{rests})[{SPACE}]*(?:[{_EDGE}]|$)")


_IN_TEXT = tuple(_like(first) for first in sorted({word[0] for word in WORDS}))


def stands_for_blank(cell: str) -> bool:
    """Whether a cell holds a word for no value; one that is empty does not."""
    return cell.strip(SPACE).upper() in WORDS


def is_empty(cells: Iterable[str]) -> bool:
    """Whether no cell holds a value, or only words for none."""
    return all(not (bare := cell.strip(SPACE)) or bare.upper() in WORDS for cell in cells)


def may_hold_words(text: str) -> bool:
    """Whether the text of a CSV file may hold a cell that stands for blank: a look that is much cheaper than at each cell."""
    capitals = text.upper()
    return any(pattern.search(capitals) for pattern in _IN_TEXT)


def words_for_blank(columns: Counter[str], file: str) -> list[Note]:
    """Says how many cells of which columns held a word for no value; nothing where none did."""
    count = columns.total()
    said = f"NULL or another word for no value was read as blank in {counted(count, 'cell')}"
    return [Note("words_for_blank", file, f"{said}: {', '.join(columns)}.", count)] if count else []

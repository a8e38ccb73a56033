"""A cause that many findings of one return share: a column in another form, a damaged number, a stale file."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

#: What can be wrong with a return as a whole.
Kind = Literal[
    "dates_in_another_form", "dates_unreadable", "codes_in_another_form", "codes_unknown", "identifiers_damaged",
    "children_not_in_header", "rows_without_child", "column_missing", "column_renamed", "words_for_blank",
    "year_doubtful", "stale_file",
]  # fmt: skip
#: Who can mend it: ``repair`` in copies, another ``year``, other ``files``, or the export from the case system.
Remedy = Literal["repair", "year", "files", "export", "none"]


@dataclass(frozen=True)
class Diagnosis:
    """One cause, and how many findings it explains.

    ``table`` and ``column`` are empty where several are touched. ``values`` are the cells or rows at fault. ``findings``
    are those that would go if this cause alone were mended; None where that can't be tried. ``words`` say what is wrong,
    ``advice`` what to do about it, ``command`` is what to type, or empty. No text holds a child's value. A ``fault`` makes
    counts of findings worthless to others: no profile is made of such a return unasked.
    """

    kind: Kind
    words: str
    advice: str
    remedy: Remedy
    table: str = ""
    column: str = ""
    values: int = 0
    findings: int | None = None
    command: str = ""
    fault: bool = True

    def as_document(self) -> dict[str, Any]:
        """The diagnosis as plain data, for JSON and the page."""
        return asdict(self)

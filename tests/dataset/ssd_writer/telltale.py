"""A word that no loader may read, in every name and free text of an extract."""

from typing import Any

from plumbline.synthetic.ssd import FREE_TEXT, Ssd, relations

#: A loader that reads what it must not can be searched for it.
TELLTALE = "Quibblethorpe"


def with_telltale(ssd: Ssd) -> Ssd:
    """The extract with the word where the made-up names and free text were."""
    for relation in relations(ssd):
        relation.rows[:] = [_told(row) for row in relation.rows]
    return ssd


def _told(row: Any) -> Any:
    replaced = {
        name: value.replace(FREE_TEXT, TELLTALE)
        for name, value in row._asdict().items()
        if isinstance(value, str) and FREE_TEXT in value
    }
    return row._replace(**replaced)

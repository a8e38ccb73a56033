"""The table of all rules, which a reader narrows to a year, a table and a theme: ``docs/templates/rules.js`` does it."""

from collections.abc import Iterable, Sequence
from html import escape

from plumbline.documenting.themes import in_words
from plumbline.rules.book import Book, Definition

#: The page names its script, and hides the form where there is none to act on it.
_PAGE = """---
script: rules.js
---

# Rules

<form id="filter" class="filters" hidden>
<div><label for="words">Number, field or word</label><input id="words" name="words" type="search" autocomplete="off"></div>
{selects}
</form>
<p id="shown" role="status">{number} rules</p>

<table id="rules">
<thead><tr><th scope="col">Rule</th><th scope="col">What is wrong</th><th scope="col">Looks at</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
"""


def rules_table(latest: Sequence[Definition], books: Sequence[Book]) -> str:
    """The page, of each rule's latest definition, with the years whose book has it in force."""
    in_force = {one.code: [str(book.year) for book in books if one.code in book.in_force] for one in latest}
    selects = [
        _select("year", "Collection year", [(str(book.year), str(book.year)) for book in reversed(books)]),
        _select("table", "Table", [(name, name) for name in sorted({t for one in latest for t in _tables(one)})]),
        _select("theme", "Theme", [(name, in_words(name)) for name in sorted({one.theme for one in latest})]),
    ]
    rows = [_row(one, in_force[one.code]) for one in latest]
    return _PAGE.format(selects="\n".join(selects), number=len(latest), rows="\n".join(rows))


def _tables(one: Definition) -> list[str]:
    return sorted({table.name for table in one.flags})


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{value}">{escape(words)}</option>' for value, words in options)
    choice = f'<select id="{name}" name="{name}"><option value="">any</option>{listed}</select>'
    return f'<div><label for="{name}">{label}</label>{choice}</div>'


def _row(one: Definition, years: Sequence[str]) -> str:
    about = f'data-year="{" ".join(years)}" data-table="{" ".join(_tables(one))}" data-theme="{one.theme}"'
    fields = ", ".join(f"<code>{name}</code>" for name in one.fields)
    return (
        f'<tr {about}><th scope="row"><a href="{one.code}.html">{one.code}</a></th>'
        f"<td>{escape(one.title)}</td><td>{fields}</td></tr>"
    )

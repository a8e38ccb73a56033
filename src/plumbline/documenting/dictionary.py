"""The data dictionary: a page of Markdown for every table of the common model."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plumbline.model import Column, Field, Specification, Table, code_set, core, specification, ssd, ssda903

_LEVELS = {"direct": "names the child", "indirect": "may point to the child", "sensitive": "sensitive", "none": "—"}
_TYPES = {"text": "text", "timestamp": "date and time", "number": "number", "boolean": "yes or no"}
_WRITTEN = {"date": "date, dd/mm/yyyy", "partial_date": "date, parts may be ZZ"}
_TYPED = {"date": "date", "partial_date": "date, parts may be ZZ"}

#: What a column of a page's table of fields says of a field.
Says = Callable[[Field], str]


@dataclass(frozen=True)
class Group:
    """Tables that the dictionary shows together: the folder of their pages, and what it says of each field beside the usual.

    The dates of ``typed`` tables are dates; those of others are text in the form that the guide wants.
    """

    declared: Specification
    folder: str = ""
    typed: bool = False
    beside: tuple[tuple[str, Says], ...] = ()


def groups() -> tuple[Group, ...]:
    """The groups in the order of the index."""
    made_of: tuple[tuple[str, Says], ...] = (
        ("from the return", lambda field: _links(field.columns_903, "../")),
        ("from the SSD", lambda field: _links(field.columns_ssd, "../ssd/")),
    )
    found_by: tuple[tuple[str, Says], ...] = (("names and links", _named),)
    return (
        Group(ssda903()),
        Group(specification("reference")),
        Group(core(), "core/", True, made_of),
        Group(ssd(), "ssd/", True, found_by),
    )


def dictionary_pages() -> dict[str, str]:
    """The pages by file name: one per table, ``index.md``, and one that lists the core tables alone."""
    pages = {
        f"{group.folder}{name}.md": table_page(table, group)
        for group in groups()
        for name, table in group.declared.tables.items()
    }
    index = ["# Data dictionary", "", *(line for group in groups() for line in _of_group(group))]
    of_core = ["# Tables of the data set", "", *_of_group(Group(core()))]
    return {"index.md": "\n".join(index), "core/index.md": "\n".join(of_core)} | pages


def table_page(table: Table, group: Group) -> str:
    """One table: what a row is, its key, its fields, and the codes of each coded field."""
    head = [f"# {table.title} (`{table.name}`)", "", table.meaning, ""]
    names = ["field", "what it is", "type", "identifying", *(name for name, _ in group.beside)]
    fields = [_cells(names), _cells("---" for _ in names), *(_field(field, group) for field in table.fields), ""]
    sets = {name: [field.name for field in table.fields if field.codes == name] for name in _code_sets(table)}
    codes = [line for name, coded in sets.items() for line in _codes(name, coded)]
    return "\n".join([*head, *_rows(table), *fields, *codes])


def years(since: int, until: int) -> str:
    """A span of collection years in words; 0 is no limit."""
    if since and until:
        return str(since) if since == until else f"{since} to {until}"
    if since:
        return f"from {since}"
    return f"until {until}" if until else "all"


def _of_group(group: Group) -> list[str]:
    declared = group.declared
    lines = [f"- [{t.title}]({group.folder}{name}.md) (`{name}`): {t.meaning}" for name, t in declared.tables.items()]
    reasons = [f"- `{name}`: {reason}" for name, reason in declared.left_out.items()]
    left_out = ["What a source has and these tables leave out:", "", *reasons, ""] if reasons else []
    return [f"## {declared.title}", "", declared.meaning, "", *lines, "", *left_out]


def _rows(table: Table) -> list[str]:
    """What makes a row: since when there are any, its key, when it happens, when it ends, what is left unread."""
    said = (
        f"In the return since collection year {table.since}." if table.since else "",
        f"A row is known by {_listed(table.key)}.",
        f"It happens on `{table.event}`." if table.event else "",
        f"It has ended where {_listed(table.ends)} {'is' if len(table.ends) == 1 else 'are'} filled."
        if table.ends
        else "",
        f"Never read: {_listed(table.not_read)}." if table.not_read else "",
    )
    return [" ".join(filter(None, said)), ""]


def _field(field: Field, group: Group) -> str:
    made = " Worked out, not submitted." if field.derived and not group.typed else ""
    dates = _TYPED if group.typed else _WRITTEN
    kind = (_TYPES | dates)[field.type] + (", several with semicolons between" if field.many else "")
    what = f"**{field.title}.** {field.meaning}{made}"
    return _cells(
        [f"`{field.name}`", what, kind, _LEVELS[field.identifying], *(says(field) for _, says in group.beside)]
    )


def _links(columns: tuple[Column, ...], folder: str) -> str:
    return ", ".join(f"[{table}.{field}]({folder}{table}.md)" for table, field in columns) or "—"


def _named(field: Field) -> str:
    """How a column of the SSD is found, and what its value leads to."""
    said = (
        f"Also called {_listed(field.aliases)}." if field.aliases else "",
        f"Not in the script for {' and '.join(field.absent_from)}." if field.absent_from else "",
        f"Leads to `{field.points_to}`." if field.points_to else "",
        "A number without meaning, which may be new in every extract." if field.surrogate else "",
    )
    return " ".join(filter(None, said)) or "—"


def _code_sets(table: Table) -> list[str]:
    return list(dict.fromkeys(field.codes for field in table.fields if field.codes))


def _codes(name: str, fields: list[str]) -> list[str]:
    codes = code_set(name).codes
    rows = [_cells([f"`{code.code}`", code.label, years(code.since, code.until)]) for code in codes]
    head = [_cells(["code", "meaning", "collection years"]), _cells(["---"] * 3)]
    return [f"## Codes of {_listed(fields)}", "", *head, *rows, ""]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

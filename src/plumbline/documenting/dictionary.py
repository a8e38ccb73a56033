"""The data dictionary: a page of Markdown for every table of the common model."""

from plumbline.model import Field, Table, code_set, specification, ssda903

_LEVELS = {"direct": "names the child", "indirect": "may point to the child", "sensitive": "sensitive", "none": "—"}
_TYPES = {
    "text": "text", "date": "date, dd/mm/yyyy", "partial_date": "date, parts may be ZZ", "timestamp": "date and time",
    "number": "number", "boolean": "yes or no",
}  # fmt: skip


def dictionary_pages() -> dict[str, str]:
    """The pages by file name: one per table, and ``index.md``."""
    everything = {**ssda903().tables, **specification("reference").tables}
    pages = {f"{name}.md": table_page(table) for name, table in everything.items()}
    lines = [f"- [{t.title}]({name}.md) (`{name}`): {t.meaning}" for name, t in everything.items()]
    return {"index.md": "\n".join(["# Data dictionary", "", *lines, ""])} | pages


def table_page(table: Table) -> str:
    """One table: what a row is, its key, its fields, and the codes of each coded field."""
    since = [f"In the return since collection year {table.since}.", ""] if table.since else []
    head = [f"# {table.title} (`{table.name}`)", "", table.meaning, "", *since]
    key = [f"A row is known by {', '.join(f'`{name}`' for name in table.key)}.", ""]
    fields = [
        "| field | what it is | type | identifying |",
        "| --- | --- | --- | --- |",
        *map(_field, table.fields),
        "",
    ]
    codes = [line for field in table.fields if field.codes for line in _codes(field)]
    return "\n".join([*head, *key, *fields, *codes])


def _field(field: Field) -> str:
    made = " Worked out, not submitted." if field.derived else ""
    what = f"**{field.title}.** {field.meaning}{made}"
    return f"| `{field.name}` | {what} | {_TYPES[field.type]} | {_LEVELS[field.identifying]} |"


def _codes(field: Field) -> list[str]:
    codes = code_set(field.codes).codes
    rows = [f"| `{c.code}` | {c.label} | {years(c.since, c.until)} |" for c in codes]
    return [
        f"## Codes of `{field.name}`",
        "",
        "| code | meaning | collection years |",
        "| --- | --- | --- |",
        *rows,
        "",
    ]


def years(since: int, until: int) -> str:
    """A span of collection years in words; 0 is no limit."""
    if since and until:
        return str(since) if since == until else f"{since} to {until}"
    if since:
        return f"from {since}"
    return f"until {until}" if until else "all"

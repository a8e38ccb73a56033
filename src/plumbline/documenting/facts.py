"""The dictionary of facts: what rules and measures can ask of a row beside its own fields."""

from collections.abc import Iterator, Mapping

from plumbline.concepts.declare import CHILD_ROW, FactTable
from plumbline.concepts.rows import RowKind

_TYPES = {
    "boolean": "yes or no", "string": "text", "date": "date", "timestamp": "date and time", "int64": "number",
    "float64": "number",
}  # fmt: skip


def facts_page(kinds: Mapping[str, RowKind]) -> str:
    """The facts of every kind of row as one page of Markdown, each with its meaning, type, needs and source."""
    lines = [
        "# Dictionary of facts", "",
        "What a rule or a measure can ask of a row beside its own fields. A fact of the child is asked of any row: "
        "`row.child.has_episodes`. A fact whose name begins with that of a neighbour is asked of it: `episode.previous.DEC`.",
        "",
    ]  # fmt: skip
    for kind in kinds.values():
        facts = [line for table in kind.facts for line in _lines(table)]
        if facts:
            name = "The child" if kind.name == CHILD_ROW else f"A row of `{kind.table}`"
            head = ["| fact | what it means | type | needs | source |", "| --- | --- | --- | --- | --- |"]
            lines += [f"## {name}: `{kind.name}`", "", *head, *facts, ""]
    return "\n".join(lines)


def _lines(table: FactTable) -> Iterator[str]:
    types = table.expression.schema()
    for fact in table.facts:
        needs = ", ".join(f"`{need}`" for need in table.needs_of(fact)) or "—"
        yield f"| `{fact.name}` | {fact.meaning} | {_TYPES[str(types[fact.name])]} | {needs} | {table.source or '—'} |"

"""``plumbline rules``: the rulebook for reading."""

from typing import Any

from plumbline.checking.planning import plan
from plumbline.faults import BadInput
from plumbline.rules.book import definitions
from plumbline.rules.rulebooks import compiled_rulebook


def listed(year: int) -> list[dict[str, Any]]:
    """Every rule in force in ``year`` (0: every definition)."""
    book = compiled_rulebook()
    found = list(definitions(book, year).values()) if year else book["definitions"]
    return [{key: d[key] for key in ("code", "title", "table", "fields", "since", "until")} for d in found]


def shown(code: str) -> str:
    """Every definition of a rule as text; BadInput when there is none."""
    found = [d for d in compiled_rulebook()["definitions"] if d["code"].upper() == code.upper()]
    if not found:
        raise BadInput(f"There is no rule {code}; 'plumbline rules list' shows them all.")
    return "\n\n".join(_page(d) for d in found)


def _page(d: dict[str, Any]) -> str:
    since, until = d["since"] or "the beginning", d["until"] or "now"
    years = "Withdrawn before it came into force" if d["withdrawn"] else f"In force from {since} to {until}"
    return "\n".join(
        [
            f"{d['code']}: {d['title']}", "", d["why"], "", f"Fix: {d['fix']}", "",
            f"{years}. Flags {', '.join(d['flags'])}; fields {', '.join(d['fields'])}.",
            f"Needs {', '.join(d['needs'])}.",
        ]
    )  # fmt: skip


def difference(first: int, second: int) -> str:
    """Rules added, removed and changed between two years."""
    book = compiled_rulebook()
    before, after = definitions(book, first), definitions(book, second)
    added = [c for c in after if c not in before]
    removed = [c for c in before if c not in after]
    changed = [c for c in after if c in before and _sql(after[c], second) != _sql(before[c], first)]
    return "\n".join(
        f"{word} ({len(codes)}): {', '.join(codes) or 'none'}"
        for word, codes in (("Added", added), ("Removed", removed), ("Changed", changed))
    )


def _sql(definition: dict[str, Any], year: int) -> list[tuple[str, str]]:
    return [(part["condition"], part.get("where", "")) for part in definition["parts"][str(year)]]


def exported(year: int, dialect: str) -> str:
    """The SQL of a year's rulebook, statements first."""
    if dialect not in ("duckdb", "spark"):
        raise BadInput(f"There is no dialect {dialect}: choose duckdb or spark.")
    book = compiled_rulebook("pyspark" if dialect == "spark" else dialect)
    planned = plan(book, list(definitions(book, year).values()), year)
    return ";\n\n".join([*planned.statements, *(query.sql for query in planned.queries)]) + ";"

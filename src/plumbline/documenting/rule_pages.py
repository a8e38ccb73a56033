"""The rulebook as pages of Markdown: one per rule, theme and year, and an index by field."""

from collections.abc import Iterable, Mapping
from typing import Any

from plumbline.documenting.dictionary import years

Definition = Mapping[str, Any]


def rule_pages(definitions: Iterable[Definition], examples: Mapping[str, str]) -> dict[str, str]:
    """The pages by file name, from the compiled definitions and the text of each rule's page of examples."""
    by_code: dict[str, list[Definition]] = {}
    for definition in definitions:
        by_code.setdefault(definition["code"], []).append(definition)
    pages = {f"rules/{code}.md": rule_page(found, examples.get(code, "")) for code, found in by_code.items()}
    latest = [found[-1] for found in by_code.values()]
    pages["rules/index.md"] = _listing("Rules", latest)
    for theme in sorted({d["theme"] for d in latest}):
        pages[f"themes/{theme}.md"] = _listing(in_words(theme), [d for d in latest if d["theme"] == theme], "../rules/")
    themes = [f"- [{in_words(d)}]({d}.md)" for d in sorted({d["theme"] for d in latest})]
    pages["themes/index.md"] = "\n".join(["# Themes", "", *themes, ""])
    pages["fields.md"] = _by_field(latest)
    return pages | _year_pages(by_code)


def in_words(theme: str) -> str:
    """A theme's module name as people write it."""
    return theme.replace("_", " ").capitalize()


def rule_page(definitions: list[Definition], example: str) -> str:
    """One rule: each of its definitions, newest first, then its examples."""
    code = definitions[0]["code"]
    lines = [f"# {code}: {definitions[-1]['title']}", ""]
    for d in reversed(definitions):
        spell = "never in force" if d["withdrawn"] else f"collection years: {years(d['since'], d['until'])}"
        if len(definitions) > 1 or d["withdrawn"] or d["since"] or d["until"]:
            lines += [f"## {d['title']} ({spell})", ""]
        lines += [f"{d['why']} {d['history']}".strip(), "", f"**What to do:** {d['fix']}", ""]
        lines += [f"Flags {_names(d['flags'])}; looks at {_names(d['fields'])}; needs {_names(d['needs'])}.", ""]
    _, _, body = example.partition("\n")
    body = body.strip().replace("\n## ", "\n### ").removeprefix("## ")
    return "\n".join([*lines, *(["## Examples", "", f"### {body}", ""] if body else [])])


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _listing(title: str, definitions: Iterable[Definition], to: str = "") -> str:
    lines = [f"- [{d['code']}]({to}{d['code']}.md) {d['title']}" for d in definitions]
    return "\n".join([f"# {title}", "", *lines, ""])


def _by_field(definitions: Iterable[Definition]) -> str:
    found: dict[str, list[str]] = {}
    for d in definitions:
        for field in d["fields"]:
            found.setdefault(field, []).append(f"[{d['code']}](rules/{d['code']}.md)")
    lines = [f"- `{field}`: {', '.join(codes)}" for field, codes in sorted(found.items())]
    return "\n".join(["# Rules by field", "", *lines, ""])


def _year_pages(by_code: Mapping[str, list[Definition]]) -> dict[str, str]:
    written = sorted({year for found in by_code.values() for d in found for year in d["parts"]})
    pages = {}
    for before, year in zip(["", *written], written, strict=False):
        now = {code: d for code, found in by_code.items() if (d := _in_force(found, year))}
        then = {code: d for code, found in by_code.items() if before and (d := _in_force(found, before))}
        changed = [
            code for code in now if code in then and _conditions(now[code], year) != _conditions(then[code], before)
        ]
        lines = [f"# Rules of {year}", "", f"{len(now)} rules in force.", ""]
        if before:
            lines += [f"Compared with {before}:", ""]
            lines += _change("New", [c for c in now if c not in then]) + _change("Changed", changed)
            lines += _change("Gone", [c for c in then if c not in now])
        pages[f"years/{year}.md"] = "\n".join(lines)
    return pages


def _change(word: str, codes: list[str]) -> list[str]:
    return [f"- {word}: {', '.join(f'[{c}](../rules/{c}.md)' for c in codes) or 'none'}", ""]


def _in_force(definitions: Iterable[Definition], year: str) -> Definition | None:
    return next((d for d in definitions if year in d["parts"] and not d["withdrawn"]), None)


def _conditions(definition: Definition, year: str) -> list[tuple[str, str]]:
    return [(part["condition"], part.get("where", "")) for part in definition["parts"][year]]

"""The rulebook as pages of Markdown: one per rule, theme and year, and an index by field."""

from collections.abc import Iterable, Mapping, Sequence

from plumbline.documenting.dictionary import years
from plumbline.documenting.rules_table import rules_table
from plumbline.documenting.themes import in_words
from plumbline.rules.book import Book, Definition
from plumbline.rules.needs import told
from plumbline.wording import counted


def rule_pages(definitions: Iterable[Definition], books: Sequence[Book], examples: Mapping[str, str]) -> dict[str, str]:
    """The pages by file name, from every definition, each year's book, and the text of each rule's page of examples."""
    by_code: dict[str, list[Definition]] = {}
    for one in definitions:
        by_code.setdefault(one.code, []).append(one)
    pages = {f"rules/{code}.md": rule_page(found, examples.get(code, "")) for code, found in by_code.items()}
    latest = [found[-1] for found in by_code.values()]
    pages["rules/index.md"] = rules_table(latest, books)
    themes = sorted({one.theme for one in latest})
    for theme in themes:
        pages[f"themes/{theme}.md"] = _listing(in_words(theme), [d for d in latest if d.theme == theme], "../rules/")
    pages["themes/index.md"] = "\n".join(["# Themes", "", *(f"- [{in_words(d)}]({d}.md)" for d in themes), ""])
    pages["fields.md"] = _by_field(latest)
    return pages | _year_pages(books)


def rule_page(definitions: Sequence[Definition], example: str) -> str:
    """One rule: each of its definitions, newest first, then its examples."""
    lines = [f"# {definitions[0].code}: {definitions[-1].title}", ""]
    for d in reversed(definitions):
        spell = "never in force" if d.withdrawn else f"collection years: {years(d.since, d.until)}"
        if len(definitions) > 1 or d.withdrawn or d.since or d.until:
            lines += [f"## {d.title} ({spell})", ""]
        lines += [f"{d.why} {d.history}".strip(), "", f"**What to do:** {d.fix}", ""]
        needs = "; ".join(told(d.needs))
        lines += [f"Flags {_names(map(str, d.flags))}; looks at {_names(d.fields)}; needs {needs}.", ""]
    theme = definitions[-1].theme
    lines += [f"See also: rules about [{in_words(theme).lower()}](../themes/{theme}.md); [all rules](index.md).", ""]
    _, _, body = example.partition("\n")
    body = body.strip().replace("\n## ", "\n### ").removeprefix("## ")
    return "\n".join([*lines, *(["## Examples", "", f"### {body}", ""] if body else [])])


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _listing(title: str, definitions: Iterable[Definition], to: str = "") -> str:
    lines = [f"- [{d.code}]({to}{d.code}.md) {d.title}" for d in definitions]
    return "\n".join([f"# {title}", "", *lines, ""])


def _by_field(definitions: Iterable[Definition]) -> str:
    found: dict[str, list[str]] = {}
    for d in definitions:
        for field in d.fields:
            found.setdefault(field, []).append(f"[{d.code}](rules/{d.code}.md)")
    lines = [f"- `{field}`: {', '.join(codes)}" for field, codes in sorted(found.items())]
    return "\n".join(["# Rules by field", "", *lines, ""])


def _year_pages(books: Sequence[Book]) -> dict[str, str]:
    pages = {}
    for before, book in zip([None, *books], books, strict=False):
        now, then = book.in_force, before.in_force if before else {}
        lines = [f"# Rules of {book.year}", "", f"{counted(len(now), 'rule')} in force.", ""]
        if before:
            lines += [f"Compared with {before.year}:", ""]
            lines += _change("New", [code for code in now if code not in then])
            lines += _change("Changed", [c for c in now if c in then and now[c].edition != then[c].edition])
            lines += _change("Gone", [code for code in then if code not in now])
        pages[f"years/{book.year}.md"] = "\n".join(lines)
    return pages


def _change(word: str, codes: list[str]) -> list[str]:
    return [f"- {word}: {', '.join(f'[{c}](../rules/{c}.md)' for c in codes) or 'none'}", ""]

"""``plumbline docs`` and ``plumbline model dictionary``: pages made from the declarations."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from plumbline.documenting.dictionary import dictionary_pages
from plumbline.documenting.facts import facts_page
from plumbline.documenting.rule_pages import rule_pages
from plumbline.files import write_together
from plumbline.rules.compiled import every_definition, rulebook_of
from plumbline.rules.rows import rows_of_rules
from plumbline.rules.rulebooks import years
from plumbline.wording import counted


def write_dictionary(out: Path) -> None:
    """Writes the data dictionary."""
    _write(out, dictionary_pages())


def write_docs(out: Path) -> None:
    """Writes every generated page: rules, themes, years, fields and the data dictionary."""
    folder = files("plumbline.rules").joinpath("examples")
    examples = {
        page.name.removesuffix(".md"): page.read_text("utf-8") for page in folder.iterdir() if page.name.endswith(".md")
    }
    _write(
        out,
        {"facts.md": facts_page(rows_of_rules())}
        | rule_pages(every_definition(), [rulebook_of(year) for year in years()], examples),
    )
    _write(out / "dictionary", dictionary_pages())


def _write(out: Path, pages: Mapping[str, str]) -> None:
    write_together((out / name, text) for name, text in pages.items())
    print(f"{counted(len(pages), 'page')} written to {out}")

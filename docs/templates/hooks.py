"""What MkDocs does beside its own work: the one stylesheet, wide tables in regions of their own, an index that needs no server."""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import plumbline.reporting.shared

STYLE = Path(plumbline.reporting.shared.__path__[0]) / "templates" / "plumbline.css"
RULE = re.compile(r"reference/rules/(\w+)\.html")
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The look of every page of Plumbline is that of its documentation too."""
    files.append(File.generated(config, "plumbline.css", abs_src_path=str(STYLE)))
    return files


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """A table may be wider than a phone: it scrolls in a region that has a name and takes the focus."""
    return regions(html, page.title or "")


def regions(html: str, title: str) -> str:
    """The page with each table in a region, named after the heading above it and numbered where that has several."""
    named = [(found.start(), TAG.sub("", found[1])) for found in HEADING.finditer(html)]
    seen: dict[str, int] = {}

    def region(table: re.Match[str]) -> str:
        above = next((name for at, name in reversed(named) if at < table.start()), title)
        seen[above] = seen.get(above, 0) + 1
        name = f"{above}, table {seen[above]}" if seen[above] > 1 else f"{above}, table"
        name = name.replace('"', "&quot;")
        inside = table[0].replace("<th></th>", "<td></td>")  # the corner above names of rows heads nothing
        return f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">{inside}</div>'

    return re.sub(r"<table.*?</table>", region, html, flags=re.DOTALL)


def on_post_build(config: MkDocsConfig) -> None:
    """The pages to search as a script: a browser reads no JSON beside a page that was opened from a drive."""
    folder = Path(config.site_dir) / "search"
    documents = json.loads((folder / "search_index.json").read_text("utf-8"))["docs"]
    pages = [searched(one) for one in documents if "#" not in one["location"]]
    (folder / "pages.js").write_text(f"const pages = {json.dumps(pages, ensure_ascii=False)};\n", "utf-8")
    for unused in ("main.js", "worker.js", "search_index.json"):
        (folder / unused).unlink(missing_ok=True)


def searched(document: dict[str, str]) -> dict[str, str]:
    """A page as the search has it: where it is, title, text, and which rule it is of."""
    rule = RULE.fullmatch(document["location"])
    code = rule[1] if rule and rule[1] != "index" else ""
    text = document["text"].removeprefix(document["title"]).strip()
    return {"location": document["location"], "title": document["title"], "text": text, "rule": code}

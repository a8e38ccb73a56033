"""Plumbline's Python for the browser tab, as one archive: its own rooms that run there, and the pure packages they use."""

import gzip
import io
import re
import tarfile
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

from plumbline.rules.compiled import rulebook_of
from plumbline.rules.rulebooks import file_name, years
from plumbline.rules.written import books_to_json

#: Rooms of Plumbline that a tab needs. Rules and concepts are there for what names the compiled rulebook: their hash.
ROOMS = (
    "browser", "checking", "comparing", "compiling", "concepts", "diagnosing", "engine", "explaining", "model", "networks",
    "profiles", "reading", "reference", "repairing", "reporting", "rules", "statistics", "worklists",
)  # fmt: skip
#: Packages of pure Python; of MarkupSafe its Python half is taken.
PACKAGES = ("defusedxml", "et-xmlfile", "jinja2", "markupsafe", "openpyxl", "sqlglot", "xlsxwriter")
_LEFT_OUT = ("__pycache__", "examples", "compiled", "tests")
#: What a package asks to be given on with it.
_LICENCE = re.compile(r"(LICEN[CS]E|AUTHORS)\b.*")
_KINDS = (".py", ".toml", ".csv", ".json", ".html", ".css", ".js", ".txt")


def archive() -> bytes:
    """The archive as .tar.gz, compressed as one: the same bytes for the same sources."""
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, out, mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for name, content in sorted(_contents()):
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return out.getvalue()


def _contents() -> Iterator[tuple[str, bytes]]:
    own = Path(str(files("plumbline")))
    yield from ((f"plumbline/{path.name}", path.read_bytes()) for path in own.glob("*.py"))
    for room in ROOMS:
        for path in (own / room).rglob("*"):
            if path.suffix in _KINDS and not set(path.parts) & set(_LEFT_OUT):
                yield f"plumbline/{path.relative_to(own).as_posix()}", path.read_bytes()
    yield (
        f"plumbline/rules/compiled/{file_name('duckdb')}",
        books_to_json([rulebook_of(year) for year in years()]).encode(),
    )
    metadata = distribution("plumbline").read_text("METADATA") or ""
    yield "plumbline.dist-info/METADATA", metadata.partition("\n\n")[0].encode()
    for package in PACKAGES:
        for file in distribution(package).files or ():
            if (file.suffix == ".py" or _LICENCE.match(file.name)) and not set(file.parts) & {"..", *_LEFT_OUT}:
                yield file.as_posix(), file.read_binary()

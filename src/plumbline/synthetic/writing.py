"""Writes what was made up: the tables as CSV files, Ofsted's list as a workbook."""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from operator import itemgetter
from pathlib import Path

import xlsxwriter

from plumbline.model import table
from plumbline.synthetic.places import Places
from plumbline.synthetic.returns import Tables

_TITLES = (
    "Provider type", "URN", "Local authority", "Placement code", "Placement provider code", "Deregistration date",
    "Setting address postcode",
)  # fmt: skip


@contextmanager
def writers(folder: Path, names: Tables) -> Iterator[Callable[[Tables], None]]:
    """One open file for each table; what is yielded adds a batch of rows to them."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        books = {}
        for name in names:
            fields = [field.name for field in table(name).submitted]
            file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            books[name] = (csv.writer(file, lineterminator="\n"), dict.fromkeys(fields, ""), itemgetter(*fields))
            books[name][0].writerow(fields)

        def write(tables: Tables) -> None:
            for name, rows in tables.items():
                writer, blank, in_order = books[name]
                writer.writerows(in_order(blank | row) for row in rows)

        yield write


def write_providers(path: Path, places: Places) -> None:
    """Ofsted's list in the layout of one combined sheet."""
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    sheet = book.add_worksheet("Providers")
    sheet.write_row(0, 0, _TITLES)
    for at, p in enumerate(places.providers, start=1):
        closed = f"{p.closes:%d/%m/%Y}" if p.closes else ""
        for column, value in enumerate((p.kind, p.urn, "", ",".join(p.types), p.code, closed, p.postcode)):
            sheet.write_string(at, column, value)
    book.close()

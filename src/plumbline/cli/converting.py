"""``plumbline convert``: a return from CSV to XML and back."""

from collections.abc import Sequence
from pathlib import Path

from plumbline.files import write_whole
from plumbline.reading.find import read_return
from plumbline.reading.write_xml import as_csv, as_xml, asylum_seekers_only


def run_convert(paths: Sequence[Path], out: Path) -> int:
    """Writes the other form of the return into ``out``; says what has no place in it."""
    given = read_return(paths)
    if given.source == "xml":
        uasc, header = given.tables[0, "uasc"], given.tables[0, "header"]
        given.tables[0, "uasc"] = asylum_seekers_only(uasc, header)
        for one in given.tables.values():
            write_whole(out / f"{one.name}.csv", as_csv(one))
        print(f"{len(given.tables)} CSV files written to {out}")
        return 0
    left_out = write_xml_form(paths, out / "return.xml")
    print(f"{out / 'return.xml'} written")
    if left_out:
        print(f"Not in it, for the XML form has no place for them: {', '.join(left_out)}")
    return 0


def write_xml_form(paths: Sequence[Path], file: Path) -> list[str]:
    """Writes a CSV return in the XML form; returns the tables that have no place in it."""
    text, left_out = as_xml(read_return(paths).tables.values())
    write_whole(file, text)
    return left_out

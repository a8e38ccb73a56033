"""``plumbline convert``: a return from CSV to XML and back."""

from pathlib import Path

from plumbline.reading.find import read_return
from plumbline.reading.write_xml import as_csv, as_xml, asylum_seekers_only


def run_convert(paths: list[Path], out: Path) -> int:
    """Writes the other form of the return into ``out``; says what has no place in it."""
    given = read_return(paths)
    out.mkdir(parents=True, exist_ok=True)
    if given.source == "xml":
        uasc, header = given.tables[0, "uasc"], given.tables[0, "header"]
        given.tables[0, "uasc"] = asylum_seekers_only(uasc, header)
        for one in given.tables.values():
            (out / f"{one.name}.csv").write_bytes(as_csv(one))
        print(f"{len(given.tables)} CSV files written to {out}")
        return 0
    text, left_out = as_xml(given.tables.values())
    (out / "return.xml").write_text(text, "utf-8")
    print(f"{out / 'return.xml'} written")
    if left_out:
        print(f"Not in it, for the XML form has no place for them: {', '.join(left_out)}")
    return 0

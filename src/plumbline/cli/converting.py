"""``plumbline convert``: a return from CSV to XML and back."""

from collections.abc import Sequence
from pathlib import Path

from plumbline.files import write_together
from plumbline.reading.find import read_return
from plumbline.reading.writing.xml import in_other_form
from plumbline.wording import counted


def run_convert(paths: Sequence[Path], out: Path) -> int:
    """Writes the other form of the return into ``out``; says what has no place in it."""
    files, left_out = in_other_form(read_return(paths))
    written = write_together((out / name, content) for name, content in files.items())
    as_xml = "return.xml" in files
    print(f"{written[0]} written" if as_xml else f"{counted(len(files), 'CSV file')} written to {out}")
    if left_out:
        print(f"Not in it, for the XML form has no place for them: {', '.join(left_out)}")
    return 0

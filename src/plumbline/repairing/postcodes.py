"""Postcodes that the directory does not know as written, but under one reading only."""

from itertools import product

from plumbline.model import Field
from plumbline.reading.postcodes import PostcodeDirectory
from plumbline.repairing.declare import Cell, Reading, repair
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.looks import as_digit, as_letter, plain


def is_postcode(field: Field) -> bool:
    """Whether a field holds postcodes."""
    return field.name in ("HOME_POST", "PL_POST")


def spaced(postcode: str) -> str:
    """A postcode with its one space."""
    return f"{postcode[:-3]} {postcode[-3:]}"


@repair("a postcode typed wrong", is_postcode)
def postcode_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one postcode of the directory that differs in spacing, stray or look-alike characters only."""
    bare = plain(cell.value)
    if not evidence.directory or not 5 <= len(bare) <= 7 or evidence.directory.lookup(cell.value):
        return None
    found = _readings(bare, evidence.directory)
    if len(found) != 1:
        return None
    return Reading(spaced(found[0]), "The only postcode in the directory that can be read so.")


def _readings(bare: str, directory: PostcodeDirectory) -> list[str]:
    """The text itself where the directory knows it; else what it knows of the text with look-alikes changed over."""
    if directory.lookup(bare):
        return [bare]
    outward = [sorted({*as_digit(c), *as_letter(c)}) for c in bare[:-3]]
    inward = [as_digit(bare[-3]), as_letter(bare[-2]), as_letter(bare[-1])]
    return [code for code in map("".join, product(*outward, *inward)) if directory.lookup(code)]

"""Postcodes that the directory does not know as written, but under one reading only."""

import re
from itertools import product

from plumbline.model import Field
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.repairing.declare import Cell, Reading, repair
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.looks import plain

#: The letters of the area, the district, then the half that ends in two letters.
_FORM = re.compile("([A-Z]{1,2})[0-9][0-9A-Z]?[0-9][A-Z]{2}")
_MAY_BE = {"O": "O0", "0": "0O", "I": "I1", "L": "L1"}


def is_postcode(field: Field) -> bool:
    """Whether a field holds postcodes."""
    return field.name in ("HOME_POST", "PL_POST")


def spaced(postcode: str) -> str:
    """A postcode with its one space."""
    return f"{postcode[:-3]} {postcode[-3:]}"


def has_form(value: str) -> bool:
    """Whether a value has the form of a postcode, known or not."""
    return _FORM.fullmatch(value.replace(" ", "")) is not None


def no_postcode(value: str, directory: PostcodeDirectory) -> bool:
    """Whether a value can't be a postcode: not in the directory, and not of the form or in an area that there is.

    One that is only not in the directory may be newer than it.
    """
    form = _FORM.fullmatch(value.replace(" ", ""))
    return directory.lookup(value) is None and (form is None or form[1] not in directory.areas)


@repair("a postcode typed wrong", is_postcode)
def postcode_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one postcode of the directory that differs in spacing and stray characters only, or in O for 0, I or L for 1."""
    bare, directory = plain(cell.value), evidence.directory
    if directory is None or directory.lookup(cell.value) or not 5 <= len(bare) <= 7:
        return None
    if directory.lookup(bare):
        return Reading(spaced(bare), "The same postcode without the characters that don't belong to it.")
    if not no_postcode(bare, directory):
        return None
    outward = [_MAY_BE.get(character, character) for character in bare[:-3]]
    readings = product(*outward, _MAY_BE.get(bare[-3], bare[-3]), bare[-2], bare[-1])
    found = [code for code in map("".join, readings) if directory.lookup(code)]
    return (
        Reading(spaced(found[0]), "The only postcode in the directory that can be read so.")
        if len(found) == 1
        else None
    )

"""Codes: of another year, in words, with stray or look-alike characters; whole numbers written otherwise."""

import re

from plumbline.model import code_set
from plumbline.model.codes import Code
from plumbline.reading.alike import changed_over, one_edit_apart
from plumbline.repairing.declare import Cell, Reading, coded, repair
from plumbline.repairing.evidence import Evidence
from plumbline.repairing.looks import TO_DIGITS, meant, plain

_YES = ("YES", "Y", "TRUE")
_NO = ("NO", "N", "FALSE")
_BOTH = ("0", "1", "YES", "NO")
_CODE_THEN_WORDS = re.compile(r"([A-Z0-9]+)\s*[-\u2013:=(]+\s*([A-Z].*?)\)?")


@repair("a code of another year", coded)
def code_of_another_year(cell: Cell, evidence: Evidence) -> Reading | None:
    """The code that took this one's place, or whose place it took, where there is only one."""
    if cell.value in evidence.codes(cell.field):
        return None
    every = code_set(cell.field.codes).codes
    later = [(code.became, code) for code in every if code.code == cell.value and code.became]
    earlier = [(code.code, code) for code in every if code.became == cell.value and not code.became_if_listed]
    for meanwhile, change in later + earlier:
        if meanwhile in evidence.codes(cell.field) and (not change.became_if_listed or _listed(cell, change, evidence)):
            return Reading(meanwhile, f"{change.code} ({change.label}) became {change.became} after {change.until}.")
    return None


def _listed(cell: Cell, change: Code, evidence: Evidence) -> bool:
    listed = evidence.providers.get(cell.row.get("URN", ""), [])
    return bool(listed) and all(change.became in provider.PLACE_CODES.split(",") for provider in listed)


@repair("a code written in words", coded)
def code_in_words(cell: Cell, evidence: Evidence) -> Reading | None:
    """The code whose label the value is, alone or after the code itself."""
    valid = evidence.codes(cell.field)
    if cell.value in valid:
        return None
    labels = {code.code: code.label.upper() for code in code_set(cell.field.codes).codes if code.code in valid}
    matching = [code for code, label in labels.items() if label == " ".join(cell.value.split())]
    parts = _CODE_THEN_WORDS.fullmatch(cell.value)
    if parts and parts[1] in valid and not set(re.findall(r"[A-Z0-9]+", parts[2])) & set(valid):
        matching.append(parts[1])
    if len(set(matching)) != 1:
        return None
    return Reading(matching[0], "The value is the code's own label.")


@repair("yes or no for a code", coded)
def yes_or_no(cell: Cell, evidence: Evidence) -> Reading | None:
    """1 or 0, or YES or NO, where the field takes those."""
    valid = evidence.codes(cell.field)
    if cell.value in valid:
        return None
    for answers, either in ((_YES, ("1", "YES")), (_NO, ("0", "NO"))):
        taken = [code for code in either if code in valid]
        if cell.value in answers and len(taken) == 1 and len(set(_BOTH) & set(valid)) == 2:
            return Reading(taken[0], f"The field takes {taken[0]} for {answers[0].lower()}.")
    return None


@repair("a code with stray or look-alike characters", coded)
def code_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one valid code that differs in spaces, punctuation or look-alike characters only."""
    valid = evidence.codes(cell.field)
    if cell.value in valid:
        return None
    found = meant(cell.value, valid) or _without_zeros(cell.value, valid)
    return Reading(found, f"{found} is the only valid code that can be read so.") if found else None


def _without_zeros(value: str, valid: tuple[str, ...]) -> str:
    """A one-digit code written with zeros before it."""
    return value[-1] if re.fullmatch(r"0+[0-9]", value) and value[-1] in valid else ""


@repair("a code one typing error away", coded)
def code_one_typing_error_away(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one valid code that is a single typing error away: codes of four and more, or two characters changed over."""
    valid = evidence.codes(cell.field)
    if cell.value in valid or not plain(cell.value):
        return None
    near = [code for code in valid if one_edit_apart(cell.value, code)]
    if len(near) != 1 or not (min(len(near[0]), len(cell.value)) >= 4 or changed_over(cell.value, near[0])):
        return None
    return Reading(near[0], "No other valid code is a single typing error away.")


@repair(
    "a whole number written otherwise", lambda field: field.type == "number" and not field.derived, spreadsheet=True
)
def number_written_otherwise(cell: Cell, evidence: Evidence) -> Reading | None:
    """A whole number with decimals of nothing, spaces, or letters that look like digits."""
    digits = re.sub(r"\.0+$", "", cell.value.replace(" ", "")).translate(TO_DIGITS)
    if digits == cell.value or not re.fullmatch(r"\d{1,2}", digits) or not re.search(r"\d", cell.value):
        return None
    return Reading(str(int(digits)), "The same number in the form that the return asks for.")

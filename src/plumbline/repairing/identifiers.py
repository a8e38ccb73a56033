"""Numbers of children, pupils and providers: a check letter, Ofsted's list or the other tables say what is meant."""

import re
from collections.abc import Iterable
from itertools import product

from plumbline.checking.columns_read import FORMS
from plumbline.reading.alike import one_edit_apart
from plumbline.repairing.belonging import surely_the_childs
from plumbline.repairing.declare import Cell, Reading, named, repair
from plumbline.repairing.evidence import Evidence, as_date
from plumbline.repairing.looks import TO_DIGITS, as_digit, as_letter, meant, plain

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(f"[{_LETTERS}][0-9]{{11}}[0-9A-Z]")
_URN = re.compile("(SC)?[0-9]{6,7}")
_NO_URN = "XXXXXXX"
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+(\d{1,2})")


def upn_form(upn: str) -> bool:
    """Whether a pupil number has the form of one."""
    return bool(_UPN.fullmatch(upn))


def check_letter_holds(upn: str) -> bool:
    """Whether a pupil number's first letter is the one that its other twelve characters give (weights 2 to 13, 23)."""
    if not _UPN.fullmatch(upn) or (upn[12].isalpha() and upn[12] not in _LETTERS):
        return False
    values = [int(c) if c.isdigit() else _LETTERS.index(c) for c in upn[1:]]
    return upn[0] == _LETTERS[sum(value * weight for weight, value in enumerate(values, 2)) % 23]


@repair("a pupil number typed wrong", named("UPN"))
def upn_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one number whose check letter holds among those that differ in stray and look-alike characters only."""
    bare = plain(cell.value)
    if check_letter_holds(cell.value) or not bare:
        return None
    if unknown := meant(cell.value, ("UN1", "UN2", "UN3", "UN4", "UN5")):
        return Reading(unknown, f"{unknown} is the only code that can be read so.") if unknown != cell.value else None
    if len(bare) != 13:
        return None
    last = {*as_digit(bare[12]), bare[12]}
    choices = [as_letter(bare[0]), *(as_digit(c) for c in bare[1:12]), sorted(last)]
    holding = [upn for upn in map("".join, product(*choices)) if check_letter_holds(upn)]
    if len(holding) != 1:
        return None
    return Reading(holding[0], "The only reading of these characters whose check letter holds.")


@repair("a pupil number that last year's return has right", named("UPN"))
def upn_as_last_year(cell: Cell, evidence: Evidence) -> Reading | None:
    """Last year's number, where this one is a typing error from it and can't be right, or was another child's."""
    last = {row["UPN"] for row in evidence.rows(cell.child, "header", 1) if row.get("UPN")}
    upn = last.pop() if len(last) == 1 else ""
    wrong = not upn_form(cell.value) or (check_letter_holds(upn) and not check_letter_holds(cell.value))
    if not upn_form(upn) or upn == cell.value or not surely_the_childs(cell, evidence):
        return None
    if wrong and one_edit_apart(plain(cell.value), upn):
        return Reading(upn, "One typing error from the number in last year's return, and not a pupil number itself.")
    if upn_form(cell.value) and evidence.with_upn(cell.value, 1) - {cell.child}:
        return Reading(upn, "Last year's number; this one is another child's.")
    return None


@repair("an Ofsted number typed wrong", named("URN"))
def urn_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one number on Ofsted's list that differs in stray characters, look-alikes or lost zeros only."""
    value, listed = cell.value, evidence.providers
    if value in listed or value == _NO_URN:
        return None
    bare = plain(value)
    if bare and not bare.strip("X"):
        return Reading(_NO_URN, "Nothing but X: the filler for a number that is not known is seven of them.")
    if listed:
        found = meant(value, listed) or _with_zeros(bare, listed)
        return Reading(found, "The only number on Ofsted's list that can be read so.") if found else None
    if bare != value and _URN.fullmatch(bare):
        return Reading(bare, "The number without the characters that don't belong to it.")
    return None


@repair("a social worker's number typed wrong", named("SW_ID"))
def worker_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """SW and digits, where only stray and look-alike characters keep the value from being so."""
    bare = plain(cell.value)
    number = "SW" + bare[2:].translate(TO_DIGITS)
    if bare[:2] not in ("SW", "5W") or number == cell.value or not worker_form(number):
        return None
    return Reading(number, "A registration number is SW and digits; these can only be read so.")


def worker_form(number: str) -> bool:
    """Whether a social worker's number is a registration number, SW and digits, or a filler."""
    return bool(re.fullmatch(FORMS["SW_ID"], number))


def _with_zeros(bare: str, listed: Iterable[str]) -> str:
    """The listed number that is this one with zeros before it."""
    found = [urn for urn in listed if bare and urn != bare and urn.lstrip("0") == bare.lstrip("0")]
    return found[0] if len(found) == 1 else ""


@repair("a child's number written otherwise in a whole table", named("CHILD"), spreadsheet=True)
def written_otherwise(cell: Cell, evidence: Evidence) -> Reading | None:
    """The number as the header, for the header the other tables, for all of them last year's return writes it.

    Only where most of a table's numbers are strange to the others, but for signs, decimals, letters and zeros known.
    """
    found = evidence.written_otherwise.get(cell.place.table, {}).get(cell.value, "")
    right = found and _birthdays_agree(cell.value, found, evidence)
    return Reading(found, "The table's numbers are those elsewhere but for how they are written.") if right else None


@repair("zeros lost before a child's number", named("CHILD"), spreadsheet=True)
def zeros_lost(cell: Cell, evidence: Evidence) -> Reading | None:
    """The number with zeros before it by which the same child is known elsewhere in the return or last year."""
    value = cell.value
    if not value.isdigit():
        return None
    twins = {other for other in evidence.with_zeros.get(value.lstrip("0"), ()) if len(other) > len(value)}
    twin = twins.pop() if len(twins) == 1 else ""
    if not twin or not _is_the_number(twin, value, evidence) or not _birthdays_agree(value, twin, evidence):
        return None
    return Reading(twin, "The same child's number elsewhere has these zeros.")


def _is_the_number(twin: str, value: str, evidence: Evidence) -> bool:
    """Whether the number with zeros is the child's, and the one without them nobody's: by last year, or by the header."""
    if evidence.tables_with(value, 1):
        return False
    if evidence.has("header", value) and evidence.has("header", twin):
        return False
    if evidence.tables_with(twin, 1):
        return True
    header_only = evidence.tables_with(value) == ["header"] and len(evidence.tables_with(twin)) > 1
    return header_only or (evidence.has("header", twin) and not evidence.has("header", value))


@repair("a child's number typed wrong", named("CHILD"))
def child_typed_wrong(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one known child whose number differs in look-alikes and strays only, or in one character and is born that day.

    Only for a number that nothing else has, and a child that this table lacks or the header has.
    """
    value, born = cell.value, as_date(cell.row.get("DOB", ""))
    if not evidence.in_one_table_only(value):
        return None
    wanted = cell.place.table != "header"
    found = meant(value, evidence.children - {value})
    why = "The only child's number that can be read so."
    if not found and born:
        near = [other for other in evidence.born_on.get(born, ()) if one_edit_apart(value, other)]
        found = near[0] if len(near) == 1 else ""
        why = "One typing error from the number of the only such child born on that day."
    elif not found and not evidence.usual_length(value):
        near = [other for other in evidence.children if one_edit_apart(value, other)]
        found = near[0] if len(near) == 1 else ""
        why = "No child's number is so long; the only one that is one typing error away."
    right = found and evidence.has("header", found) == wanted and _birthdays_agree(value, found, evidence)
    return Reading(found, why) if right else None


@repair("a number that Excel shortened", named("CHILD", "URN"), spreadsheet=True)
def shortened_by_excel(cell: Cell, evidence: Evidence) -> Reading | None:
    """The one known number that Excel's scientific notation can stand for."""
    form = _SCIENTIFIC.fullmatch(cell.value)
    if not form:
        return None
    decimals, power = form[2] or "", int(form[3])
    known = set(evidence.providers) if cell.place.field == "URN" else evidence.children
    fitting = {n for n in known if n.isdigit() and len(n) == power + 1 and _shortened(n, len(decimals)) == cell.value}
    if cell.place.field == "CHILD" and "header" in evidence.of_year(0):
        fitting = {child for child in fitting if evidence.has("header", child) == (cell.place.table != "header")}
    if cell.place.field == "CHILD" and (born := as_date(cell.row.get("DOB", ""))):
        fitting = {child for child in fitting if born in evidence.birthdays(child)}
    if len(fitting) != 1:
        return None
    return Reading(fitting.pop(), "The only number known elsewhere that is shortened so.")


def _shortened(number: str, decimals: int) -> str:
    """The number as Excel shows it with so many decimals."""
    mantissa, _, power = f"{int(number):.{decimals}E}".partition("E")
    return f"{mantissa}E+{int(power):02d}"


def _birthdays_agree(one: str, other: str, evidence: Evidence) -> bool:
    first, second = evidence.birthdays(one), evidence.birthdays(other)
    return not first or not second or bool(first & second)

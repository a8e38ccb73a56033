"""Ofsted's provider lists: two workbooks or one combined, in the layouts that Ofsted has used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from plumbline.faults import BadInput
from plumbline.files import Sheet
from plumbline.model.authorities import authority_named

#: What each column is called, in lower case, in one layout or another.
_TITLES = {
    "URN": ("urn",),
    "PLACE_CODES": ("placement code", "provider code"),
    "PROVIDER_CODES": ("placement provider code", "provider placement code"),
    "REG_END": ("deregistration date", "closed date"),
    "POSTCODE": ("setting address postcode", "setting postcode", "provider postcode"),
    "AUTHORITY": ("provider local authority", "local authority", "setting local authority"),
}
_NEEDED = ("URN", "PLACE_CODES", "PROVIDER_CODES")


@dataclass(frozen=True)
class Provider:
    """One row of Ofsted's lists: URN, placement types, provider codes, closing date (dd/mm/yyyy or empty), postcode.

    ``LA_CODE_LISTED`` is the code of the authority that the list names, ``LA_CODE_INFERRED`` that of the postcode.
    """

    URN: str
    PLACE_CODES: str
    PROVIDER_CODES: str
    REG_END: str
    POSTCODE: str
    LA_CODE_INFERRED: str = ""
    LA_CODE_LISTED: str = ""


def read_providers(book: Mapping[str, Sheet], file: str) -> list[Provider]:
    """The providers of one workbook. A layout that is not known is BadInput saying what was found and expected."""
    filled = {name: rows for name, rows in book.items() if len(rows) > 1}
    if {"Settings and Inspection Info", "Address Details"} <= set(filled):
        return _two_sheets(filled, file)
    found: list[Provider] = []
    recognised = 0
    for name, rows in filled.items():
        titles = [title.strip().lower() for title in rows[0]]
        supported = name.lower() == "sa providers"
        places = _places(titles)
        if "URN" in places and (supported or all(n in places for n in _NEEDED)):
            found += [_provider(row, places, supported) for row in rows[1:] if _cell(row, places, "URN")]
            recognised += 1
    if not recognised:
        seen = "; ".join(
            f"{name}: {', '.join(c[:30] for c in rows[0] if c)[:300]}" for name, rows in book.items() if rows
        )
        raise BadInput(
            f"{file}: not a provider list in a known layout. Expected a sheet with the columns URN, placement code and "
            f"placement provider code (or provider code and provider placement code). Found {seen or 'no sheet with rows'}."
        )
    return found


def _two_sheets(book: Mapping[str, Sheet], file: str) -> list[Provider]:
    """Children's homes on two sheets: the postcode is the only thing taken from the second."""
    addresses = list(_rows(book["Address Details"]))
    postcodes = {row.get("URN", ""): row.get("POSTCODE", "") for row in addresses}
    homes = [row for row in _rows(book["Settings and Inspection Info"]) if row.get("URN") in postcodes]
    if not homes:
        raise BadInput(f"{file}: the two sheets share no URN, so no provider can be read.")
    return [_made(row | {"POSTCODE": postcodes[row["URN"]]}) for row in homes]


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    places = _places([title.strip().lower() for title in sheet[0]])
    for row in sheet[1:]:
        if _cell(row, places, "URN"):
            yield {name: _cell(row, places, name) for name in places}


def _places(titles: list[str]) -> dict[str, int]:
    return {name: titles.index(title) for name, known in _TITLES.items() for title in known if title in titles}


def _cell(row: list[str], places: Mapping[str, int], name: str) -> str:
    at = places.get(name)
    return row[at].strip() if at is not None and at < len(row) else ""


def _provider(row: list[str], places: Mapping[str, int], supported: bool) -> Provider:
    cells = {name: _cell(row, places, name) for name in places}
    if supported:
        cells["PLACE_CODES"] = "K3"
        cells["PROVIDER_CODES"] = cells.get("PROVIDER_CODES") or "PR4"
    return _made(cells)


def _made(cells: Mapping[str, str]) -> Provider:
    return Provider(
        URN=cells["URN"].upper().removesuffix(".0"),
        PLACE_CODES=_codes(cells.get("PLACE_CODES", "")),
        PROVIDER_CODES=_codes(cells.get("PROVIDER_CODES", "")),
        REG_END=_date(cells.get("REG_END", "")),
        POSTCODE=cells.get("POSTCODE", "").upper().replace(" ", ""),
        LA_CODE_LISTED=_authority(cells.get("AUTHORITY", "")),
    )


def _codes(text: str) -> str:
    return ",".join(part.strip() for part in text.upper().replace("/", ",").split(",") if part.strip())


def _authority(name: str) -> str:
    """The code of the authority that the list names; or empty."""
    council = authority_named(name)
    return council.code if council else ""


def _date(text: str) -> str:
    try:
        return datetime.strptime(text, "%d/%m/%Y").strftime("%d/%m/%Y")
    except ValueError:
        return ""

"""Workbooks: the tables of the return as sheets, and Ofsted's provider lists in their five layouts."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from plumbline.faults import BadInput
from plumbline.files import Sheet
from plumbline.reading.csv_files import LIMIT


def sheets(content: bytes, file: str) -> dict[str, Sheet]:
    """Every sheet of a workbook as text, dates as dd/mm/yyyy; formulas are not worked out but read as last saved."""
    if len(content) > LIMIT:
        raise BadInput(f"{file}: the workbook is larger than 200 MB. Check what was exported.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(
            f"{file}: this workbook is protected by a password or in the old .xls form. Save it as .xlsx without one."
        )
    import openpyxl  # a third of a second, for those who give a workbook only
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_bomb(content, file)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError, TypeError) as problem:
        raise BadInput(
            f"{file}: this is not a workbook that can be read. Open it in Excel and save it again."
        ) from problem


def _refuse_bomb(content: bytes, file: str) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LIMIT:
            raise BadInput(f"{file}: unpacked, the workbook is larger than 200 MB; refused.")


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and huge
    for row in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

"""The workbooks of a made-up network say so on every sheet, on a screen and on paper."""

import io
from dataclasses import replace

import openpyxl
import pytest
from network_of_twelve import compared_in, store_of, write_network

from plumbline.networks.network_wide import NetworkRequest, compare_network
from plumbline.reporting.comparison.workbook import comparison_book
from plumbline.reporting.network.workbook import across_book
from plumbline.reporting.shared.sheets import MADE_UP_DATA
from plumbline.rules.compiled import rulebook_of


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(write_network(tmp_path_factory.mktemp("books") / "network"))


def of_one(store, made_up):
    return comparison_book(replace(compared_in(store), made_up=made_up), rulebook_of(2026).in_force)


def of_all(store, made_up):
    return across_book(compare_network(store, NetworkRequest()).across, {}, "n", made_up=made_up)


@pytest.mark.parametrize("made", [of_one, of_all])
@pytest.mark.parametrize("made_up", [True, False])
def test_every_sheet_says_whether_it_is_made_up(store, made, made_up):
    sheets = openpyxl.load_workbook(io.BytesIO(made(store, made_up))).worksheets
    assert len(sheets) >= 3
    assert {any(cell.value == MADE_UP_DATA for cell in sheet[1]) for sheet in sheets} == {made_up}
    assert {str(sheet.oddHeader.center.text).startswith(MADE_UP_DATA) for sheet in sheets} == {made_up}

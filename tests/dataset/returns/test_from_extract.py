"""The return made from an extract is the council's own, but for what an extract can't say; and when it stands instead of a loaded one."""

import csv
import io
from collections import Counter
from datetime import date

import pytest
from given import DAY, data_set, load_into, write_returns
from ssd_writer import given_back

from plumbline.checking.live import Asked, check_as_at
from plumbline.checking.native import here
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.returns.unsupplied import SSD_CANNOT_SAY
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return
from plumbline.synthetic.ssd import SYSTEM_C, VENDORS, extract, write_csv, written

#: The made-up council takes some seconds.
pytestmark = pytest.mark.slow

COUNCIL = "E10000016"
SEPTEMBER = date(2025, 9, 30)


def data_set_of_extract(folder, returns, vendor=SYSTEM_C, day=DAY):
    write_csv(written(extract(returns, day), vendor), folder / "extract", vendor)
    return data_set(folder / "kept", folder / "extract") if day == DAY else _as_at(folder, day)


def _as_at(folder, day):
    held = data_set(folder / "kept")
    load_into(folder / "kept", folder / "extract", as_at=day)
    return held


def rows_in(rows):
    return Counter(tuple(sorted((field, text) for field, text in row.items() if text)) for row in rows)


@pytest.fixture(scope="module", params=VENDORS, ids=lambda one: one.name)
def of_vendor(request, returns, tmp_path_factory):
    held = data_set_of_extract(tmp_path_factory.mktemp("extract"), returns, request.param)
    return request.param, held.return_of()


def test_the_return_of_the_extracts_year_comes_back_row_for_row(of_vendor, returns):
    vendor, found = of_vendor
    expected = given_back(returns[2026], vendor)
    tables = found.of_year(0)
    assert set(tables) == {name for name, rows in expected.items() if rows}
    for name, table in tables.items():
        assert rows_in(csv.DictReader(io.StringIO(table.csv.decode()))) == rows_in(expected[name]), name


def test_its_rows_say_that_they_are_from_the_extract(of_vendor):
    _, found = of_vendor
    assert found.of_year(0)["episodes"].file == "episodes from the SSD extract as at 31/03/2026"


def test_it_finds_what_the_councils_return_does_where_it_can_be_checked(of_vendor, returns, tmp_path):
    _, found = of_vendor
    write_returns(returns, tmp_path)
    own = check_as_at(read_return([tmp_path / "2026"], [tmp_path / "2025"]), here, Asked(2026, COUNCIL))
    result = check_as_at(found, here, Asked(2026, COUNCIL))
    assert {one.key for one in result.findings} == {one.key for one in own.findings if one.code in result.ran}
    not_checked = {code for code, why in result.skipped.items() if why.reason == "source"}
    assert set(own.ran) - set(result.ran) == not_checked
    assert 0 < len(not_checked) < len(own.ran) / 10


def test_a_rule_that_the_extract_cannot_serve_says_so(of_vendor):
    _, found = of_vendor
    skipped = check_as_at(found, here, Asked(2026, COUNCIL, only=["191"])).skipped["191"]
    assert (skipped.reason, skipped.needs) == ("source", (TableOfYear("oc2"),))
    assert skipped.words == "What this return was made from does not say all that the oc2 file is to hold."


def test_a_table_that_no_extract_has_is_not_checked_for_its_source(of_vendor):
    _, found = of_vendor
    result = check_as_at(found, here, Asked(2027, COUNCIL))
    of_orders = [why.reason for why in result.skipped.values() if TableOfYear("dolo") in why.needs]
    assert of_orders
    assert set(of_orders) == {"source"}


@pytest.fixture(scope="module")
def returns_folder(returns, tmp_path_factory):
    folder = tmp_path_factory.mktemp("returns")
    write_returns(returns, folder)
    return folder


@pytest.mark.parametrize(
    ("sent_on", "from_extract"),
    [(date(2026, 3, 30), True), (DAY, False), (date(2026, 5, 1), False)],
    ids=["before the extract", "the same day", "after it"],
)
def test_the_later_of_return_and_extract_stands_for_the_year_asked_for(
    returns, returns_folder, tmp_path, sent_on, from_extract
):
    held = data_set_of_extract(tmp_path, returns)
    load_into(held.folder.path, returns_folder / "2026", as_at=sent_on)
    found = Dataset(held.folder.path).return_of(2026, max(sent_on, DAY))
    assert ("SSD extract" in found.of_year(0)["episodes"].file) == from_extract
    assert bool(found.unsupplied.get(TableOfYear("oc2"))) == from_extract


def test_an_earlier_year_is_as_it_was_sent(returns, returns_folder, tmp_path):
    held = data_set_of_extract(tmp_path, returns)
    load_into(held.folder.path, returns_folder / "2025", as_at=date(2025, 3, 31))
    found = Dataset(held.folder.path).return_of(2026)
    assert found.of_year(1)["episodes"].file == "episodes.csv"
    assert TableOfYear("oc2", 1) not in found.unsupplied
    assert found.unsupplied[TableOfYear("oc2")] >= SSD_CANNOT_SAY["oc2"]


def test_an_extract_in_the_middle_of_the_year_is_a_live_check_with_nothing_to_do(returns, tmp_path):
    held = data_set_of_extract(tmp_path, returns, day=SEPTEMBER)
    assert held.latest_year() == 2026
    result = check_as_at(held.return_of(), here, Asked(2026, COUNCIL), held.state().as_at)
    assert result.live is not None
    assert [(line.code, line.rows) for line in result.summary()] == []

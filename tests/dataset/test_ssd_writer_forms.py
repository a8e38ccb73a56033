"""The forms that the independent writer gives an extract: numbers, order, vendors' columns, files and a database."""

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path

import duckdb
import psycopg
import pytest
from ssd_writer import SCHEMA, TELLTALE, WORDS, empty_postgres, given_back, in_words, write_parquet, write_postgres

from plumbline.synthetic.ssd import ECLIPSE, MOSAIC, SYSTEM_C, VENDORS, Ssd, Vendor, Written, write_csv, written
from plumbline.synthetic.ssd.tables import Id, relations

#: Making up the council and starting PostgreSQL takes some seconds.
pytestmark = pytest.mark.slow


def without_numbers(tables: list[Written], ssd: Ssd) -> list[tuple[object, ...]]:
    """The rows without the columns of surrogate numbers."""
    found: list[tuple[object, ...]] = []
    for table, relation in zip(tables, relations(ssd), strict=True):
        kept = [at for at, kind in enumerate(relation.columns.values()) if kind is not Id]
        found += [(table.name, *(row[at] for at in kept)) for row in table.rows]
    return found


#: No case system: it has every column.
ALL_COLUMNS = Vendor("with all columns")


def test_reissued_numbers_are_others_and_the_rest_stays(ssd: Ssd) -> None:
    first, second = written(ssd, ALL_COLUMNS, ids=1), written(ssd, ALL_COLUMNS, ids=2)
    assert without_numbers(first, ssd) == without_numbers(second, ssd)
    (episodes,), (again,) = ([t for t in tables if t.name == "ssd_cla_episodes"] for tables in (first, second))
    assert not {row[0] for row in episodes.rows} & {row[0] for row in again.rows}


def test_reissued_numbers_point_at_the_same_rows(ssd: Ssd) -> None:
    first, second = written(ssd, ALL_COLUMNS, ids=1), written(ssd, ALL_COLUMNS, ids=2)
    now: dict[object, object] = {}
    for table, again, relation in zip(first, second, relations(ssd), strict=True):
        at = [n for n, kind in enumerate(relation.columns.values()) if kind is Id]
        for row, other in zip(table.rows, again.rows, strict=True):
            assert all(now.setdefault(row[n], other[n]) == other[n] for n in at)
    assert len(set(now.values())) == len(now)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_shuffling_rows_and_columns_keeps_every_row(ssd: Ssd, vendor: Vendor) -> None:
    for plain, shuffled in zip(written(ssd, vendor), written(ssd, vendor, shuffle=5), strict=True):
        assert by_name(shuffled) == by_name(plain)


def by_name(table: Written) -> Counter[tuple[tuple[str, object], ...]]:
    return Counter(
        tuple(sorted((column.name, str(cell)) for column, cell in zip(table.columns, row, strict=True)))
        for row in table.rows
    )


def test_shuffling_does_shuffle(ssd: Ssd) -> None:
    plain, shuffled = (written(ssd, SYSTEM_C, shuffle=seed)[0] for seed in (None, 5))
    assert plain.columns != shuffled.columns


def columns(ssd: Ssd, vendor: Vendor) -> set[str]:
    return {column.name.lower() for table in written(ssd, vendor) for column in table.columns}


@pytest.mark.parametrize(
    ("vendor", "lacks", "has"),
    [
        (SYSTEM_C, {"clar_cla_person_id"}, set()),
        (
            MOSAIC,
            {
                "clap_person_id", "clai_immunisations_status_date", "clac_cla_conviction_offence", "invo_person_id",
                "lacp_table_id",
            },
            {"lacp_cla_care_plan_id", "loaded_by"},
        ),
        (
            ECLIPSE, {"clar_cla_person_id", "pers_single_unique_id"},
            {"pers_common_child_id", "etl_loaded_at", "etl_note"},
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Vendor) else "",
)  # fmt: skip
def test_vendors_differ_in_these_columns(ssd: Ssd, vendor: Vendor, lacks: set[str], has: set[str]) -> None:
    everything = columns(ssd, ALL_COLUMNS)
    assert columns(ssd, vendor) == everything - lacks | has


@pytest.mark.parametrize(
    ("vendor", "start"),
    [
        (SYSTEM_C, "%Y-%m-%d 00:00:00.000"),
        (MOSAIC, "%Y-%m-%d"),
        (ECLIPSE, "%Y-%m-%dT00:00:00"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_vendors_write_days_in_their_own_way(ssd: Ssd, vendor: Vendor, start: str, tmp_path: Path) -> None:
    write_csv(written(ssd, vendor), tmp_path, vendor)
    with (tmp_path / "ssd_cla_placement.csv").open(encoding=vendor.encoding, newline="") as file:
        rows = [{name.lower(): value for name, value in row.items()} for row in csv.DictReader(file)]
    at, one = next((n, p) for n, p in enumerate(ssd.ssd_cla_placement) if not p.clap_cla_placement_postcode)
    assert rows[at]["clap_cla_placement_start_date"] == one.clap_cla_placement_start_date.strftime(start)
    assert rows[at]["clap_cla_placement_distance"] == "999.9"


def test_a_loader_that_reads_names_or_free_text_can_be_found_out(ssd: Ssd) -> None:
    telling = {
        name
        for relation in relations(ssd)
        for row in relation.rows
        for name, value in zip(relation.columns, row, strict=True)
        if TELLTALE in str(value)
    }
    assert telling == {
        "pers_forename", "pers_surname", "lacp_cla_care_plan_json", "clac_cla_conviction_offence",
        "clea_care_leaver_personal_advisor", "addr_address_json", "description",
    }  # fmt: skip


def test_csv_parquet_and_postgres_hold_the_same(ssd: Ssd, postgres: str, tmp_path: Path) -> None:
    tables = written(ssd, ECLIPSE, shuffle=3)
    write_parquet(tables, tmp_path)
    write_postgres(tables, postgres)
    with psycopg.connect(postgres) as connection, duckdb.connect() as database:
        for table in tables:
            expected = sorted(map(plain, table.rows))
            in_postgres = connection.execute(f'SELECT * FROM {SCHEMA}."{table.name}"').fetchall()
            in_parquet = database.execute(f"FROM '{tmp_path / table.name}.parquet'").fetchall()
            assert sorted(map(plain, in_postgres)) == expected, table.name
            assert sorted(map(plain, in_parquet)) == expected, table.name


def plain(row: tuple[object, ...]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in row)


def test_a_database_holds_days_as_its_vendor_does(ssd: Ssd, postgres: str) -> None:
    write_postgres(written(ssd, SYSTEM_C), postgres)
    with psycopg.connect(postgres) as connection:
        (day,) = connection.execute(f"SELECT min(pers_dob) FROM {SCHEMA}.ssd_person").fetchone() or (None,)
    assert isinstance(day, datetime)


def test_a_table_can_be_emptied_as_in_the_nightly_refresh(ssd: Ssd, postgres: str) -> None:
    write_postgres(written(ssd, SYSTEM_C), postgres)
    empty_postgres(postgres, "ssd_cla_reviews")
    with psycopg.connect(postgres) as connection:
        assert connection.execute(f"SELECT count(*) FROM {SCHEMA}.ssd_cla_reviews").fetchone() == (0,)


def test_a_council_may_have_words_for_codes(ssd: Ssd) -> None:
    worded = in_words(ssd)
    assert {one.pers_sex for one in worded.ssd_person} - {None} == {"Female", "Male"}
    codes = {word.word: word.code for word in WORDS}
    back = [one._replace(pers_sex=codes.get(one.pers_sex or "", one.pers_sex)) for one in worded.ssd_person]
    assert back == ssd.ssd_person


def test_every_word_is_used(ssd: Ssd) -> None:
    worded = in_words(ssd)
    for word in WORDS:
        assert any(getattr(row, word.column) == word.word for row in getattr(worded, word.table)), word


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_the_return_that_comes_back_lacks_what_is_listed(vendor: Vendor) -> None:
    told = {
        "oc2": [
            {"CHILD": "1", "DOB": "01/01/2010", "TEETH_CHECK": "0", "IMMUNISATIONS": "0", "SDQ_REASON": "SDQ2"},
            {"CHILD": "2", "DOB": "01/01/2010", "TEETH_CHECK": "1", "INTERVENTION_OFFERED": "1"},
            {"CHILD": "3", "DOB": "01/01/2010"},
        ],
        "dolo": [{"CHILD": "1", "DOB": "01/01/2010", "DOLO_START": "01/05/2025"}],
        "reviews": [{"CHILD": "1", "DOB": "01/01/2010", "REVIEW": "01/05/2025"}],
    }
    reason = "" if vendor is ECLIPSE else "SDQ2"
    assert given_back(told, vendor) == {
        "oc2": [
            {"CHILD": "1", "DOB": "01/01/2010", "TEETH_CHECK": "", "IMMUNISATIONS": "0", "SDQ_REASON": reason},
            {"CHILD": "2", "DOB": "01/01/2010", "TEETH_CHECK": "1", "INTERVENTION_OFFERED": ""},
        ],
        "dolo": [],
        "reviews": told["reviews"],
    }

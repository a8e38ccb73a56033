"""The independent writer of SSD extracts is itself right: what it writes is what the council's returns say."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb
import psycopg
import pytest
from ssd_writer import (
    ECLIPSE,
    MOSAIC,
    SCHEMA,
    SYSTEM_C,
    TELLTALE,
    VENDORS,
    Ssd,
    Vendor,
    Written,
    empty_postgres,
    extract,
    given_back,
    write_csv,
    write_parquet,
    write_postgres,
    written,
)
from ssd_writer.tables import Id, relations

from plumbline.reference.postcodes import open_directory
from plumbline.synthetic.lives import live
from plumbline.synthetic.places import Places
from plumbline.synthetic.returns import Row, Tables, add_rows, collection, empty_tables

LAST = 2026
AS_AT = date(LAST, 3, 31)
Returns = Mapping[int, Tables]


@pytest.fixture(scope="module")
def returns() -> Returns:
    """The returns of a made-up council since before anyone in the last of them came into care."""
    directory = open_directory()
    if directory is None:
        pytest.skip("the postcode directory is not installed")
    places, rng = Places(Random(1), directory, "E10000016", LAST), Random(2)
    lives = [live(rng, number, places) for number in range(200)]
    found = {}
    for year in range(LAST - 9, LAST + 1):
        found[year] = empty_tables(year)
        for life in lives:
            add_rows(found[year], life, collection(year), Random(f"{life.child} {year}"))
    return found


@pytest.fixture(scope="module")
def ssd(returns: Returns) -> Ssd:
    return extract(returns, AS_AT)


def distinct(returns: Returns, table: str, *key: str) -> dict[tuple[str, ...], Row]:
    """The rows of a table, each thing once, as the latest return has it."""
    return {
        tuple(row[name] for name in ("CHILD", *key)): row
        for year in sorted(returns)
        for row in returns[year].get(table, ())
    }


def begun_by(returns: Returns, *reasons: str) -> int:
    """The episodes that began for these reasons."""
    return sum(row["RNE"] in reasons for row in distinct(returns, "episodes", "DECOM").values())


def answered(returns: Returns, answer: str, value: str) -> int:
    """The children and years with an answer about their health."""
    return sum(row.get(answer) == value for tables in returns.values() for row in tables["oc2"])


# Each of these counts the return in another way than the writer puts it into tables.
TOTALS: dict[str, tuple[Callable[[Returns], int], Callable[[Ssd], int]]] = {
    "children": (
        lambda returns: len(distinct(returns, "header")),
        lambda ssd: sum(one.pers_person_id.startswith("MADEUP") for one in ssd.ssd_person),
    ),
    "episodes": (lambda returns: len(distinct(returns, "episodes", "DECOM")), lambda ssd: len(ssd.ssd_cla_episodes)),
    "open episodes": (
        lambda returns: sum(not row["DEC"] for row in distinct(returns, "episodes", "DECOM").values()),
        lambda ssd: sum(one.clae_cla_episode_ceased_date is None for one in ssd.ssd_cla_episodes),
    ),
    "periods": (
        lambda returns: begun_by(returns, "S"),
        lambda ssd: len({one.clae_cla_id for one in ssd.ssd_cla_episodes}),
    ),
    "placements": (
        lambda returns: begun_by(returns, "S", "P", "B", "T", "U"),
        lambda ssd: len(ssd.ssd_cla_placement),
    ),
    "legal statuses": (
        lambda returns: begun_by(returns, "S", "L", "B", "U"),
        lambda ssd: sum(len(one.lega_legal_status) == 2 for one in ssd.ssd_legal_status),
    ),
    "reviews held": (
        lambda returns: len(distinct(returns, "reviews", "REVIEW")),
        lambda ssd: sum(one.clar_cla_review_date is not None for one in ssd.ssd_cla_reviews),
    ),
    "missing": (lambda returns: len(distinct(returns, "missing", "MIS_START")), lambda ssd: len(ssd.ssd_missing)),
    "workers": (
        lambda returns: len(distinct(returns, "sw_episodes", "SW_ID", "SW_DECOM")),
        lambda ssd: sum(one.invo_professional_role_id == "CW" for one in ssd.ssd_involvements),
    ),
    "care leavers' contacts": (
        lambda returns: sum(len(tables["oc3"]) for tables in returns.values()),
        lambda ssd: len(ssd.ssd_care_leavers),
    ),
    "decisions to place for adoption": (
        lambda returns: len(distinct(returns, "placed_adoption", "DATE_PLACED")),
        lambda ssd: sum(one.perm_adm_decision_date is not None for one in ssd.ssd_permanence),
    ),
    "adopters": (
        lambda returns: len(distinct(returns, "ad1")),
        lambda ssd: sum(one.perm_number_of_adopters is not None for one in ssd.ssd_permanence),
    ),
    "asylum seekers": (
        lambda returns: len(distinct(returns, "uasc")),
        lambda ssd: sum("UASC" in one.immi_immigration_status for one in ssd.ssd_immigration_status),
    ),
    "mothers": (
        lambda returns: sum(row.get("MOTHER") == "1" for row in distinct(returns, "header").values()),
        lambda ssd: len(ssd.ssd_mother),
    ),
    "dental checks": (
        lambda returns: answered(returns, "TEETH_CHECK", "1"),
        lambda ssd: sum(
            (one.clah_health_check_type, one.clah_health_check_status) == ("Dental Check", "Completed")
            for one in ssd.ssd_cla_health
        ),
    ),
    "convictions": (lambda returns: answered(returns, "CONVICTED", "1"), lambda ssd: len(ssd.ssd_cla_convictions)),
    "substance misuse": (
        lambda returns: answered(returns, "SUBSTANCE_MISUSE", "1"),
        lambda ssd: len(ssd.ssd_cla_substance_misuse),
    ),
    "reasons for no questionnaire": (
        lambda returns: sum(bool(row.get("SDQ_REASON")) for tables in returns.values() for row in tables["oc2"]),
        lambda ssd: sum(one.csdq_sdq_reason is not None for one in ssd.ssd_sdq_scores),
    ),
    "children ever asked about immunisations": (
        lambda returns: len(
            {row["CHILD"] for tables in returns.values() for row in tables["oc2"] if row.get("IMMUNISATIONS")}
        ),
        lambda ssd: len(ssd.ssd_cla_immunisations),
    ),
}


@pytest.mark.parametrize("total", TOTALS)
def test_totals_are_those_of_the_returns(returns: Returns, ssd: Ssd, total: str) -> None:
    in_returns, in_extract = TOTALS[total]
    assert in_extract(ssd) == in_returns(returns) > 0


def test_nothing_of_a_clean_council_is_left_out(ssd: Ssd) -> None:
    assert ssd.left_out == {}


def test_rows_that_no_table_can_take_are_counted(returns: Returns) -> None:
    tables = returns[LAST]
    row = tables["episodes"][0]
    spoilt = {LAST: tables | {"episodes": [row | {"DECOM": "31/02/2026"}, *tables["episodes"][1:]]}}
    assert extract(spoilt, AS_AT).left_out["episodes"] == 1


def primary_keys(ssd: Ssd) -> set[object]:
    return {row[0] for relation in relations(ssd) for row in relation.rows}


def test_every_number_stands_for_one_row(ssd: Ssd) -> None:
    for relation in relations(ssd):
        assert max(Counter(row[0] for row in relation.rows).values()) == 1, relation.name


def test_every_reference_resolves(ssd: Ssd) -> None:
    there = primary_keys(ssd)
    periods = {one.clae_cla_id for one in ssd.ssd_cla_episodes}
    referrals = {one.clae_referral_id for one in ssd.ssd_cla_episodes}
    for relation in relations(ssd):
        for name, kind in relation.columns.items():
            if name.endswith("_person_id") or kind is Id:
                at = list(relation.columns).index(name)
                referred = {row[at] for row in relation.rows if row[at] is not None}
                assert referred <= there | periods | referrals, name


def test_every_person_of_mosaic_is_found_without_the_columns_it_lacks(ssd: Ssd) -> None:
    of_period = {one.clae_cla_id: one.clae_person_id for one in ssd.ssd_cla_episodes}
    of_referral = {one.clae_referral_id: one.clae_person_id for one in ssd.ssd_cla_episodes}
    assert all(of_period[one.clap_cla_id] == one.clap_person_id for one in ssd.ssd_cla_placement)
    assert all(of_referral[one.invo_referral_id] == one.invo_person_id for one in ssd.ssd_involvements)


def without_numbers(tables: list[Written], ssd: Ssd) -> list[tuple[object, ...]]:
    """The rows without the columns of surrogate numbers."""
    found: list[tuple[object, ...]] = []
    for table, relation in zip(tables, relations(ssd), strict=True):
        kept = [at for at, kind in enumerate(relation.columns.values()) if kind is not Id]
        found += [(table.name, *(row[at] for at in kept)) for row in table.rows]
    return found


# Of the three, it has neither fewer columns nor other ones than are declared, but for one.
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
    ("vendor", "start", "distance"),
    [
        (SYSTEM_C, "%Y-%m-%d 00:00:00.000", "999.9"),
        (MOSAIC, "%Y-%m-%d", "999.9"),
        (ECLIPSE, "%Y-%m-%dT00:00:00", "999.9"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_vendors_write_days_in_their_own_way(
    ssd: Ssd, vendor: Vendor, start: str, distance: str, tmp_path: Path
) -> None:
    write_csv(written(ssd, vendor), tmp_path, vendor)
    with (tmp_path / "ssd_cla_placement.csv").open(encoding=vendor.encoding, newline="") as file:
        rows = [{name.lower(): value for name, value in row.items()} for row in csv.DictReader(file)]
    at, one = next((n, p) for n, p in enumerate(ssd.ssd_cla_placement) if not p.clap_cla_placement_postcode)
    assert rows[at]["clap_cla_placement_start_date"] == one.clap_cla_placement_start_date.strftime(start)
    assert rows[at]["clap_cla_placement_distance"] == distance


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


@pytest.mark.parametrize("day", [date(2025, 9, 30), date(2026, 1, 31)], ids=str)
def test_an_extract_of_an_earlier_day_knows_nothing_later(returns: Returns, day: date) -> None:
    to_come = {
        "clar_cla_review_due_date", "clea_pathway_plan_review_date", "immi_immigration_status_end_date",
        "link_valid_from_date", "link_valid_to_date",
    }  # fmt: skip
    for relation in relations(extract(returns, day)):
        for at, name in enumerate(relation.columns):
            days = [row[at] for row in relation.rows if isinstance(row[at], date)]
            assert name in to_come or all(one <= day for one in days), name


def test_what_an_earlier_extract_knew_a_later_one_knows_too(returns: Returns) -> None:
    earlier, later = extract(returns, date(2025, 12, 31)), extract(returns, AS_AT)
    lost = primary_keys(earlier) - primary_keys(later)
    # the next review that is still to come is the only row that a return's events do not make
    assert {one.of.split()[-1] for one in lost if isinstance(one, Id)} <= {"next"}


def test_children_are_let_go_after_six_years(returns: Returns) -> None:
    after = AS_AT + timedelta(days=7 * 365)
    kept = {one.pers_person_id for one in extract(returns, after, beyond=False).ssd_person}
    still_there = {row["CHILD"] for row in distinct(returns, "episodes", "DECOM").values() if not row["DEC"]}
    assert {one for one in kept if one.startswith("MADEUP")} == still_there


def test_what_lies_beyond_the_return_only_adds_rows(returns: Returns) -> None:
    bare, full = extract(returns, AS_AT, beyond=False), extract(returns, AS_AT)
    for less, more in zip(relations(bare), relations(full), strict=True):
        assert not Counter(less.rows) - Counter(more.rows), less.name
    assert bare.ssd_cla_episodes == full.ssd_cla_episodes
    assert bare.ssd_cla_placement == full.ssd_cla_placement


def test_earlier_returns_move_nothing_but_the_start_of_care(returns: Returns) -> None:
    recent = extract({LAST: returns[LAST]}, AS_AT, beyond=False)
    whole = extract(returns, AS_AT, beyond=False)
    for name in ("ssd_cla_reviews", "ssd_cla_health", "ssd_sdq_scores", "ssd_care_leavers", "ssd_missing"):
        assert {row[0] for row in getattr(recent, name)} <= {row[0] for row in getattr(whole, name)}, name


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

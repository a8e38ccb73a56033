"""An SSD extract is loaded by what it says: vendors' columns, order and case, types and numbers of rows don't matter."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from given import DAY, data_set, load_into, received, texts_of, write_rows
from ssd_writer import TELLTALE, in_words, write_parquet, write_postgres
from ssd_writer.words import WORDS

from plumbline.dataset.dataset import Dataset
from plumbline.engine.native import DuckDB
from plumbline.faults import BadInput
from plumbline.synthetic.ssd import ECLIPSE, MOSAIC, SYSTEM_C, VENDORS, Ssd, Vendor, write_csv, written

#: The made-up council takes some seconds.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first(ssd: Ssd, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A data set with an extract as SystemC's script writes it."""
    folder = tmp_path_factory.mktemp("first")
    write_csv(written(ssd, SYSTEM_C), folder / "extract", SYSTEM_C)
    return data_set(folder / "data", folder / "extract")


def test_every_table_of_the_extract_is_kept(first: Dataset, ssd: Ssd) -> None:
    (load,) = first.loads()
    assert {name: kept.rows for name, kept in load.tables.items()} == {
        name: len(getattr(ssd, name)) for name in load.tables
    }
    assert len(load.tables) == 23


@pytest.mark.parametrize("vendor", [SYSTEM_C, ECLIPSE], ids=lambda vendor: vendor.name)
def test_reissued_numbers_and_another_order_are_no_change(
    first: Dataset, ssd: Ssd, tmp_path: Path, vendor: Vendor
) -> None:
    write_csv(written(ssd, vendor), tmp_path / "before", vendor)
    write_csv(written(ssd, vendor, ids=2, shuffle=3), tmp_path / "after", vendor)
    held = data_set(tmp_path / "data", tmp_path / "before")
    load_into(tmp_path / "data", tmp_path / "after", as_at=DAY + timedelta(1))
    assert not list((tmp_path / "data" / "loads" / "000002").glob("*.parquet"))
    assert not Dataset(held.folder.path).changes(DAY).counts


def test_the_same_extract_as_parquet_is_nothing_new(first: Dataset, ssd: Ssd, tmp_path: Path) -> None:
    write_parquet(written(ssd, SYSTEM_C, ids=4, shuffle=5), tmp_path / "extract")
    (again,) = load_into(first.folder.path, tmp_path / "extract")
    assert again.outcome.load is None


def test_the_same_extract_in_a_database_is_nothing_new(first: Dataset, ssd: Ssd, postgres: str) -> None:
    write_postgres(written(ssd, SYSTEM_C, ids=6), postgres)
    (again,) = load_into(first.folder.path, postgres)
    assert again.outcome.load is None


def test_the_same_extract_in_a_zip_is_nothing_new(first: Dataset, ssd: Ssd, tmp_path: Path) -> None:
    write_csv(written(ssd, SYSTEM_C), tmp_path / "extract", SYSTEM_C)
    shutil.make_archive(str(tmp_path / "extract"), "zip", tmp_path / "extract")
    (again,) = load_into(first.folder.path, tmp_path / "extract.zip")
    assert again.outcome.load is None


def test_files_are_known_by_their_columns_where_names_say_nothing(first: Dataset, ssd: Ssd, tmp_path: Path) -> None:
    write_csv(written(ssd, SYSTEM_C), tmp_path / "extract", SYSTEM_C)
    for number, file in enumerate(sorted((tmp_path / "extract").iterdir())):
        file.rename(file.with_name(f"Export {number}.csv"))
    (again,) = load_into(first.folder.path, tmp_path / "extract")
    assert again.outcome.load is None


def _from_csv(ssd: Ssd, folder: Path, _: str) -> object:
    write_csv(written(ssd, MOSAIC), folder, MOSAIC)
    return folder


def _from_csv_in_windows(ssd: Ssd, folder: Path, _: str) -> object:
    write_csv(written(ssd, MOSAIC), folder, MOSAIC)
    for file in folder.iterdir():
        file.write_text(file.read_text("utf-8").replace(f"{TELLTALE} Forename", f"{TELLTALE} Zoë"), "cp1252")
    return folder


def _from_parquet(ssd: Ssd, folder: Path, _: str) -> object:
    write_parquet(written(ssd, MOSAIC), folder)
    return folder


def _from_database(ssd: Ssd, _: Path, url: str) -> object:
    write_postgres(written(ssd, MOSAIC), url)
    return url


@pytest.mark.parametrize("given", [_from_csv, _from_csv_in_windows, _from_parquet, _from_database])
def test_names_and_free_text_are_never_read(
    ssd: Ssd, tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch, given: Callable[[Ssd, Path, str], object]
) -> None:
    passed = []
    put = DuckDB.put

    def watched(engine: DuckDB, name: str, content: bytes) -> str:
        passed.append(content.decode())
        return put(engine, name, content)

    monkeypatch.setattr(DuckDB, "put", watched)
    source = given(ssd, tmp_path / "extract", postgres)
    load_into(tmp_path / "data", source)
    assert not [text for text in (*passed, *texts_of(tmp_path / "data")) if TELLTALE in text]


def test_the_councils_words_become_codes(first: Dataset, ssd: Ssd, tmp_path: Path) -> None:
    write_csv(written(in_words(ssd), SYSTEM_C), tmp_path / "extract", SYSTEM_C)
    columns: dict[str, list[str]] = {"clah_health_check_type": ['"Health Surveillance" = "health_check"']}
    for word in WORDS:
        columns.setdefault(word.column, []).append(f'"{word.word}" = "{word.code}"')
    values = "\n".join(f"[{column}]\n" + "\n".join(lines) for column, lines in columns.items())
    held = data_set(tmp_path / "data", tmp_path / "extract", values=values)
    assert {name: kept.meaning for name, kept in held.loads()[0].tables.items()} == {
        name: kept.meaning for name, kept in first.loads()[0].tables.items()
    }


def test_words_that_are_no_codes_are_listed_once_with_their_counts(ssd: Ssd, tmp_path: Path) -> None:
    write_csv(written(in_words(ssd), SYSTEM_C), tmp_path / "extract", SYSTEM_C)
    load_into(tmp_path / "data", tmp_path / "extract")
    kept = Dataset(tmp_path / "data").loads()[0].tables["ssd_cla_reviews"]
    spoke = sum(row.clar_cla_review_participation == "PN1" for row in ssd.ssd_cla_reviews)
    assert kept.values_unknown == {"clar_cla_review_participation=ATTENDED AND SPOKE": spoke}


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)
def test_columns_absent_and_unknown_are_told(ssd: Ssd, tmp_path: Path, vendor: Vendor) -> None:
    write_csv(written(ssd, vendor), tmp_path / "extract", vendor)
    load_into(tmp_path / "data", tmp_path / "extract")
    tables = Dataset(tmp_path / "data").loads()[0].tables.values()
    absent = {name for kept in tables for name in kept.columns_absent}
    assert absent == vendor.lacks - {"clac_cla_conviction_offence"}
    assert {name for kept in tables for name in kept.columns_unknown} == set(vendor.extra)


def short(ssd: Ssd, folder: Path, table: str, keep: Callable[[int], int]) -> None:
    """An extract of which one table has only so many of its rows."""
    tables = [
        one._replace(rows=one.rows[: keep(len(one.rows))]) if one.name == table else one
        for one in written(ssd, SYSTEM_C)
    ]
    write_csv(tables, folder, SYSTEM_C)


@pytest.mark.parametrize(
    ("table", "keep"),
    [
        ("ssd_cla_reviews", lambda rows: 0),
        ("ssd_mother", lambda rows: 0),
        ("ssd_cla_reviews", lambda rows: rows * 7 // 10),
    ],
    ids=["emptied", "a small one emptied", "short of more than a fifth"],
)
def test_an_extract_cut_short_is_refused_and_the_table_named(
    first: Dataset, ssd: Ssd, tmp_path: Path, table: str, keep: Callable[[int], int]
) -> None:
    short(ssd, tmp_path / "extract", table, keep)
    with pytest.raises(BadInput, match=table):
        load_into(first.folder.path, tmp_path / "extract", as_at=DAY + timedelta(1))


def test_an_extract_without_a_table_is_refused_and_the_table_named(first: Dataset, ssd: Ssd, tmp_path: Path) -> None:
    write_csv([one for one in written(ssd, SYSTEM_C) if one.name != "ssd_missing"], tmp_path / "extract", SYSTEM_C)
    with pytest.raises(BadInput, match=r"ssd_missing had .* and has none"):
        load_into(first.folder.path, tmp_path / "extract", as_at=DAY + timedelta(1))


def test_a_small_table_halved_is_loaded_with_a_warning(ssd: Ssd, tmp_path: Path) -> None:
    write_csv(written(ssd, SYSTEM_C), tmp_path / "whole", SYSTEM_C)
    data_set(tmp_path / "data", tmp_path / "whole")
    short(ssd, tmp_path / "extract", "ssd_disability", lambda rows: rows // 2)
    (loaded,) = load_into(tmp_path / "data", tmp_path / "extract", as_at=DAY + timedelta(1))
    assert loaded.outcome.load
    assert "ssd_disability had" in loaded.outcome.warnings[0]


PEOPLE = """
    PERS_PERSON_ID, pers_dob ,pers_sex,pers_forename,pers_is_mother,pers_send
     c1 ,2010-05-03 00:00:00.000,male,Quibblethorpe,1,N
    C2,1900-01-01T00:00:00,F,Quibblethorpe,,NULL
    C3,03/05/2011,X9,Quibblethorpe,FALSE,
    C4,soon,,,N,
    C4,soon,,,N,
    ,2011-01-01,,,,
"""


def test_values_are_cleaned_by_their_types(tmp_path: Path) -> None:
    load_into(tmp_path / "data", write_rows(tmp_path / "extract" / "ssd_person.csv", PEOPLE))
    assert received(tmp_path / "data", "ssd_person", "pers_person_id, pers_dob, pers_sex, pers_is_mother, pers_send_flag") == [
        ("C1", "2010-05-03", "M", "Y", "N"),
        ("C2", None, "F", None, None),
        ("C3", "2011-05-03", "X9", "N", None),
        ("C4", "soon", None, "N", None),
        ("C4", "soon", None, "N", None),
        (None, "2011-01-01", None, None, None),
    ]  # fmt: skip


def test_what_could_not_be_used_is_counted(tmp_path: Path) -> None:
    (loaded,) = load_into(tmp_path / "data", write_rows(tmp_path / "extract" / "ssd_person.csv", PEOPLE))
    assert loaded.outcome.load
    kept = loaded.outcome.load.tables["ssd_person"]
    assert (kept.repeated, kept.nobody, dict(kept.values_unknown)) == (1, 1, {"pers_sex=X9": 1})
    assert (
        "ssd_person.csv: 2 values of pers_dob can't be read as a date; kept, and blank in the core tables."
        in loaded.offered.notes
    )


EPISODES = """
    clae_cla_episode_id,clae_person_id,clae_cla_placement_id,clae_cla_episode_start_date,clae_cla_id,clae_referral_id
    1,C1,77,2024-02-01,5,9
    2,C1,77,2024-05-01,5,9
    3,C2,77,2024-06-01,6,9
    4,C2,,2024-07-01,6,
    5,C2,404,2024-08-01,6,
"""
PLACEMENTS = """
    clap_cla_placement_id,clap_cla_id,clap_cla_placement_start_date
    77,5,2024-02-01
"""


def test_references_become_the_day_of_the_row_they_lead_to(tmp_path: Path) -> None:
    write_rows(tmp_path / "extract" / "ssd_cla_episodes.csv", EPISODES)
    write_rows(tmp_path / "extract" / "ssd_cla_placement.csv", PLACEMENTS)
    (loaded,) = load_into(tmp_path / "data", tmp_path / "extract")
    columns = "clae_person_id, clae_cla_episode_start_date, clae_cla_placement_id, clae_cla_id"
    assert received(tmp_path / "data", "ssd_cla_episodes", columns) == [
        ("C1", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("C1", "2024-05-01", "2024-02-01", "2024-02-01"),
        ("C2", "2024-06-01", None, "2024-06-01"),
        ("C2", "2024-07-01", None, "2024-06-01"),
        ("C2", "2024-08-01", None, "2024-06-01"),
    ]
    assert loaded.outcome.load
    assert loaded.outcome.load.tables["ssd_cla_episodes"].unlinked == 2
    # the person is found through the period, which is the only way from a placement of Mosaic's
    assert received(tmp_path / "data", "ssd_cla_placement", "clap_person_id, clap_cla_id") == [("C1", "2024-02-01")]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"ssd_person.csv": "a,b\n1,2"}, "none of its columns is one of ssd_person"),
        ({"ssd_person.csv": PEOPLE, "more/ssd_person.csv": PEOPLE}, "are both ssd_person"),
        ({"ssd_person.csv": "pers_dob,PERS_DOB\n2020-01-01,2020-01-01"}, "two columns are pers_dob"),
        ({"ssd_person.csv": 'pers_person_id,pers_dob\n"C1,2020-01-01\n'}, "line 2 can't be read"),
        ({"ssd_person.csv": "pers_person_id,pers_dob\nC1,2020-01-01\nC2,2020-01-01,Jane\n"}, "line 3 can't be read"),
    ],
    ids=["no column", "twice", "a column twice", "an open quotation mark", "a value too many"],
)
def test_files_that_cant_be_an_extract_are_refused(tmp_path: Path, files: dict[str, str], said: str) -> None:
    for name, text in files.items():
        write_rows(tmp_path / "extract" / name, text)
    with pytest.raises(BadInput, match=said):
        load_into(tmp_path / "data", tmp_path / "extract")


def test_a_data_set_that_lies_beside_the_extract_is_not_part_of_it(ssd: Ssd, tmp_path: Path) -> None:
    write_parquet(written(ssd, SYSTEM_C), tmp_path / "all")
    load_into(tmp_path / "all" / "data", tmp_path / "all")
    (again,) = load_into(tmp_path / "all" / "data", tmp_path / "all")
    assert again.outcome.load is None


def test_a_row_without_a_person_is_in_no_core_table_of_people(tmp_path: Path) -> None:
    held = data_set(tmp_path / "data", write_rows(tmp_path / "ssd_person.csv", PEOPLE))
    assert sorted(held.core("person").project("person_id").fetchall()) == [("C1",), ("C2",), ("C3",), ("C4",)]


REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,03/05/2010,04/06/2024,PN1\n"


def test_returns_and_an_extract_given_together_are_loads_of_their_own(tmp_path: Path) -> None:
    write_rows(tmp_path / "returns" / "2025" / "reviews.csv", REVIEWS)
    write_rows(tmp_path / "extract" / "ssd_person.csv", PEOPLE)
    done = load_into(tmp_path / "data", tmp_path / "extract", tmp_path / "returns", as_at=None)
    assert [one.offered.scope.words for one in done] == ["the return of 2025", "the SSD extract"]


def test_what_lies_in_an_extract_and_is_none_of_its_tables_is_left_out_and_said(tmp_path: Path) -> None:
    write_rows(tmp_path / "extract" / "ssd_person.csv", PEOPLE)
    write_rows(tmp_path / "extract" / "reviews.csv", REVIEWS)
    (loaded,) = load_into(tmp_path / "data", tmp_path / "extract")
    assert "Left out, for they are no tables of the SSD: reviews.csv." in loaded.offered.notes

"""Files that are not the right ones: of another year, of another day, without their children or a column."""

import shutil

from spoiling import Rows, column_as, rows_of, write

from plumbline.diagnosing.diagnose import diagnosed


def kinds(result) -> list[tuple[str, str, str]]:
    return [(one.kind, one.table, one.column) for one in result.diagnoses if one.fault]


def test_a_clean_return_has_no_diagnosis(council, look):
    assert look(council / "this_year").diagnoses == ()


def test_a_file_that_is_last_years(council, spoiled, look):
    folder = spoiled(lambda table, rows: rows)
    shutil.copy(council / "last_year" / "reviews.csv", folder)
    assert ("stale_file", "reviews", "") in kinds(look(folder))


def test_a_file_of_last_year_without_last_years_return_beside_it(council, spoiled, look):
    folder = spoiled(lambda table, rows: rows)
    shutil.copy(council / "last_year" / "missing.csv", folder)
    assert ("stale_file", "missing", "") in kinds(look(folder, last_year=False))


def test_a_file_that_ends_months_before_the_others(spoiled, look):
    def change(table: str, rows: Rows) -> Rows:
        early = ("04/2025", "05/2025", "06/2025", "07/2025", "08/2025")
        return [row for row in rows if row["REVIEW"].endswith(early)] if table == "reviews" else rows

    assert ("stale_file", "reviews", "") in kinds(look(spoiled(change)))


def test_a_header_of_another_day(spoiled, look):
    """The children who came last are in every other table."""
    result = look(spoiled(lambda table, rows: rows[:-8] if table == "header" else rows))
    assert ("stale_file", "header", "CHILD") in kinds(result)
    assert all(one.findings for one in result.diagnoses)


def test_a_table_of_other_children(spoiled, look):
    folder = spoiled(column_as("reviews", "CHILD", lambda child: f"9{child[1:]}77"))
    assert ("children_not_in_header", "reviews", "CHILD") in kinds(look(folder))


def test_rows_without_a_child(spoiled, look):
    def change(table: str, rows: Rows) -> Rows:
        return [row | {"CHILD": ""} if at % 3 else row for at, row in enumerate(rows)] if table == "oc2" else rows

    fault = next(one for one in look(spoiled(change)).diagnoses if one.kind == "rows_without_child")
    assert (fault.table, fault.fault) == ("oc2", True) and fault.findings


def test_a_column_that_is_not_there(spoiled, look):
    def change(table: str, rows: Rows) -> Rows:
        return [{k: v for k, v in row.items() if k != "CIN"} for row in rows] if table == "episodes" else rows

    fault = look(spoiled(change)).diagnoses[0]
    assert (fault.kind, fault.table, fault.column) == ("column_missing", "episodes", "CIN")
    assert fault.findings and "no column CIN" in fault.words


def test_a_column_that_an_export_left_blank(spoiled, look):
    result = look(spoiled(column_as("episodes", "LS", lambda code: "")))
    assert ("column_missing", "episodes", "LS") in kinds(result)


def test_a_column_under_another_name_is_worth_knowing_and_no_fault(spoiled, look):
    def change(table: str, rows: Rows) -> Rows:
        return [{("DECOM (dd/mm/yyyy)" if k == "DECOM" else k): v for k, v in row.items()} for row in rows]

    (told,) = look(spoiled(change)).diagnoses
    assert (told.kind, told.fault, told.findings) == ("column_renamed", False, 0)


def test_null_for_blank_is_told_once_for_all_files(spoiled, look, council):
    def change(_table: str, rows: Rows) -> Rows:
        return [{k: v or "NULL" for k, v in row.items()} for row in rows]

    result = look(spoiled(change))
    (told,) = result.diagnoses
    assert (told.kind, told.fault) == ("words_for_blank", False)
    assert result.findings == look(council / "this_year").findings


def test_no_second_check_is_run_where_nothing_points_to_a_fault(council, look):
    """Nearly every return: the diagnosis must cost it nothing."""
    from plumbline.checking.check import check
    from plumbline.checking.native import here
    from plumbline.reading.find import read_return

    given = read_return([council / "this_year"], [council / "last_year"])
    result = check(given, here(), year=2026)

    def never():
        raise AssertionError("another check was asked for")

    assert diagnosed(result, given, never).diagnoses == ()


def test_no_text_of_a_diagnosis_holds_a_childs_value(spoiled, look, council):
    """Numbers, dates and postcodes of the return."""

    def change(table: str, rows: Rows) -> Rows:
        return [row | {"CHILD": f"{row['CHILD']}.0"} for row in rows] if table == "reviews" else rows

    values = {
        value for file in (council / "this_year").glob("*.csv") for row in rows_of(file) for value in row.values()
    }
    telling = {value for value in values if len(value) > 5}
    for one in look(spoiled(change)).diagnoses:
        assert not telling & set(f"{one.words} {one.advice}".replace(",", " ").replace(".", " ").split())


def test_a_file_with_headings_only_is_said(spoiled, look):
    folder = spoiled(lambda table, rows: rows)
    write(folder / "reviews.csv", [])
    assert any(note.kind == "no_rows" for note in look(folder).reading.notes)

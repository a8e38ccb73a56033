"""Children's numbers, Ofsted's and codes that one way of exporting damages in a whole table, or in all."""

import pytest
from spoiling import Change, Rows, column_as

CHANGES = {
    "decimals in one table": [("reviews", "CHILD", "{}.0")],
    "separators in the header": [("header", "CHILD", "{:,}")],
    "decimals in two tables": [("reviews", "CHILD", "{}.0"), ("oc2", "CHILD", "{}.0")],
    "an apostrophe before each": [("episodes", "CHILD", "'{}")],
    "zeros before each in one table": [("missing", "CHILD", "00{}")],
    "letters before each": [("reviews", "CHILD", "MAN{}")],
    "underscores within": [("header", "CHILD", "{:_}")],
}


def change_of(parts: list[tuple[str, str, str]]) -> Change:
    """The change that writes columns of numbers in a format."""

    def change(table: str, rows: Rows) -> Rows:
        for name, column, form in parts:
            rows = column_as(name, column, lambda value, form=form: form.format(int(value)))(table, rows)
        return rows

    return change


@pytest.mark.parametrize("parts", CHANGES.values(), ids=CHANGES)
def test_numbers_damaged_in_a_table_are_one_fault_that_repair_mends(council, spoiled, look, mend, parts):
    folder = spoiled(change_of(parts))
    (fault,) = look(folder).diagnoses
    assert (fault.kind, fault.column, fault.command) == ("identifiers_damaged", "CHILD", "plumbline repair")
    assert all(table in fault.words for table, _, _ in parts) and (fault.findings or 0) > 3
    files = {one.name: one.content.decode() for one in mend(folder).files}
    assert files == {file.name: file.read_text("utf-8") for file in (council / "this_year").glob("*.csv")}


def test_zeros_lost_in_one_table(council, spoiled, look, mend):
    """All other tables have eight digits."""

    def change(table: str, rows: Rows) -> Rows:
        return rows if table == "reviews" else column_as(table, "CHILD", lambda value: f"00{value}")(table, rows)

    folder = spoiled(change)
    fault = next(one for one in look(folder, last_year=False).diagnoses if one.kind == "identifiers_damaged")
    assert fault.table == "reviews"
    reviews = next(one.content.decode() for one in mend(folder, last_year=False).files if one.name == "reviews.csv")
    assert all(line.startswith("00") for line in reviews.splitlines()[1:])


@pytest.mark.parametrize("form", ["{}.0", "00{}", "{:,}"])
def test_numbers_damaged_in_all_tables_are_told_by_last_years(council, spoiled, look, mend, form):
    """Within the year everything fits, so only what looks back finds anything."""

    def change(table: str, rows: Rows) -> Rows:
        return column_as(table, "CHILD", lambda child: form.format(int(child)))(table, rows)

    folder = spoiled(change)
    fault = look(folder).diagnoses[0]
    assert (fault.kind, fault.table, fault.column, fault.remedy) == ("identifiers_damaged", "", "CHILD", "repair")
    files = {one.name: one.content.decode() for one in mend(folder).files}
    assert files == {file.name: file.read_text("utf-8") for file in (council / "this_year").glob("*.csv")}


OTHERS = {
    "Ofsted's numbers with decimals": (
        ("episodes", "URN", lambda urn: f"{urn}.0" if urn.isdigit() else urn),
        "identifiers_damaged",
    ),
    "Ofsted's numbers with spaces": (("episodes", "URN", lambda urn: f"{urn[:3]} {urn[3:]}"), "identifiers_damaged"),
    "codes in words": (("header", "SEX", {"M": "Male", "F": "Female"}.get), "codes_in_another_form"),
    "yes and no for 1 and 0": (("oc2", "CONVICTED", {"1": "Yes", "0": "No"}.get), "codes_in_another_form"),
    "codes with their words": (("episodes", "LS", lambda code: f"{code} - see list"), "codes_in_another_form"),
}


@pytest.mark.parametrize(("spoil", "kind"), OTHERS.values(), ids=OTHERS)
def test_other_columns_in_another_form(council, spoiled, look, mend, spoil, kind):
    folder = spoiled(column_as(*spoil))
    fault = look(folder).diagnoses[0]
    assert (fault.kind, fault.table, fault.column, fault.remedy) == (kind, *spoil[:2], "repair")
    files = {one.name: one.content.decode() for one in mend(folder).files}
    assert files == {file.name: file.read_text("utf-8") for file in (council / "this_year").glob("*.csv")}


def test_codes_that_nobody_knows_are_said(spoiled, look):
    fault = look(spoiled(column_as("episodes", "CIN", lambda code: "?"))).diagnoses[0]
    assert (fault.kind, fault.table, fault.column, fault.remedy) == ("codes_unknown", "episodes", "CIN", "export")


def test_numbers_that_excel_shortened_are_said_for_nobody_can_mend_them(spoiled, look):
    """Where a row has a birth date, that may tell which child it is; an episode has none."""
    fault = look(spoiled(column_as("episodes", "CHILD", lambda child: "1.00E+05"))).diagnoses[0]
    assert (fault.kind, fault.table, fault.remedy) == ("identifiers_damaged", "episodes", "export")
    assert "Excel" in fault.words

"""A load that looks cut short is refused, and nothing of it is kept: section 3 of the specification of core tables."""

from dataclasses import dataclass

import pytest
from hand_made import Given, load_return

from plumbline.dataset.dataset import Dataset
from plumbline.faults import BadInput

HEADER = "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n A 1 010110 WBRI - - -"


def reviews(rows: int) -> str:
    return "CHILD DOB REVIEW REVIEW_CODE\n" + "\n".join(f"C{at:04d} 010110 010624 PN1" for at in range(rows))


def given(rows: int | None) -> Given:
    """A return with so many reviews; None: without the table."""
    tables = {"header": HEADER} | ({} if rows is None else {"reviews": reviews(rows)})
    return Given(2025, tables)


@dataclass(frozen=True)
class Case:
    """Rows before and now, and what is said: where refused, and where it is loaded with a warning."""

    says: str
    before: int
    now: int | None
    refused: str = ""
    warned: str = ""


CASES = [
    Case("a table that is absent", 3, None, refused="reviews had 3 rows and has none."),
    Case("a table that is empty", 3, 0, refused="reviews had 3 rows and has none."),
    Case("more than a fifth and more than 20 rows gone", 105, 83, refused="reviews had 105 rows and has 83."),
    Case("a fifth gone and no more", 105, 84),
    Case("many rows gone, but less than a fifth", 200, 165),
    Case("a small table halved", 40, 20, warned="reviews had 40 rows and has 20. It was loaded all the same."),
    Case("more than a fifth gone, and 20 rows", 60, 40, warned="reviews had 60 rows and has 40. It was loaded all the same."),
    Case("more than a fifth gone, and 21 rows", 60, 39, refused="reviews had 60 rows and has 39."),
    Case("a table that had no rows", 0, None),
    Case("a table that has more", 3, 4),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.says for case in CASES])
def test_a_load_beside_the_one_before(tmp_path, case):
    load_return(tmp_path, given(case.before))
    if case.refused:
        with pytest.raises(BadInput, match="looks cut short") as refused:
            load_return(tmp_path, given(case.now))
        assert case.refused in str(refused.value) and "--accept-loss" in str(refused.value)
        assert len(Dataset(tmp_path / "dataset").loads()) == 1
    else:
        assert load_return(tmp_path, given(case.now)).outcome.warnings == ((case.warned,) if case.warned else ())


def test_every_table_that_is_cut_short_is_named(tmp_path):
    load_return(tmp_path, given(3))
    with pytest.raises(BadInput, match=r"header had 1 row and has none\. .*reviews had 3 rows and has none"):
        load_return(tmp_path, Given(2025, {"header": HEADER.splitlines()[0], "reviews": reviews(0)}))


def test_a_loss_that_is_accepted_is_loaded_and_recorded(tmp_path):
    load_return(tmp_path, given(3))
    done = load_return(tmp_path, given(0), accept_loss=True)
    assert done.outcome.load.accepted_loss == ("reviews had 3 rows and has none.",)


def test_only_the_load_before_in_the_same_scope_is_looked_at(tmp_path):
    load_return(tmp_path, given(3))
    load_return(tmp_path, Given(2026, {"header": HEADER}))
    assert len(Dataset(tmp_path / "dataset").loads()) == 2

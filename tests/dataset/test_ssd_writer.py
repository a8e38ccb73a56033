"""The independent writer of SSD extracts is itself right: it says what the council's returns say."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from ssd_writer import ADDITIONS, made_up_returns

from plumbline.model.made_up import MADE_UP
from plumbline.synthetic.returns import Row
from plumbline.synthetic.ssd import Returns, Ssd, extract
from plumbline.synthetic.ssd.tables import Id, relations

#: Making up the councils takes some seconds.
pytestmark = pytest.mark.slow

LAST = 2026
AS_AT = date(LAST, 3, 31)


def distinct(returns: Returns, table: str, *key: str) -> dict[tuple[str, ...], Row]:
    """The rows of a table, each thing once, as the latest return has it."""
    return {
        tuple(row[name] for name in ("CHILD", *key)): row
        for year in sorted(returns)
        for row in returns[year].get(table, ())
    }


def begun_by(returns: Returns, *reasons: str) -> int:
    """The episodes that began for these reasons, or are the first that the returns show of a child."""
    first: set[str] = set()
    count = 0
    for row in sorted(
        distinct(returns, "episodes", "DECOM").values(), key=lambda row: datetime.strptime(row["DECOM"], "%d/%m/%Y")
    ):
        count += row["RNE"] in reasons or row["CHILD"] not in first
        first.add(row["CHILD"])
    return count


def answered(returns: Returns, answer: str, value: str) -> int:
    """The children and years with an answer about their health."""
    return sum(row.get(answer) == value for tables in returns.values() for row in tables["oc2"])


# Each of these counts the return in another way than the writer puts it into tables.
TOTALS: dict[str, tuple[Callable[[Returns], int], Callable[[Ssd], int]]] = {
    "children": (
        lambda returns: len(distinct(returns, "header")),
        lambda ssd: sum(one.pers_person_id.removeprefix(MADE_UP).isdecimal() for one in ssd.ssd_person),
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


def test_a_council_with_errors_loses_only_what_is_counted(tmp_path: Path) -> None:
    spoilt = made_up_returns(tmp_path, 150, LAST, errors=0.6)
    ssd = extract(spoilt, AS_AT)
    assert len(ssd.ssd_cla_episodes) + ssd.left_out.get("episodes", 0) == rows_kept(spoilt, "episodes", "DECOM", "DEC")
    assert len(ssd.ssd_missing) + ssd.left_out.get("missing", 0) == rows_kept(spoilt, "missing", "MIS_START", "MIS_END")
    for relation in relations(ssd):
        assert max(Counter(row[0] for row in relation.rows).values()) == 1, relation.name


def rows_kept(returns: Returns, table: str, key: str, end: str) -> int:
    """The rows of the latest return that has a thing; what went on at the end of a return and is not in the next was put right."""
    found: dict[tuple[str, str], list[str]] = {}
    for year in sorted(returns):
        found = {which: ends for which, ends in found.items() if all(ends)}
        of_year: dict[tuple[str, str], list[str]] = {}
        for row in returns[year].get(table, ()):
            of_year.setdefault((row["CHILD"], row[key]), []).append(row[end])
        found |= of_year
    return sum(len(ends) for ends in found.values())


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


@pytest.mark.parametrize("day", [date(2025, 9, 30), date(2026, 1, 31)], ids=str)
def test_an_extract_of_an_earlier_day_knows_nothing_later(returns: Returns, day: date) -> None:
    to_come = {
        "clar_cla_review_due_date", "clea_pathway_plan_review_date", "immi_immigration_status_end_date",
        "link_valid_from_date", "link_valid_to_date",
    }  # fmt: skip
    for relation in relations(extract(returns, day)):
        for at, name in enumerate(relation.columns):
            days = [value for row in relation.rows if isinstance(value := row[at], date)]
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
    assert {one for one in kept if one.removeprefix(MADE_UP).isdecimal()} == still_there


def test_what_lies_beyond_the_return_only_adds_rows(returns: Returns) -> None:
    bare, full = extract(returns, AS_AT, beyond=False), extract(returns, AS_AT)
    for less, more in zip(relations(bare), relations(full), strict=True):
        assert not Counter(less.rows) - Counter(more.rows), less.name
    assert bare.ssd_cla_episodes == full.ssd_cla_episodes
    assert bare.ssd_cla_placement == full.ssd_cla_placement


def test_the_tables_that_hold_more_than_the_return_are_listed(returns: Returns) -> None:
    bare, full = extract(returns, AS_AT, beyond=False), extract(returns, AS_AT)
    more = {
        now.name for was, now in zip(relations(bare), relations(full), strict=True) if len(now.rows) > len(was.rows)
    }
    assert more == {one.table for one in ADDITIONS}


def test_a_mother_to_be_is_no_mother_yet(returns: Returns) -> None:
    header = next(row for row in returns[LAST]["header"] if row["SEX"] == "F") | {"MOTHER": "1", "MC_DOB": "10/02/2026"}
    told = {LAST: returns[LAST] | {"header": [header]}}
    before, after = (extract(told, day, beyond=False) for day in (date(2026, 2, 9), date(2026, 2, 10)))
    flags = [
        next(p for p in s.ssd_person if p.pers_person_id == header["CHILD"]).pers_is_mother for s in (before, after)
    ]
    assert (flags, len(before.ssd_mother), len(after.ssd_mother)) == (["N", "Y"], 0, 1)


def test_earlier_returns_move_nothing_but_the_start_of_care(returns: Returns) -> None:
    recent = extract({LAST: returns[LAST]}, AS_AT, beyond=False)
    whole = extract(returns, AS_AT, beyond=False)
    for name in ("ssd_cla_reviews", "ssd_cla_health", "ssd_sdq_scores", "ssd_care_leavers", "ssd_missing"):
        assert {row[0] for row in getattr(recent, name)} <= {row[0] for row in getattr(whole, name)}, name

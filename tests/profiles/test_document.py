"""What is read and written as a profile, and what is refused with its path."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_profile import EDITIONS, OF_VERSION_1, PROFILE, UNRELEASED, codes

from plumbline.faults import BadInput
from plumbline.model import ssda903
from plumbline.profiles.disclosure import banded
from plumbline.profiles.document import (
    as_document,
    laid_out,
    profile_from_json,
    profile_of_rules,
    profile_to_json,
    read_json,
)
from plumbline.profiles.profile import Count, Disclosure
from plumbline.profiles.schema import problems, profile_schema, version_of
from plumbline.rules.declare import rulebook
from plumbline.rules.released import released

RANGE = {"from": 0, "to": 5}
COUNTED = dict.fromkeys(("checked", "flagged", "children_checked", "children"), RANGE)


def counted(code):
    return {"edition": min(released()[code])} | COUNTED


def in_bands(profile):
    return banded(profile, joined={"141"})


def skipped(code, why="failed"):
    return {"edition": min(released()[code]), "skipped": why}


LINE = f'  "142": {json.dumps(counted("142"))},\n'

DOCUMENT = json.dumps(
    {
        "schema": "plumbline/profile/3", "authority": "E08000003", "collection_year": 2026, "stage": "raw",
        "as_at": "2026-05-01", "tool": {"version": "0.1.0"}, "case_system": "mosaic",
        "disclosure": {"method": "banded", "round_to": 5}, "children": RANGE, "tables": {"header": RANGE},
        "rules": {"101": counted("101")},
    }
)  # fmt: skip

#: Where, what is put there (None: taken away), and what the refusal begins with.
REFUSED = [
    ("schema", "plumbline/profile/4", "schema: this profile is of version 4"),
    ("schema", "plumbline/profile/1", "tool.rulebook: is missing"),
    ("made_up", False, "made_up: must be true, or left out"),
    ("made_up", 1, "made_up: must be true, or left out"),
    ("schema", "profile", "schema: must be plumbline/profile/3"),
    ("authority", "Manchester", "authority: must have the form"),
    ("authority", "E08000003\n", "authority: must have the form"),
    ("authority", None, "authority: is missing"),
    ("collection_year", "2026", "collection_year: must be a whole number"),
    ("collection_year", 2022, "collection_year: must be a whole number, 2023 or more"),
    ("collection_year", True, "collection_year: must be a whole number"),
    ("stage", "draft", "stage: must be one of raw, cleaning, submitted"),
    ("as_at", "2026-02-30", "as_at: there is no such day"),
    ("as_at", "1/5/2026", "as_at: must have the form"),
    ("case_system", "Smith, John", "case_system: must be one of"),
    ("tool.version", "0.1.0-ABC123", "tool.version: must have the form"),
    ("tool.machine", "PC-1", "tool.machine: there is no such part"),
    ("tool.rulebook", "2026.7", "tool.rulebook: there is no such part"),
    ("child", "A123", "child: there is no such part"),
    ("disclosure.method", "none", "disclosure.method: must be one of"),
    ("disclosure.round_to", 1, "disclosure.round_to: must be a whole number, 2 or more"),
    ("children", -1, "children: must be a whole number, 0 or more"),
    ("children", 2.5, "children: must be a whole number"),
    ("children", [1], "children: must be a whole number"),
    ("children", {"from": 1}, "children.to: is missing"),
    ("children", {"from": 6, "to": 5}, "children: from can't be more than to"),
    ("tables.A123", 1, "tables.A123: the name must be one of"),
    ("tables.header", "A123", "tables.header: must be a whole number"),
    ("rules.A123", skipped("101"), "rules.A123: the name must have the form"),
    ("rules.102", skipped("102"), "rules.102: is not a rule of collection year 2026"),
    ("rules.501", skipped("501", "A123"), "rules.501.skipped: must be one of"),
    ("rules.501", {"skipped": "failed"}, "rules.501.edition: is missing"),
    ("rules.501", {}, "rules.501.edition: is missing"),
    ("rules.501", COUNTED, "rules.501.edition: is missing"),
    ("rules.501", skipped("501", "another_edition"), "rules.501.skipped: must be one of"),
    ("rules.101.edition", "child A1", "rules.101.edition: must have the form"),
    ("rules.101.edition", UNRELEASED.upper(), "rules.101.edition: must have the form"),
    ("rules.101.edition", UNRELEASED[1:], "rules.101.edition: must have the form"),
    ("rules.101.edition", 12345678, "rules.101.edition: must have the form"),
    ("rules.101.child", "A123", "rules.101.child: there is no such part"),
    ("rules.101.children", None, "rules.101.children: is missing"),
    ("rules.101.children", {"from": 0, "to": 5, "who": "A123"}, "rules.101.children.who: there is no such part"),
    ("rules.101.flagged", 231, "rules.101.flagged: can't be more than checked"),
    ("rules.101.children", {"from": 231, "to": 235}, "rules.101.children: can't be more than children_checked"),
    ("rules.101.children_checked", 231, "rules.101.children_checked: can't be more than checked"),
]  # fmt: skip

ACCEPTED = [
    ("case_system", None),
    ("children", {"from": 226, "to": 230}),
    ("children", 230.0),
    ("rules", {}),
    ("rules.501", skipped("501", "needs_earlier_years")),
    ("rules.501", {"skipped": "another_edition"}),
    ("rules.501.edition", UNRELEASED),
    ("disclosure", {"method": "suppressed", "below": 5}),
    ("disclosure", {"method": "rounded", "round_to": 5}),
    ("tables.dolo", RANGE),
]


def any_codes(year):
    return {"101", "102", "501", "502", "142"}


def with_part(document, path, value):
    *way, last = path.split(".")
    part = document
    for name in way:
        part = part[name]
    part.pop(last, None)
    if value is not None:
        part[last] = value
    return document


@pytest.mark.parametrize("change", [lambda profile: profile, in_bands, lambda _: OF_VERSION_1])
def test_what_is_written_is_read_back(profile, change):
    given_out = change(profile)
    assert profile_from_json(profile_to_json(given_out, codes), codes) == given_out


@pytest.mark.parametrize("written", [json.dumps, laid_out])
@pytest.mark.parametrize(("path", "value", "says"), REFUSED)
def test_what_does_not_belong_is_refused_with_its_path(profile, path, value, says, written):
    text = written(with_part(as_document(profile), path, value))
    with pytest.raises(BadInput) as refused:
        profile_from_json(text, codes)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(("path", "value"), ACCEPTED)
def test_what_the_form_allows_is_read(profile, path, value):
    assert profile_from_json(json.dumps(with_part(as_document(profile), path, value)), codes)


@pytest.mark.parametrize("written", [json.dumps, laid_out])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("children", 227),
        ("tables.header", {"from": 226, "to": 231}),
        ("rules.101.children", 12),
        ("rules.101.flagged", {"from": 0, "to": 10}),
        ("rules.141.children", {"from": 2, "to": 5}),
    ],
)
def test_a_count_that_is_no_band_is_refused_where_a_profile_says_that_its_counts_are_in_bands(
    profile, path, value, written
):
    with pytest.raises(BadInput) as refused:
        profile_from_json(written(with_part(as_document(in_bands(profile)), path, value)), codes)
    assert str(refused.value) == f"{path}: is none of the bands that the profile names."


def test_bands_of_another_width_are_refused(profile):
    document = with_part(as_document(in_bands(profile)), "disclosure.round_to", 10)
    with pytest.raises(BadInput, match=r"disclosure\.round_to: must be 5"):
        profile_from_json(json.dumps(document), codes)


@pytest.mark.parametrize("made_up", [True, False])
def test_a_made_up_profile_says_so_and_another_does_not_mention_it(profile, made_up):
    text = profile_to_json(replace(profile, made_up=made_up), codes)
    assert ("made_up" in text) == made_up
    assert profile_from_json(text, codes).made_up == made_up


@pytest.mark.parametrize("written", [json.dumps, laid_out])
def test_a_profile_of_the_second_version_is_read_as_it_was(profile, written):
    older = replace(banded(profile, joined=codes(2026)), disclosure=Disclosure("rounded", round_to=5))
    document = as_document(older) | {"schema": "plumbline/profile/2"}
    assert profile_from_json(written(document), codes) == older


def test_the_second_version_knows_no_bands_with_0_apart(profile):
    document = as_document(in_bands(profile)) | {"schema": "plumbline/profile/2"}
    with pytest.raises(BadInput, match=r"disclosure\.method: must be one of exact, rounded, suppressed"):
        profile_from_json(json.dumps(document), codes)


@pytest.mark.parametrize(
    "change",
    [
        {"case_system": "A123"},
        {"authority": "A123"},
        {"version": "A123"},
        {"rulebook": "A123"},
        {"rulebook": "2026.7"},
        {"editions": EDITIONS | {"101": "A123"}},
        {"editions": EDITIONS | {"101": UNRELEASED}},
        {"editions": EDITIONS | {"501": UNRELEASED}},
        {"editions": {}},
        {"tables": {"A123": Count(1, 1)}},
        {"skipped": {"A123": "failed"}},
        {"skipped": {"501": "child A123"}},
        {"children": Count(2, 1)},
    ],
)
def test_nothing_else_can_be_written(profile, change):
    with pytest.raises(BadInput):
        profile_to_json(replace(profile, **change), codes)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", b"\xff\xfe\x00", "[" * 100_000, '{"schema": NaN}'])
def test_what_is_no_document_is_refused(text):
    with pytest.raises(BadInput):
        profile_from_json(text, codes)


def test_a_name_given_twice_is_refused_for_only_one_would_be_seen(profile):
    text = profile_to_json(profile, codes).replace('"authority"', '"authority": "A123", "authority"')
    with pytest.raises(BadInput, match="twice"):
        profile_from_json(text, codes)


@pytest.mark.parametrize("code", ["101", "501"])
def test_a_rule_given_twice_is_refused_too(profile, code):
    text = profile_to_json(profile, codes)
    lines = text.splitlines(keepends=True)
    [line] = [line for line in lines if line.startswith(f'  "{code}"')]
    with pytest.raises(BadInput, match="twice"):
        profile_from_json(text.replace(' "rules": {\n', f' "rules": {{\n{line.rstrip().rstrip(",")},\n'), codes)


@settings(max_examples=200, deadline=None)
@given(
    at=st.integers(0, 2000), taken=st.integers(0, 40), put=st.sampled_from(["", " ", "0", '"', "{", "\n", ",\n", LINE])
)
def test_the_quick_way_reads_no_more_and_no_less_than_the_general_one(at, taken, put):
    whole = laid_out(
        json.loads(DOCUMENT)
        | {"rules": {code: counted(code) for code in ("101", "501", "502")} | {"102": skipped("102")}}
    )
    text = whole[: at % len(whole)] + put + whole[at % len(whole) + taken :]
    assert outcome(lambda: profile_from_json(text, any_codes)) == outcome(
        lambda: profile_from_json(json.dumps(read_json(text)), any_codes)
    )


def outcome(read):
    try:
        return read()
    except BadInput:
        return "refused"


@pytest.mark.parametrize("change", [lambda profile: profile, in_bands])
@pytest.mark.parametrize("written", [json.dumps, laid_out])
@pytest.mark.parametrize("rules", [["101"], ["501"], ["102"], ["141", "501"], ["101", "141", "501"]])
def test_some_rules_alone_are_read(profile, change, written, rules):
    whole = change(profile)
    some = profile_of_rules(written(as_document(whole)), codes, rules)
    assert some == replace(
        whole,
        ran={name: counts for name, counts in whole.ran.items() if name in rules},
        skipped={name: why for name, why in whole.skipped.items() if name in rules},
        editions={name: edition for name, edition in whole.editions.items() if name in rules},
    )


@pytest.mark.parametrize(
    ("part", "names", "of_one"),
    [
        ("tables", list(ssda903().tables), RANGE),
        ("rules", [rule.code for rule in rulebook() if not rule.withdrawn], {"edition": "0" * 8, "skipped": "failed"}),
    ],
    ids=["tables", "rules"],
)
def test_a_profile_has_room_for_every_table_and_every_rule(part, names, of_one):
    """Where this fails for a new one, add the table's name, or the form of the rule's code, to profile.schema.json."""
    assert problems(json.loads(DOCUMENT) | {part: dict.fromkeys(names, of_one)}) == []


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [("children", -1, "0 or more"), ("collection_year", 2022, "2023 or more and 2100 or less")],
)
def test_a_number_out_of_bounds_is_told_its_bounds(profile, part, value, words):
    [problem] = problems(with_part(as_document(profile), part, value))
    assert problem == (part, f"must be a whole number, {words}")


def test_of_some_rules_alone_the_same_is_refused(profile):
    text = profile_to_json(profile, codes)
    twice = text.replace('  "101"', text[text.index('  "101"') : text.index('  "501"')] + '  "101"')
    for wrong in (text.replace("{", "", 1), text.replace('"stage"', '"child"'), twice):
        with pytest.raises(BadInput):
            profile_of_rules(wrong, codes, ["101"])


def test_a_year_whose_rulebook_is_not_known_is_refused(profile):
    with pytest.raises(BadInput, match=r"rules\.101: is not a rule of collection year 2031"):
        profile_to_json(replace(profile, year=2031), codes)


def test_the_refusal_of_a_value_does_not_repeat_it(profile):
    with pytest.raises(BadInput) as refused:
        profile_to_json(replace(profile, case_system="A123"), codes)
    assert "A123" not in str(refused.value)


@pytest.mark.parametrize("part", (*REFUSED, *ACCEPTED), ids=str)
def test_the_form_is_closed_to_any_reader_of_schemas(profile, part):
    jsonschema = pytest.importorskip("jsonschema")
    theirs = jsonschema.Draft202012Validator(profile_schema(version_of({"schema": part[1]})))
    document = with_part(as_document(profile), part[0], part[1])
    if isinstance(part[1], str) and part[1].endswith("\n"):
        pytest.skip("jsonschema lets a line end through, which ECMA's patterns don't")
    document = json.loads(json.dumps(document), parse_float=lambda text: int(float(text)) if text == "230.0" else 2.5)
    assert theirs.is_valid(document) == (not problems(document))


def test_only_descriptions_differ_in_the_first_version_from_the_form_as_it_was_shared(shared):
    def bare(schema):
        if isinstance(schema, dict):
            return {name: bare(part) for name, part in schema.items() if name not in ("description", "title")}
        return [bare(part) for part in schema] if isinstance(schema, list) else schema

    assert bare(profile_schema(1)) == bare(json.loads((shared / "reference" / "profile.schema.json").read_text()))


@pytest.mark.parametrize("written", [json.dumps, laid_out])
@pytest.mark.parametrize("code", ["101", "501"])
def test_a_rule_of_an_edition_that_no_release_had_is_left_out_and_its_edition_is_not_kept(profile, code, written):
    read = profile_from_json(written(with_part(as_document(profile), f"rules.{code}.edition", UNRELEASED)), codes)
    assert read.skipped[code] == "another_edition"
    assert code not in read.ran and code not in read.editions
    assert UNRELEASED not in repr(read)
    assert UNRELEASED not in profile_to_json(read, codes)


def test_an_edition_of_another_rule_is_none_of_this_rules(profile):
    document = with_part(as_document(profile), "rules.101.edition", EDITIONS["141"])
    assert profile_from_json(json.dumps(document), codes).skipped["101"] == "another_edition"


def test_what_was_left_out_stays_left_out_when_written_and_read_again(profile):
    read = profile_from_json(json.dumps(with_part(as_document(profile), "rules.101.edition", UNRELEASED)), codes)
    assert profile_from_json(profile_to_json(read, codes), codes) == read


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"\A[0-9a-f]{8}\Z"))
def test_eight_digits_carry_nothing_through(digits):
    """Whoever writes a child's number where an edition stands finds that it has left no trace, unless a release had it."""
    document = as_document(PROFILE)
    for rule in document["rules"].values():
        rule["edition"] = digits
    read = profile_from_json(laid_out(document), codes)
    kept = {code for code in document["rules"] if digits in released()[code]}
    assert set(read.editions) == kept
    assert kept or digits not in profile_to_json(read, codes)


def test_of_the_first_version_the_rules_have_the_edition_of_the_whole_book():
    assert {OF_VERSION_1.edition(code) for code in ("101", "501")} == {"2026.7"}


@pytest.mark.parametrize("written", [json.dumps, laid_out])
@pytest.mark.parametrize("code", ["101", "501"])
def test_a_rule_of_the_first_version_has_no_edition_of_its_own(written, code):
    document = with_part(as_document(OF_VERSION_1), f"rules.{code}.edition", EDITIONS[code])
    with pytest.raises(BadInput, match=rf"rules\.{code}\.edition: there is no such part"):
        profile_from_json(written(document), codes)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@settings(max_examples=50, deadline=None)
@given(path=st.sampled_from(sorted({path for path, *_ in REFUSED})), value=JSON)
def test_whatever_is_put_anywhere_is_read_as_counts_or_refused(path, value):
    document = with_part(json.loads(DOCUMENT), path, value)
    try:
        read = profile_from_json(json.dumps(document), codes)
    except BadInput:
        return
    assert problems(as_document(read)) == []

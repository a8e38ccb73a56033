"""A council's own rules, and what it says of all rules: severity and owner."""

import pytest

from plumbline.checking.check import check
from plumbline.checking.labels import Labels
from plumbline.checking.native import here
from plumbline.faults import BadInput
from plumbline.reading.find import read_return

EPISODES = """CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
1,01/06/2025,S,C1,N1,K2,PR4,01/07/2025,X1,CARPL,,,
1,01/07/2025,P,C1,N1,K2,PR4,,,,,,
2,01/06/2025,S,C1,N1,U4,PR4,,,,,,
"""
TOML = """# Homes need a postcode here.

[[rule]]
code = "L1"
table = "episodes"
title = "Home without a postcode"
why = "We pay by the mile."
fix = "Ask the placement team."
fields = ["PL_POST"]
applies = "PLACE = 'K2'"
condition = "PL_POST IS NULL AND previous.DEC IS NULL"
"""
MODULE = '''"""Our own rules."""
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank


@rule("L2", flags="episodes", fields=["URN"], applies=lambda episode: episode.has_previous)
def no_number_after_a_move(episode):
    """Child moved to a place without a number.

    Fix: Ask the placement team.
    """
    return blank(episode, "URN")
'''


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "episodes.csv"
    path.write_text(EPISODES)
    return read_return([path])


def findings(given, path, text):
    path.write_text(text)
    result = check(given, here([path]), year=2026)
    return [(f.code, f.row) for f in result.findings if f.code.startswith("L")], result


def test_a_condition_in_sql_finds_its_rows(given, tmp_path):
    found, result = findings(given, tmp_path / "ours.toml", TOML)
    assert found == [("L1", 0)]
    assert (result.ran["L1"].checked, result.ran["L1"].children_checked) == (2, 1)
    assert result.rules["L1"].name == "Home without a postcode (local rule)"


def test_a_module_declares_rules_as_the_rulebook_does(given, tmp_path):
    found, result = findings(given, tmp_path / "ours.py", MODULE)
    assert found == [("L2", 1)]
    assert result.ran["L2"].checked == 1


def test_local_rules_do_not_stay_in_the_rulebook(given, tmp_path):
    findings(given, tmp_path / "ours.py", MODULE)
    assert "L2" not in check(given, here(), year=2026).rules


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("ours.toml", "PL_POST IS NULL AND", "PL_PAST IS NULL AND", "line 3: condition: there is no column PL_PAST.*PL_POST"),
        ("ours.toml", "PL_POST IS NULL AND", "PL_POST IS NULL AND AND", "line 3: condition: this is not a condition"),
        ("ours.toml", "PL_POST IS NULL AND", "(SELECT 1) = 1 AND", "line 3: condition: .*without SELECT"),
        ("ours.toml", "PLACE = 'K2'", "PLICE = 'K2'", "line 3: applies: there is no column"),
        ("ours.toml", 'table = "episodes"', 'table = "episode"', "line 3: there is no table episode"),
        ("ours.toml", 'fields = ["PL_POST"]', 'fields = ["X"]', "line 3: table episodes has no field X"),
        ("ours.toml", 'fix = "Ask the placement team."', "", "line 3: the rule lacks fix"),
        ("ours.toml", "why = ", "whi = ", "line 3: a rule has no whi"),
        ("ours.toml", '"L1"', '"501"', "already a rule 501"),
        ("ours.toml", "[[rule]]", "[[rule", "not valid TOML"),
        ("ours.py", "blank(episode", "blank(episde", "line 12: name 'episde'"),
        ("ours.py", '"URN")', '"URM")', "URM"),
        ("ours.py", "episode.has_previous", "episode.has_previus", "line 6: there is no has.previus"),
        ("ours.py", "Fix: Ask", "Ask", "L2: its docstring"),
        ("ours.py", "return blank", "return return blank", "line 12: invalid syntax"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_line(given, tmp_path, name, old, new, says):
    text = TOML if name.endswith("toml") else MODULE
    assert old in text
    with pytest.raises(BadInput, match=says):
        findings(given, tmp_path / name, text.replace(old, new))


def test_severity_and_owner_are_the_councils_and_order_the_summary(given):
    labels = Labels({"388": "grave", "placements": "slight"}, {"placements": "Placement team"})
    result = check(given, here(), year=2026, labels=labels)
    assert result.rules["143"].severity == result.rules["143"].owner == "unknown"
    of_placements = [w for w in result.rules.values() if w.theme == "placements"]
    assert {w.owner for w in of_placements} == {"Placement team"}
    ranks = [result.rules[line.code].severity for line in result.summary()]
    assert ranks == sorted(ranks, key=["grave", "slight", "unknown"].index)


def test_a_label_for_no_rule_is_refused(given):
    with pytest.raises(ValueError, match="no rule or theme 9999"):
        check(given, here(), year=2026, labels=Labels({"9999": "grave"}, {}))

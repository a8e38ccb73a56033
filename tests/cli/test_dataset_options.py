"""The commands that check a return, on a data set as at a day: what was loaded, and what of it is not due yet."""

import csv
import io
import json
from collections import Counter
from datetime import date, datetime

import openpyxl
import pytest
from click.testing import CliRunner

from plumbline.cli.app import app
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import Shown, write_years

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

COUNCIL = "E08000003"
JUNE, SEPTEMBER = date(2025, 6, 30), date(2025, 9, 30)
#: Adults still in care, and health answers of the year: both are due later.
RULES = ("--rules", "359,191,101")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """The return of 2025, what is known of 2026 on two days, in June with a sex that is no code, and a data set of these, in folders."""
    out = tmp_path_factory.mktemp("council")
    write_years(COUNCIL, 60, Shown(range(2025, 2026), (JUNE, SEPTEMBER)), 2, Plan(), out)
    header = out / JUNE.isoformat() / "header.csv"
    head, first, *rest = header.read_text("utf-8").splitlines()
    child, _, others = first.split(",", 2)
    header.write_text("\n".join([head, f"{child},Q,{others}", *rest]), "utf-8")
    for name, year, as_at in (
        ("2025", 2025, date(2025, 3, 31)),
        (JUNE.isoformat(), 2026, JUNE),
        (SEPTEMBER.isoformat(), 2026, SEPTEMBER),
    ):
        load(
            Folder(out / "kept"),
            Asked([str(out / name)], COUNCIL, as_at, year, accept_loss=True),
            datetime(2025, 10, 1),
        )
    return out


def run(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def document(*arguments):
    return json.loads(run(*arguments, "--json").stdout)


def live(made_up, *more):
    return run("check", "--dataset", made_up / "kept", *RULES, *more)


def test_a_year_that_is_over_is_checked_as_its_files_are(made_up):
    of_data_set = document("check", "--dataset", made_up / "kept", "--as-at", "31/03/2025")
    of_files = document("check", made_up / "2025", "--year", "2025", "--authority", COUNCIL)
    assert "live" not in of_data_set
    assert [of_data_set[part] for part in ("collection", "rules", "findings", "tables")] == [
        of_files[part] for part in ("collection", "rules", "findings", "tables")
    ]


def test_a_year_that_is_not_over_says_what_is_now_and_what_is_not_due_yet(made_up):
    found = document("check", "--dataset", made_up / "kept", "--as-at", "30/06/2025", *RULES)
    assert found["collection"]["year"] == 2026
    assert found["live"]["as_at"] == "2025-06-30"
    due = {(one["code"], one["due"]) for one in found["findings"]}
    assert due == {("101", "now"), ("191", "not_due_yet"), ("359", "not_due_yet")}
    assert [line["code"] for line in found["summary"]] == ["101"]
    assert {line["code"] for line in found["live"]["not_due_yet"]} == {"191", "359"}


def test_files_are_never_live(made_up):
    found = document("check", made_up / SEPTEMBER.isoformat(), "--year", "2026", *RULES)
    assert "live" not in found
    assert not any("due" in one for one in found["findings"])


def test_every_report_says_which_findings_are_not_due_yet(made_up, tmp_path):
    shown = live(made_up, "--as-at", "30/06/2025", "--out", tmp_path, "--format", "html,csv,xlsx").stdout
    later = len(document("check", "--dataset", made_up / "kept", "--as-at", "30/06/2025", *RULES)["findings"]) - 1
    assert f"1 finding now, {later} not due yet" in shown
    assert f"Not due yet ({later} findings):" in shown
    page = (tmp_path / "report.html").read_text("utf-8")
    assert f"1 error now, {later} not due yet" in page
    assert '<h2 id="later">Not due yet</h2>' in page
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    head, *lines = book["Findings"].values
    assert Counter(line[head.index("Due")] for line in lines) == {"now": 1, "not due yet": later}
    assert "Not due yet" in {row[0] for row in book["Summary"].values}
    rows = list(csv.DictReader(io.StringIO((tmp_path / "findings.csv").read_text("utf-8-sig"))))
    assert {(row["code"], row["due"]) for row in rows} == {
        ("101", "now"),
        ("191", "not due yet"),
        ("359", "not due yet"),
    }


def test_what_is_not_due_yet_fails_no_check(made_up):
    assert run("check", "--dataset", made_up / "kept", "--rules", "191", "--fail-on-errors", "--quiet").exit_code == 0


def test_what_is_not_due_yet_is_neither_new_nor_gone(made_up, tmp_path):
    live(made_up, "--as-at", "30/06/2025", "--out", tmp_path, "--format", "json")
    earlier = tmp_path / "findings.json"
    assert "0 new, 1 gone, 0 still there" in live(made_up, "--since", earlier).stdout


@pytest.mark.parametrize("command", [["check"], ["why", "101"], ["profile"], ["repair", "--preview"]], ids=" ".join)
def test_files_and_a_data_set_at_once_are_refused(made_up, command):
    more = ["--stage", "raw", "--out", "profile.json", "--as-at", "30/09/2025"] if command == ["profile"] else []
    done = CliRunner().invoke(app, list(map(str, [*command, made_up / "2025", "--dataset", made_up / "kept", *more])))
    assert "Give either the return's files or --dataset, not both." in str(done.exception)


def test_a_day_is_of_a_data_set_only(made_up):
    done = CliRunner().invoke(app, ["check", str(made_up / "2025"), "--as-at", "31/03/2025"])
    assert "--as-at is for a data set" in str(done.exception)


def test_plumbline_toml_names_the_data_set_and_files_go_before_it(made_up, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plumbline.toml").write_text(f"dataset = {json.dumps(str(made_up / 'kept'))}\n", "utf-8")
    assert document("check", "--rules", "101")["collection"]["year"] == 2026
    assert document("check", made_up / "2025", "--rules", "101")["collection"]["year"] == 2025


def test_a_day_before_the_first_load_is_refused(made_up):
    done = CliRunner().invoke(app, ["check", "--dataset", str(made_up / "kept"), "--as-at", "01/01/2025"])
    assert "the first load speaks for 31/03/2025" in str(done.exception)


def test_why_says_since_when(made_up):
    told = document("why", "101", "--dataset", made_up / "kept")["rules"][0]
    assert told["since"] == {"loads": ["2025-06-30", "2025-09-30"], "first_seen": {}, "fixed": {"2025-09-30": 1}}
    assert told["words"][-1] in run("why", "101", "--dataset", made_up / "kept").stdout


def test_why_says_that_no_earlier_load_shows_a_rule(made_up):
    told = document("why", "101", "--dataset", made_up / "kept", "--as-at", "30/06/2025")["rules"][0]
    assert told["words"][-1] == "Since when is not known: no earlier load shows it."


def test_why_of_files_says_nothing_of_loads(made_up):
    assert "since" not in document("why", "101", made_up / "2025", "--year", "2025")["rules"][0]


def test_a_profile_counts_what_is_due(made_up, tmp_path):
    out = tmp_path / "profile.json"
    run(
        "profile",
        "--dataset",
        made_up / "kept",
        "--as-at",
        "30/06/2025",
        "--stage",
        "raw",
        "--exact",
        "--out",
        out,
        "--yes",
    )
    rules = json.loads(out.read_text("utf-8"))["rules"]
    assert rules["359"]["flagged"] == rules["191"]["flagged"] == 0


def test_repairs_of_a_data_set_are_previewed(made_up):
    assert run("repair", "--dataset", made_up / "kept", "--preview").exit_code == 0

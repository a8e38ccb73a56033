"""What ``plumbline check`` says on a terminal."""

from click.testing import CliRunner

from plumbline.cli.app import app

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,,01/01/2010,WBRI,,,\n2,F,02/02/2011,WBRI,,,\n"


def test_one_of_anything_is_said_as_one(tmp_path):
    (tmp_path / "header.csv").write_text(HEADER, "utf-8")
    given = ["check", str(tmp_path), "--year", "2025/26", "--authority", "Bournemouth", "--rules", "101, 102, 105"]
    assert CliRunner().invoke(app, given).output.splitlines() == [
        "Collection year 2026 (01/04/2025 to 31/03/2026), as given; rules of 2026; Bournemouth, Christchurch and Poole.",
        "1 finding in 1 of 2 rules checked.",
        "",
        "      1 row        1 child     101       Sex is blank or is not a valid code for this year",
        "",
        "Not checked (1):",
        "  This year's uasc file was not given. Rule 105.",
    ]

"""A made-up council without errors, spoiled in one way at a time as people's files are, and looked at as a whole."""

import shutil
from pathlib import Path

import pytest
from spoiling import Change, rows_of, write

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.checking.result import Result
from plumbline.diagnosing.diagnose import diagnosed
from plumbline.model.made_up import MADE_UP
from plumbline.reading.find import find, read_return
from plumbline.repairing.outcome import Outcome
from plumbline.repairing.repair import Council, repair
from plumbline.synthetic import sample

COUNCIL = "E08000003"


@pytest.fixture(scope="session")
def council(tmp_path_factory) -> Path:
    """The council's folder: this year, last year, Ofsted's list. Its children have numbers as a council's have."""
    folder = tmp_path_factory.mktemp("council")
    sample(COUNCIL, 60, 2026, 7, 0.0, folder)
    for file in folder.rglob("*.csv"):
        file.write_text(file.read_text("utf-8").replace(MADE_UP, ""), "utf-8")
    return folder


@pytest.fixture
def spoiled(council, tmp_path):
    """Makes a copy of this year's return with a change to its rows; returns its folder."""

    def made(change: Change) -> Path:
        folder = tmp_path / "in"
        shutil.copytree(council / "this_year", folder)
        for file in folder.glob("*.csv"):
            write(file, change(file.stem, rows_of(file)))
        return folder

    return made


@pytest.fixture
def look(council):
    """Checks a folder as this year's return, beside last year's unless told otherwise; the result with its diagnoses."""

    def looked(*this_year: Path, year: int = 0, last_year: bool = True) -> Result:
        given = read_return(this_year, [council / "last_year"] if last_year else [], [council / "providers.xlsx"])
        return diagnosed(check(given, here(), year=year, authority=COUNCIL), given, here)

    return looked


@pytest.fixture
def mend(council):
    """Repairs a folder as this year's return."""

    def mended(folder: Path, *, last_year: bool = True) -> Outcome:
        found = find([folder], [council / "last_year"] if last_year else [], [council / "providers.xlsx"])
        return repair(Council(found.sources, here, found.providers, 0, COUNCIL, found.notes))

    return mended

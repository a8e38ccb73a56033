"""A small data set to export: two returns of made-up children, one of them with a text that a spreadsheet would run."""

from datetime import datetime
from pathlib import Path

import pytest

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load

COUNCIL = "E08000003"
FIRST = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nMADEUP1,1,01/02/2010,WBRI,,,\nMADEUP2,2,29/02/2012,WIRI,=1+1,0,\n",
    "episodes": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "MADEUP1,01/05/2024,S,C2,N1,U4,PR1,,,,M1 1AE,M2 5BQ,SC000001\n"
        "MADEUP2,03/06/2024,S,V2,N5,K2,PR5,01/09/2024,X1,CARPL,M1 1AE,M4 6WX,SC000002\n"
        "MADEUP2,01/09/2024,P,V2,N5,U4,PR1,,,,M1 1AE,M3 3EB,SC000003\n"
    ),
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE\n"
    "MADEUP1,01/02/2010,12,,0,1,1,0,1,0\n",
}
SECOND = {**FIRST, "episodes": FIRST["episodes"].replace("PR1,,,,M1 1AE,M2", "PR1,05/05/2025,E4A,,M1 1AE,M2")}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the data set."""
    return made(tmp_path_factory.mktemp("small"), "MADEUP")


@pytest.fixture(scope="session")
def dataset(folder: Path) -> Dataset:
    return Dataset(folder)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The same of children who are not known to be made up."""
    return Dataset(made(tmp_path_factory.mktemp("real"), "REAL"))


def made(folder: Path, called: str) -> Path:
    for year, tables in ((2025, FIRST), (2026, SECOND)):
        files = folder / str(year)
        files.mkdir()
        for name, text in tables.items():
            (files / f"{name}.csv").write_text(text.replace("MADEUP", called), "utf-8")
        load(Folder(folder / "dataset"), Asked([str(files)], COUNCIL, year=year), datetime(2026, 6, 1, 9))
    return folder / "dataset"

"""A data set of two sources in which some children are linked."""

from datetime import date

import pytest
from small_data_sets import RETURN, SSD, load

from plumbline.dataset.folder import Folder
from plumbline.dataset.loads import Scope

EPISODES = ("CHILD", "DECOM", "DEC", "LS")
HEADER = ("CHILD", "DOB", "SEX")
PERSON = ("pers_person_id", "pers_legacy_id", "pers_dob")
MOTHER = ("moth_person_id", "moth_childs_person_id", "moth_childs_dob")
IDENTIFIERS = ("link_person_id", "link_identifier_type", "link_identifier_value")


@pytest.fixture
def folder(tmp_path) -> Folder:
    """Loads 1 and 2: a return, then what changed in it. 3: an extract. 4: a survey. ANN, once A1, is the mother of BEN; CAT has nobody."""
    data_set = Folder(tmp_path / "data")
    header = [HEADER, ("ANN", "01/02/2008", "2"), ("A1", "01/02/2008", "2"), ("CAT", "03/04/2012", "2")]
    first = [
        EPISODES,
        ("CAT", "01/05/2025", None, "C2"),
        ("ANN", "01/06/2025", None, "V2"),
        ("ANN", "01/04/2025", "01/06/2025", "C2"),
    ]
    later = [*first[:2], ("ANN", "01/06/2025", "02/12/2025", "V2"), first[3]]
    load(data_set, RETURN, date(2025, 9, 30), {"header": header, "episodes": first})
    load(data_set, RETURN, date(2026, 3, 31), {"header": header, "episodes": later})
    extract = {
        "ssd_person": [PERSON, ("ANN", "A1", "2008-02-01"), ("BEN", None, "2025-08-08"), ("CAT", None, "2012-04-03")],
        "ssd_mother": [MOTHER, ("ANN", "BEN", "2025-08-08")],
        "ssd_linked_identifiers": [IDENTIFIERS, ("ANN", "Former number", "A0"), ("CAT", "NHS number", "9434765919")],
    }
    load(data_set, SSD, date(2026, 4, 30), extract)
    answers = [
        ("survey", "question", "respondent"),
        ("2026", "safe", "ANN"),
        ("2026", "safe", "8f3c"),
        ("2026", "safe", None),
    ]
    load(data_set, Scope("E08000003", "csv", "voice"), date(2026, 5, 31), {"voice": answers})
    return data_set

"""accepted.csv after a child is forgotten: without its lines, and otherwise byte for byte."""

import pytest
from small_data_sets import NOW, RETURN

from plumbline.dataset.forgetting.accepted import without
from plumbline.dataset.forgetting.forget import Asked, forget
from plumbline.faults import BadInput

HEAD = "key,code,child,reason,status\r\n"
CAT = "501|episodes|CAT|01/05/2025|1,501,CAT,right as it is,accepted\r\n"
OTHER = '502|episodes|1ANN|01/05/2025|1,502,1ANN,"as, the file\r\nsays",accepted\r\n'
FILES = {
    "by key and child": ("501|episodes|ANN|01/05/2025|1,501,ANN,right,accepted\r\n", ""),
    "by key alone": ("501|episodes|ANN|01/05/2025|1,,,right,\r\n", ""),
    "as a spreadsheet quotes it": ('"\'501|episodes|ANN|01/05/2025|1",501,"ANN","right\r\nor not",accepted\r\n', ""),
    "in small letters": ("501|episodes|ann|01/05/2025|1,501,ann,right,accepted\r\n", ""),
    "the reason for another's": ("501|header|EVE|1,501,EVE,sister of Ann,accepted\r\n", "501|header|EVE|1,501,EVE,sister of [forgotten],accepted\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "left"), FILES.values(), ids=FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [",", ";"])
def test_the_child_s_lines_go(tmp_path, line, left, encoding, between):
    def written(text):
        return text.replace(",", between).encode(encoding)

    ours = OTHER.replace("file", "Träger")
    path = tmp_path / "accepted.csv"
    path.write_bytes(written(HEAD + CAT + line + ours))
    (found,) = without([path], ["ANN"])
    assert found.content == written(HEAD + CAT + left + ours)


def test_a_file_without_the_child_is_left_alone(tmp_path):
    path = tmp_path / "accepted.csv"
    path.write_text(HEAD + CAT + OTHER, "utf-8")
    assert without([path], ["ANN"]) == []


def test_what_is_no_file_of_accepted_findings_stops_it_before_anything_changes(folder):
    path = folder.path / "accepted.csv"
    path.write_text("child,team\nANN,North\n", "utf-8")
    before = folder.kept()
    with pytest.raises(BadInput, match=r"accepted\.csv: the first row must name"):
        forget(folder, Asked(frozenset(["ANN"]), RETURN.council, accepted=(path,)), NOW)
    assert folder.kept() == before


def test_who_could_read_the_file_still_can(folder):
    path = folder.path.parent / "accepted.csv"
    path.write_text(HEAD + CAT, "utf-8")
    path.chmod(0o664)
    forget(folder, Asked(frozenset(["CAT"]), RETURN.council, accepted=(path,)), NOW)
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == (HEAD.replace("\r\n", "\n"), 0o664)

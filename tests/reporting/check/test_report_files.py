"""The report files of a check."""

import pytest

from plumbline.faults import BadInput
from plumbline.reporting.check.files import FORMATS, write_reports


def test_every_format_is_written_whole(result, tmp_path):
    assert [path.stat().st_size > 0 for path in write_reports(result, tmp_path, FORMATS)] == [True] * len(FORMATS)
    assert not list(tmp_path.glob("*.part"))


def test_an_unknown_format_is_refused(result, tmp_path):
    with pytest.raises(BadInput, match="There is no format pdf"):
        write_reports(result, tmp_path, ["pdf"])

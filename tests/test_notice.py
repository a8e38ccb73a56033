"""NOTICE names what the wheel and the page give on, with its licence."""

import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from plumbline.hosting.archive import PACKAGES, archive

PROJECT = Path(__file__).parents[1]
NOTICE = (PROJECT / "NOTICE").read_text("utf-8")
#: What the page's own packages bring into its bundle.
BROUGHT_ALONG = ["flatbuffers", "tslib"]
OF_THE_PAGE = list(json.loads((PROJECT / "web" / "package.json").read_text("utf-8"))["dependencies"])
A_LICENCE = r"MIT|MPL-2\.0|PSF-2\.0|BSD-\d-Clause|Apache-2\.0|0BSD|Python Software Foundation License"


@pytest.mark.parametrize("package", [*PACKAGES, *OF_THE_PAGE, *BROUGHT_ALONG, "Python"])
def test_a_package_is_named_with_its_licence(package):
    assert re.search(rf"^  {re.escape(package)} +({A_LICENCE}) ", NOTICE, re.MULTILINE)


def test_the_archive_holds_no_package_that_is_not_named_and_the_licence_of_each():
    with tarfile.open(fileobj=io.BytesIO(archive())) as archived:
        names = [Path(name) for name in archived.getnames()]
    found = {name.parts[0].partition("-")[0] for name in names if not name.parts[0].startswith("plumbline")}
    assert found == {package.replace("-", "_") for package in PACKAGES}
    licensed = {name.parts[0].partition("-")[0] for name in names if name.name.startswith(("LICENSE", "LICENCE"))}
    assert licensed == found


def test_the_postcodes_and_whose_they_are_are_named():
    assert "ONS Postcode Directory. Source: Office for National Statistics" in NOTICE
    assert "Open Government Licence v3.0" in NOTICE

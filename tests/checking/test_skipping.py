"""Why a rule was not checked is said in the words of those who have the files."""

import pytest

from plumbline.checking.skipping import skip
from plumbline.model.years import TableOfYear
from plumbline.rules.needs import Source, told

HEADER, UASC, EPISODES = (TableOfYear(name) for name in ("header", "uasc", "episodes"))
HEADER_LAST, UASC_LAST = (TableOfYear(name, 1) for name in ("header", "uasc"))


@pytest.mark.parametrize(
    ("needs", "offered", "words"),
    [
        ([EPISODES], [], "This year's episodes file was not given."),
        ([EPISODES, HEADER], [], "This year's episodes and header files were not given."),
        ([HEADER_LAST], [HEADER], "Last year's header file was not given."),
        ([Source.UASC_ANYWHERE], [HEADER], "This year's uasc file was not given."),
        ([Source.UASC_MARKER, UASC], [HEADER], "This year's uasc file was not given."),
        ([Source.UASC_MARKER], [UASC], "This year's header file was not given."),
        ([Source.UASC_LAST_YEAR], [UASC, HEADER_LAST], "Last year's uasc file was not given."),
        ([Source.PROVIDERS], [], "Ofsted's provider list was not given."),
    ],
)
def test_what_is_missing_is_named_by_its_file(needs, offered, words):
    assert skip(needs, [], frozenset(offered)).words == words


@pytest.mark.parametrize("source", Source)
def test_no_source_is_told_by_its_inner_name(source):
    assert "_" not in skip([source], [], frozenset()).words
    assert "_" not in "".join(told([source]))

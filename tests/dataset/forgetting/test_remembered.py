"""A child who was forgotten stays out of later loads, unless the council accepts it or remembers nobody."""

import pytest
from small_data_sets import NOW, content, every_cell

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.forget import Asked, forget
from plumbline.dataset.forgetting.remembered import Remembered, remembered
from plumbline.dataset.loading import load as loading
from plumbline.faults import BadInput

RETURN = "CHILD,DOB,SEX,ETHNIC,UPN,MOTHER,MC_DOB\n{}"
ANN, BEN = "ANN,01/02/2010,2,WBRI,UN1,,\n", "BEN,01/02/2011,1,WBRI,UN1,,\n"


def give(folder, *rows, **options):
    source = folder.path.parent / "given" / "header.csv"
    source.parent.mkdir(exist_ok=True)
    source.write_text(RETURN.format("".join(rows)), "utf-8")
    asked = loading.Asked([str(source)], year=2026, accept_loss=True, **options)
    (loaded,) = loading.load(folder, asked, NOW)
    return loaded.outcome.load


@pytest.fixture
def forgotten(tmp_path) -> Folder:
    """Ann and Ben were loaded, and Ann forgotten."""
    folder = Folder(tmp_path / "data")
    give(folder, ANN, BEN)
    forget(folder, Asked(frozenset(["ANN"]), ""), NOW)
    return folder


def test_the_same_return_again_adds_nothing(forgotten):
    assert give(forgotten, ANN, BEN) is None


def test_a_later_return_leaves_the_child_out_and_counts_it(forgotten):
    load = give(forgotten, ANN, BEN, BEN.replace("BEN", "CAT"))
    assert (load.forgotten, load.tables["header"].rows) == (1, 2)
    assert "ANN" not in every_cell(forgotten.path)


def test_accepted_once_the_child_is_loaded_from_then_on(forgotten):
    assert give(forgotten, ANN, BEN, accept_forgotten=True).tables["header"].rows == 2
    assert give(forgotten, ANN, ANN.replace("ANN", "CAT")).forgotten == 0


def test_nobody_is_remembered_where_the_council_says_so(forgotten):
    forget(forgotten, Asked(frozenset(["BEN"]), "", remember=False), NOW)
    assert remembered(forgotten.path) is None
    assert give(forgotten, ANN, BEN).forgotten == 0


def test_the_number_is_in_no_file_and_two_data_sets_have_two_hashes(forgotten, tmp_path):
    other = Folder(tmp_path / "other" / "data")
    other.path.parent.mkdir()
    give(other, ANN, BEN)
    forget(other, Asked(frozenset(["ANN"]), ""), NOW)
    hashes = [remembered(one.path).hashes for one in (forgotten, other)]
    assert [len(one) for one in hashes] == [1, 1]
    assert hashes[0] != hashes[1]
    assert not any("ANN" in text for text in content(forgotten).texts.values())


def test_the_hash_is_hmac_sha256():
    # RFC 4231, test case 2: the key "Jefe", what ya want for nothing?
    key = Remembered(b"Jefe".hex())
    assert key.hash_of("what ya want ", "for nothing?") != key.hash_of("", "what ya want for nothing?")
    assert len(key.hash_of("", "ANN")) == 64


def test_a_key_that_is_damaged_stops_the_load(forgotten):
    (forgotten.path / "forgotten" / "key").write_text("not hexadecimal", "ascii")
    with pytest.raises(BadInput, match="backup"):
        give(forgotten, ANN, BEN)


def test_other_children_are_forgotten_under_the_same_key(forgotten):
    key = remembered(forgotten.path).key
    forget(forgotten, Asked(frozenset(["BEN"]), ""), NOW)
    assert remembered(forgotten.path).key == key
    assert remembered(forgotten.path).among("", ["ANN", "BEN", "CAT"]) == {"ANN", "BEN"}

"""A made-up network says so, in its folder, in its export and to whoever reads it."""

from dataclasses import replace

import pytest
from one_profile import PROFILE, codes

from plumbline.faults import BadInput
from plumbline.networks.exporting import exported, unpacked
from plumbline.networks.files import About, about_from_json, about_to_json, network_files
from plumbline.networks.folder import FolderStore
from plumbline.networks.network import Network, key_of

MADE_UP = Network("North", profiles={key_of(PROFILE): PROFILE}, made_up=True)


@pytest.mark.parametrize("network", [MADE_UP, replace(MADE_UP, made_up=False)], ids=["made up", "real"])
def test_a_folder_and_an_export_keep_it(network, tmp_path):
    for name, content in network_files(network, codes):
        (tmp_path / "network" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "network" / name).write_text(content, "utf-8")
    export = unpacked(exported(network, [], codes), "export.zip", tmp_path / "export", codes)
    assert FolderStore(tmp_path / "network", codes).read().made_up == network.made_up
    assert export.store.read().made_up == network.made_up


def test_a_real_network_does_not_mention_it():
    assert "made_up" not in about_to_json(About("North"))


def test_what_is_neither_true_nor_false_is_refused():
    with pytest.raises(BadInput, match="made_up is true or false"):
        about_from_json(about_to_json(About("North", made_up=True)).replace("true", '"yes"').encode())

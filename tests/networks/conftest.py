"""A network and profiles to add to it."""

from dataclasses import replace

import pytest
from one_profile import PROFILE, codes

from plumbline.networks.folder import FolderStore, create
from plumbline.profiles.document import profile_to_json


@pytest.fixture
def folder(tmp_path):
    create(tmp_path / "network", "North")
    return tmp_path / "network"


@pytest.fixture
def store(folder):
    return FolderStore(folder, codes)


@pytest.fixture
def file_of(tmp_path):
    """Writes a profile, changed as said, and gives its file."""

    def write(**changes):
        path = tmp_path / "profile.json"
        path.write_text(profile_to_json(replace(PROFILE, **changes), codes))
        return path

    return write

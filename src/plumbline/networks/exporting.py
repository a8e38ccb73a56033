"""A network as one file with all that a page needs to compare one more return: a zip of its folder, and the peers fitted."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plumbline.comparing.applying.peers import WITHIN, by_own_rules
from plumbline.faults import BadInput
from plumbline.files import zipped
from plumbline.networks.cohorts import Cohort
from plumbline.networks.comparing import FittedPeers
from plumbline.networks.files import network_files
from plumbline.networks.folder import FolderStore
from plumbline.networks.network import Network
from plumbline.networks.store import NetworkStore
from plumbline.profiles.conditions import Codes
from plumbline.profiles.document import read_json
from plumbline.profiles.profile import Profile

_SCHEMA = "plumbline/network-export/2"
_FITTED = "fitted.json"
#: Far more than any network's folder holds.
_LARGEST = 2_000_000_000


@dataclass(frozen=True)
class Export:
    """An export that was unpacked: its network, and the peers fitted in it."""

    store: NetworkStore
    peers: "ExportedPeers"


@dataclass(frozen=True)
class ExportedPeers:
    """Peers that were fitted when the network was exported."""

    cohorts: Sequence[Cohort]

    def read(self, store: NetworkStore, own: Profile) -> Network:
        """The peers' profiles, and the council's earlier ones."""
        theirs = {(code, day) for one in self.cohorts for code, day in one.peers.items()}
        return store.read(lambda key: key.authority == own.authority or (key.authority, key.as_at) in theirs)

    def fitted(self, own: Profile, network: Network) -> FittedPeers:
        """The peers of the same year and stage, taken within a month; BadInput where none have a rule in common with it."""
        cohort, fits = next(((one, fits) for one in self.cohorts if (fits := one.fits_for(own))), (None, {}))
        if cohort is None:
            raise BadInput(self._none_like(own))
        if own.authority in cohort.peers:
            raise BadInput(
                "This export counts your own council among your peers, so it would be compared with itself. Ask for one "
                f"made for you: plumbline network export FOLDER --for {own.authority} --out FILE"
            )
        profiles = {}
        for key, profile in network.profiles.items():
            if cohort.peers.get(key.authority) == key.as_at and (key.year, key.stage) == (own.year, own.stage):
                profiles[key.authority] = by_own_rules(own, profile)
        return FittedPeers(
            {code: profiles[code] for code in cohort.peers if code in profiles}, cohort.not_comparable, fits
        )

    def _none_like(self, own: Profile) -> str:
        there = "; ".join(map(str, self.cohorts))
        return (
            f"The network has nothing like this return ({own.year} {own.stage} as at {own.as_at:%d/%m/%Y}). Only the same "
            f"collection year and stage, taken within {WITHIN.days} days, is compared, by rules of the same edition. It has: "
            f"{there or 'no profiles'}."
        )


def exported(network: Network, cohorts: Sequence[Cohort], codes: Codes) -> bytes:
    """The export of a network, as far as it was read."""
    return zipped(_files(network, cohorts, codes))


def _files(network: Network, cohorts: Sequence[Cohort], codes: Codes) -> Iterator[tuple[str, str]]:
    yield from network_files(network, codes)
    fitted = {"schema": _SCHEMA, "cohorts": [one.as_document() for one in cohorts]}
    yield _FITTED, json.dumps(fitted, separators=(",", ":"))


def unpacked(content: bytes, name: str, folder: Path, codes: Codes) -> Export:
    """An export, its network's folder put in a new ``folder``. A file that is no export is BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise BadInput("unpacked, the file is larger than any network; refused.")
            given = read_json(archive.read(_FITTED))
            archive.extractall(folder)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError) as problem:
        raise BadInput(
            f"{name}: this is not a network's export. Make one with 'plumbline network export'."
        ) from problem
    except BadInput as problem:
        raise BadInput(f"{name}: {problem}") from problem
    if not isinstance(given, dict) or given.get("schema") != _SCHEMA:
        raise BadInput(f"{name}: this Plumbline reads exports of the form {_SCHEMA}, and this is another.")
    if not isinstance(given.get("cohorts"), list):
        raise BadInput(
            f"{name}: {_FITTED} in it has no list 'cohorts' of councils to compare with. Ask for the export again."
        )
    try:
        cohorts = [Cohort.from_document(one) for one in given["cohorts"]]
    except ValueError as problem:
        raise BadInput(f"{name}: a cohort of its {_FITTED} is damaged. Ask for the export again.") from problem
    return Export(FolderStore(folder, codes), ExportedPeers(cohorts))

"""A network as one file with all that a page needs to compare one more return: a zip of its folder, and the peers fitted."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plumbline.comparing.applying.comparison import Comparison, comparison
from plumbline.comparing.applying.fitted import FittedRule
from plumbline.comparing.applying.peers import WITHIN, near_in_time
from plumbline.faults import BadInput
from plumbline.files import zipped
from plumbline.networks.folder import adoption_path, profile_path, read_network
from plumbline.networks.network import Key, Network
from plumbline.profiles.conditions import Codes
from plumbline.profiles.document import read_json
from plumbline.profiles.profile import Profile

_SCHEMA = "plumbline/network-export/1"
_FITTED = "fitted.json"
#: Far more than any network's folder holds.
_LARGEST = 2_000_000_000


@dataclass(frozen=True)
class Export:
    """An export that was unpacked: its folder, and the cohorts fitted."""

    folder: Path
    cohorts: Sequence[Mapping[str, Any]]


def exported(folder: Path, network: Network, cohorts: Sequence[Mapping[str, Any]]) -> bytes:
    """The export of a network that was read from a folder; what is damaged there is left out."""
    fitted = json.dumps({"schema": _SCHEMA, "cohorts": list(cohorts)}, separators=(",", ":"))
    return zipped([*_files(folder, network), (_FITTED, fitted)])


def _files(folder: Path, network: Network) -> Iterator[tuple[str, bytes]]:
    paths = [folder / "network.json"]
    paths += [folder / "members" / f"{code}.json" for code in sorted(network.members)]
    paths += [profile_path(folder, key) for key in sorted(network.profiles)]
    paths += [folder / "solutions" / f"{name}.md" for name in sorted(network.solutions)]
    paths += [
        adoption_path(folder, name, code) for name in sorted(network.adopted) for code in sorted(network.adopted[name])
    ]
    return ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def unpacked(content: bytes, name: str, folder: Path) -> Export:
    """An export, its network's folder put in a new ``folder``. A file that is no export is BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            if sum(one.file_size for one in zipped.infolist()) > _LARGEST:
                raise BadInput(f"{name}: unpacked, the file is larger than any network; refused.")
            given = read_json(zipped.read(_FITTED))
            zipped.extractall(folder)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError) as problem:
        raise BadInput(
            f"{name}: this is not a network's export. Make one with 'plumbline network export'."
        ) from problem
    if not isinstance(given, dict) or given.get("schema") != _SCHEMA:
        raise BadInput(f"{name}: this Plumbline reads exports of the form {_SCHEMA}, and this is another.")
    return Export(folder, given["cohorts"])


def compared_with_export(export: Export, own: Profile, codes: Codes) -> tuple[Comparison, Network]:
    """A new profile of a council beside the peers that were fitted, and the network; BadInput where none are like it."""
    cohort = _cohort(export, own)
    if own.authority in cohort["peers"]:
        raise BadInput(
            "This export counts your own council among your peers, so it would be compared with itself. Ask for one "
            f"made for you: plumbline network export FOLDER --for {own.authority} --out FILE"
        )
    network = read_network(export.folder, codes)
    keys = {code: Key(code, date.fromisoformat(as_at), own.year, own.stage) for code, as_at in cohort["peers"].items()}
    peers = {code: network.profiles[key] for code, key in keys.items() if key in network.profiles}
    try:
        fits = {code: FittedRule.from_numbers(numbers) for code, numbers in cohort["rules"].items()}
    except ValueError as problem:
        raise BadInput(f"The network's export is damaged ({problem}). Ask for it again.") from problem
    return comparison(own, peers, cohort["not_comparable"], fits, network.profiles.values()), network


def _cohort(export: Export, own: Profile) -> Mapping[str, Any]:
    """The cohort of the same year, rulebook and stage, taken within a month."""
    for cohort in export.cohorts:
        same = (cohort["collection_year"], cohort["rulebook"], cohort["stage"]) == (own.year, own.edition, own.stage)
        if same and near_in_time(date.fromisoformat(cohort["as_at"]), own.as_at):
            return cohort
    there = "; ".join(
        f"{one['collection_year']} {one['stage']} as at {date.fromisoformat(one['as_at']):%d/%m/%Y}, rulebook "
        f"{one['rulebook']}"
        for one in export.cohorts
    )
    raise BadInput(
        f"The network has nothing like this return ({own.year} {own.stage} as at {own.as_at:%d/%m/%Y}, rulebook "
        f"{own.edition}). Only the same collection year, rulebook and stage, taken within {WITHIN.days} days, is "
        f"compared. It has: {there or 'no profiles'}."
    )

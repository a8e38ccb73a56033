"""The files of a repair: copies of the return, the lists and the page, in a folder that holds nothing else."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from plumbline.faults import BadInput
from plumbline.files import write_together, write_whole
from plumbline.repairing.outcome import Outcome
from plumbline.repairing.telling import fix_at_source_csv, page, repairs_csv

#: Where the repaired copies are: apart, so that this folder can be given to ``plumbline check``.
COPIES = "return"
_LIST = "written.json"


def refuse_unless_ours(out: Path, inputs: Sequence[Path]) -> None:
    """BadInput unless the folder is new, empty, or holds only what an earlier repair wrote there; or holds an input."""
    for given in inputs:
        if out.resolve() in (given.resolve(), *given.resolve().parents) or given.resolve() in out.resolve().parents:
            raise BadInput(f"{out}: the return itself is there, and it is never changed. Choose another folder.")
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out}: this is a file. Give a folder that is new or empty.")
    known = _known(out)
    there = [path for path in out.rglob("*") if not path.is_dir()] if out.exists() else []
    foreign = [str(path.relative_to(out)) for path in there if not _is_known(path, out, known)]
    if foreign:
        raise BadInput(
            f"{out}: there are files that no repair wrote, or that were changed since: {', '.join(sorted(foreign)[:3])}. "
            "Choose a folder that is new or empty."
        )


def outcome_files(outcome: Outcome) -> dict[str, bytes]:
    """The repaired copies, the lists and the page, by their places in the folder."""
    files = {f"{COPIES}/{one.name}": one.content for one in outcome.files}
    for name, text in (("repairs.csv", repairs_csv), ("fix_at_source.csv", fix_at_source_csv), ("summary.html", page)):
        files[name] = text(outcome).encode("utf-8")
    return files


def write_outcome(outcome: Outcome, out: Path) -> list[Path]:
    """Writes everything into ``out``, each file whole, and removes what only an earlier repair had there."""
    written = outcome_files(outcome)
    hashes = {name: [_hash(content)] for name, content in written.items()}
    earlier = _known(out)
    both = {name: [*earlier.get(name, []), *hashes.get(name, [])] for name in {**earlier, **hashes}}
    write_whole(out / _LIST, json.dumps(both, indent=1))
    write_together((out / name, content) for name, content in written.items())
    for name in set(earlier) - set(written):
        (out / name).unlink(missing_ok=True)
    write_whole(out / _LIST, json.dumps(hashes, indent=1))
    return [out / name for name in written]


def _is_known(path: Path, out: Path, known: dict[str, list[str]]) -> bool:
    name = path.relative_to(out).as_posix()
    return bool(known) and (name == _LIST or _hash(path.read_bytes()) in known.get(name, ()))


def _known(out: Path) -> dict[str, list[str]]:
    """The files that earlier repairs wrote into a folder, each with what it may hold."""
    try:
        listed = json.loads((out / _LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): list(hashes) for name, hashes in listed.items()} if isinstance(listed, dict) else {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

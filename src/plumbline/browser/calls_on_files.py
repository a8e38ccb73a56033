"""What the page can ask about files: keep one, move it, let it go."""

from pathlib import Path
from typing import cast

from plumbline.browser.answers import Done, Held, Mark, Marked, Status
from plumbline.browser.files import looked_at
from plumbline.browser.session import Bytes, Json, Session
from plumbline.reporting.check.accepted import read_marks


def take(session: Session, given: Json, content: Bytes | None) -> Held:
    """Keeps a file under the key that the page gave it, and says what it holds."""
    assert content is not None
    path = session.folder / given["key"] / Path(given["name"]).name
    path.parent.mkdir()
    path.write_bytes(content.to_bytes())
    kept = session.kept[given["key"]] = looked_at(path, given["place"])
    return kept.held


def move(session: Session, given: Json, _content: Bytes | None) -> Held:
    """Puts a file in the other place."""
    before = session.kept[given["key"]]
    kept = session.kept[given["key"]] = looked_at(before.path, given["place"])
    return kept.held


def remove(session: Session, given: Json, _content: Bytes | None) -> Done:
    """Lets go of a file."""
    kept = session.kept.pop(given["key"])
    kept.path.unlink()
    kept.path.parent.rmdir()
    return Done()


def clear(session: Session, _given: Json, _content: Bytes | None) -> Done:
    """Lets go of all files and results."""
    for key in list(session.kept):
        remove(session, {"key": key}, None)
    session.given = session.result = session.compared = session.repaired = None
    session.database.renew()
    return Done()


def marks(_session: Session, given: Json, content: Bytes | None) -> Marked:
    """What an accepted.csv says of findings, and the findings there were when it was written."""
    assert content is not None
    read = read_marks(content.to_bytes(), given["name"])
    return Marked({key: Mark(cast(Status, mark.status), mark.reason) for key, mark in read.items() if mark}, list(read))

"""The desk at which the page asks: it keeps the files and the last result, and answers one question after another.

Every question and answer is JSON, but for files in and files out. The page's side is ``web/src/desk.ts``.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from plumbline.browser.books import book_of, codes_in_force
from plumbline.browser.comparing import Beside
from plumbline.browser.engine import Database, TabEngine
from plumbline.browser.files import Kept, as_return, likely_council, looked_at
from plumbline.browser.saving import converted, marked, of_result
from plumbline.browser.showing import shown
from plumbline.checking.check import check
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.faults import BadInput, fault_in_words
from plumbline.model.authorities import authorities, authority_code
from plumbline.networks.exporting import unpacked as unpacked_export
from plumbline.profiles.document import profile_to_json
from plumbline.profiles.making import profile_of
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import CASE_SYSTEMS, STAGES, Profile
from plumbline.progress import Progress
from plumbline.reference.postcode_packing import unpacked
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.reporting.check.accepted import read_marks
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

Given = dict[str, Any]


class Bytes(Protocol):
    """A file's bytes, as the page hands them over."""

    def to_bytes(self) -> bytes:
        """A copy for Python."""


class Desk:
    """What the page can ask for."""

    def __init__(self, database: Database, progress: Progress, postcodes: Bytes | None):
        self._database, self._progress = database, progress
        self._postcodes = postcodes.to_bytes() if postcodes else None
        self._folder = Path(tempfile.mkdtemp())
        self._kept: dict[str, Kept] = {}
        self._result: Result | None = None
        self._beside: Beside | None = None
        self._calls: dict[str, Callable[[Given, Bytes | None], Any]] = {
            "choices": self._choices, "warm_up": self._warm_up, "take": self._take, "move": self._move, "remove": self._remove,
            "clear": self._clear, "marks": self._marks, "check": self._check, "save": self._save,
            "profile": self._profile, "compare": self._compare,
        }  # fmt: skip

    def answer(self, call: str, given: str, content: Bytes | None = None) -> str | bytes:
        """The answer as JSON, or a file's bytes; what can't be done is ``{"problem": words}``."""
        try:
            answer = self._calls[call](json.loads(given), content)
        except BadInput as problem:
            answer = {"problem": str(problem)}
        except Exception as problem:
            answer = {"problem": fault_in_words(problem)}
        return answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def _directory(self) -> PostcodeDirectory | None:
        """Unpacked when first needed: it takes a moment."""
        return PostcodeDirectory(unpacked(self._postcodes)) if self._postcodes else None

    def _choices(self, _given: Given, _content: Bytes | None) -> Given:
        """The councils and years to choose from."""
        councils = [asdict(one) for one in sorted(authorities().values(), key=lambda one: one.name)]
        years = list(range(LAST_YEAR, FIRST_YEAR - 1, -1))
        return {"councils": councils, "years": years, "stages": STAGES, "systems": CASE_SYSTEMS}

    def _warm_up(self, _given: Given, _content: Bytes | None) -> Given:
        """Does beforehand what the first check would wait for."""
        return {"rules": len(book_of(LAST_YEAR).definitions), "postcodes": self._directory is not None}

    def _take(self, given: Given, content: Bytes | None) -> Given:
        """Keeps a file under the key that the page gave it, and says what it holds."""
        assert content is not None
        path = self._folder / given["key"] / Path(given["name"]).name
        path.parent.mkdir()
        path.write_bytes(content.to_bytes())
        kept = self._kept[given["key"]] = looked_at(path, given["place"])
        return kept.said()

    def _move(self, given: Given, _content: Bytes | None) -> Given:
        """Puts a file in the other place."""
        before = self._kept[given["key"]]
        kept = self._kept[given["key"]] = looked_at(before.path, given["place"])
        return kept.said()

    def _remove(self, given: Given, _content: Bytes | None) -> Given:
        kept = self._kept.pop(given["key"])
        kept.path.unlink()
        kept.path.parent.rmdir()
        return {}

    def _clear(self, _given: Given, _content: Bytes | None) -> Given:
        for key in list(self._kept):
            self._remove({"key": key}, None)
        self._result = self._beside = None
        self._database.renew()
        return {}

    def _marks(self, given: Given, content: Bytes | None) -> Given:
        """What an accepted.csv says of findings, and the findings there were when it was written."""
        assert content is not None
        read = read_marks(content.to_bytes(), given["name"])
        return {"marks": {key: mark._asdict() for key, mark in read.items() if mark}, "keys": list(read)}

    def _check(self, given: Given, _content: Bytes | None) -> Given:
        """Checks the files kept; without a council given, the one where most homes were is taken and said."""
        self._progress("Reading the files", 0.0)
        files = as_return(self._kept.values())
        authority = authority_code(given["authority"]) or likely_council(files, self._directory)
        resources = Resources(TabEngine(self._database), book_of, self._directory)
        result = check(
            files,
            resources,
            year=given["year"],
            authority=authority,
            accepted=given["accepted"],
            progress=self._progress,
        )
        self._result = result
        return shown(result)

    def _save(self, given: Given, _content: Bytes | None) -> bytes:
        """A file to save: one of the result's, what was said of its findings, or the return in its other form."""
        result = self._checked()
        if given["file"] == "accepted.csv":
            content: str | bytes = marked(result, given["marks"])
        elif given["file"] == "profile.json":
            content = profile_to_json(_profile_of(result, given), codes_in_force)
        elif given["file"] == "comparison.html":
            content = self._beside.page() if self._beside else ""
        elif given["file"] == "converted.zip":
            content = converted(as_return(self._kept.values()))
        else:
            content = of_result(result, given["file"])
        return content.encode() if isinstance(content, str) else content

    def _profile(self, given: Given, _content: Bytes | None) -> Given:
        """What a profile of the result would give away, in words."""
        return {"preview": preview(_profile_of(self._checked(), given))}

    def _compare(self, given: Given, content: Bytes | None) -> Given:
        """The result beside the peers of a network's export."""
        assert content is not None
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            export = unpacked_export(content.to_bytes(), given["name"], Path(folder))
            self._beside = Beside(export, _profile_of(self._checked(), given))
        return self._beside.shown()

    def _checked(self) -> Result:
        if self._result is None:
            raise BadInput("Check a return first.")
        return self._result


def _profile_of(result: Result, given: Given) -> Profile:
    """The profile of a result, of what the page says of it."""
    return profile_of(
        result, stage=given["stage"], as_at=_day(given["as_at"]), case_system=given["case_system"], exact=given["exact"]
    )


def _day(given: str) -> date:
    """A day as the page's date field gives it; an empty field is BadInput."""
    if not given:
        raise BadInput("Say on which day the data was taken from the case system.")
    return date.fromisoformat(given)

"""What the page can ask of Python: one question after another, each answered in JSON or with a file's bytes.

The page's side is ``web/src/api.ts``.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from plumbline.browser import calls_on_files, calls_on_results
from plumbline.browser.books import book_of
from plumbline.browser.engine import Database
from plumbline.browser.session import Bytes, Json, Session
from plumbline.faults import BadInput, fault_in_words
from plumbline.model.authorities import authorities
from plumbline.profiles.profile import CASE_SYSTEMS, STAGES
from plumbline.progress import Progress
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: Answers a question, of which the page gives the details and, of some, a file.
Call = Callable[[Session, Json, Bytes | None], Json | bytes]


class PageApi:
    """Answers the page, and keeps its files and results from one question to the next."""

    def __init__(self, database: Database, progress: Progress, postcodes: Bytes | None):
        self._session = Session(database, progress, postcodes.to_bytes() if postcodes else None)

    def answer(self, call: str, given: str, content: Bytes | None = None) -> str | bytes:
        """The answer as JSON, or a file's bytes; what can't be done is ``{"problem": words}``."""
        try:
            answer: Any = _CALLS[call](self._session, json.loads(given), content)
        except BadInput as problem:
            answer = {"problem": str(problem)}
        except Exception as problem:
            answer = {"problem": fault_in_words(problem)}
        return answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _choices(_session: Session, _given: Json, _content: Bytes | None) -> Json:
    """The councils and years to choose from."""
    councils = [asdict(one) for one in sorted(authorities().values(), key=lambda one: one.name)]
    years = list(range(LAST_YEAR, FIRST_YEAR - 1, -1))
    return {"councils": councils, "years": years, "stages": STAGES, "systems": CASE_SYSTEMS}


def _warm_up(session: Session, _given: Json, _content: Bytes | None) -> Json:
    """Does beforehand what the first check would wait for."""
    return {"rules": len(book_of(LAST_YEAR).definitions), "postcodes": session.directory is not None}


_CALLS: Mapping[str, Call] = {
    "choices": _choices, "warm_up": _warm_up, "take": calls_on_files.take, "move": calls_on_files.move,
    "remove": calls_on_files.remove, "clear": calls_on_files.clear, "marks": calls_on_files.marks,
    "check": calls_on_results.check, "save": calls_on_results.save, "profile": calls_on_results.profile,
    "compare": calls_on_results.compare,
}  # fmt: skip

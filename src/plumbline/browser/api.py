"""What the page can ask of Python: one question after another, each answered in JSON or with a file's bytes.

The page's side is ``web/src/api.ts``.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from plumbline.browser import calls_on_files, calls_on_findings, calls_on_results
from plumbline.browser.answers import Choices, CouncilChoice, Ready
from plumbline.browser.books import book_of
from plumbline.browser.engine import Database
from plumbline.browser.session import Bytes, Json, Session
from plumbline.faults import BadInput, fault_in_words
from plumbline.model import ssda903
from plumbline.model.authorities import authorities
from plumbline.profiles.profile import CASE_SYSTEMS, STAGES
from plumbline.progress import Progress
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: Answers a question, of which the page gives the details and, of some, a file.
Call = Callable[[Session, Json, Bytes | None], Any]


class PageApi:
    """Answers the page, and keeps its files and results from one question to the next."""

    def __init__(self, database: Database, progress: Progress, postcodes: Bytes | None):
        self._session = Session(database, progress, postcodes.to_bytes() if postcodes else None)

    def answer(self, call: str, given: str, content: Bytes | None = None) -> str | bytes:
        """The answer as JSON, or a file's bytes; what can't be done is ``{"problem": words}``."""
        try:
            answer: Any = CALLS[call](self._session, json.loads(given), content)
        except BadInput as problem:
            answer = {"problem": str(problem)}
        except Exception as problem:
            answer = {"problem": fault_in_words(problem)}
        if isinstance(answer, bytes):
            return answer
        return json.dumps(answer, default=vars, ensure_ascii=False, separators=(",", ":"))


def _choices(_session: Session, _given: Json, _content: Bytes | None) -> Choices:
    """The councils and years to choose from."""
    councils = [CouncilChoice(one.code, one.name) for one in sorted(authorities().values(), key=lambda one: one.name)]
    fields = sorted({field.name for table in ssda903().tables.values() for field in table.fields})
    return Choices(councils, list(range(LAST_YEAR, FIRST_YEAR - 1, -1)), STAGES, CASE_SYSTEMS, fields)


def _warm_up(session: Session, _given: Json, _content: Bytes | None) -> Ready:
    """Does beforehand what the first check would wait for."""
    return Ready(len(book_of(LAST_YEAR).definitions), session.directory is not None)


CALLS: Mapping[str, Call] = {
    "choices": _choices, "warm_up": _warm_up, "take": calls_on_files.take, "move": calls_on_files.move,
    "remove": calls_on_files.remove, "clear": calls_on_files.clear, "marks": calls_on_files.marks,
    "rules": calls_on_results.rules, "check": calls_on_results.check, "save": calls_on_results.save,
    "profile": calls_on_results.profile, "compare": calls_on_results.compare, "accept": calls_on_findings.accept,
    "finding": calls_on_findings.finding,
    "why": calls_on_findings.why, "repair": calls_on_findings.repair,
}  # fmt: skip

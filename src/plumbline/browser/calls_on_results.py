"""What the page can ask about a return: check it, save what was found, sum it up in a profile, compare that."""

import re
import tempfile
from pathlib import Path

from plumbline.browser.answers import ComparisonShown, Preview, RuleNamed, RulesOfYear
from plumbline.browser.books import codes_in_force
from plumbline.browser.comparing import compared, shown_comparison
from plumbline.browser.files import OWN, PLACES, as_return, likely_council, paths_of
from plumbline.browser.own import labels_of
from plumbline.browser.profiling import profile_said, profile_to_share
from plumbline.browser.saving import FILES
from plumbline.browser.session import Bytes, Json, Session
from plumbline.browser.showing import Shown, shown
from plumbline.checking.check import check as checked
from plumbline.diagnosing.diagnose import diagnosed
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code
from plumbline.networks.exporting import unpacked
from plumbline.profiles.preview import preview
from plumbline.rules.years import LAST_YEAR


def rules(session: Session, given: Json, _content: Bytes | None) -> RulesOfYear:
    """The rules in force in a collection year (0: the newest), the council's own among them."""
    year = given["year"] or LAST_YEAR
    in_force = session.book_of(year).in_force
    return RulesOfYear(year, [RuleNamed(code, one.title) for code, one in in_force.items()])


def check(session: Session, given: Json, _content: Bytes | None) -> Shown:
    """Checks the files kept; without a council given, the one where most homes were is taken and said."""
    session.progress("Reading the files", 0.0)
    kept = session.kept.values()
    if unusable := [one.held.unusable for one in kept if one.held.unusable and one.place in (*PLACES, OWN)]:
        raise BadInput(unusable[0])
    session.given = files = as_return(kept)
    result = checked(
        files,
        session.ready(),
        year=given["year"],
        authority=authority_code(given["authority"]) or likely_council(files, session.directory),
        only=_codes(given["only"], session),
        accepted=given["accepted"],
        labels=labels_of(paths_of(kept, OWN)),
        progress=session.progress,
        with_records=True,
    )
    session.result, session.repaired = diagnosed(result, files, session.ready), None
    return shown(session.result)


def _codes(given: str, session: Session) -> list[str]:
    """The codes of rules in what a person wrote, in any case, with commas or spaces between."""
    known = {code.casefold(): code for code in session.book_of(LAST_YEAR).known}
    return [known.get(word.casefold(), word) for word in re.split(r"[\s,;]+", given) if word]


def save(session: Session, given: Json, _content: Bytes | None) -> bytes:
    """A file to save, by its name."""
    content = FILES[given["file"]](session, given)
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else "".join(content)).encode()


def profile(session: Session, given: Json, _content: Bytes | None) -> Preview:
    """What a profile of the result would give away, in words."""
    return Preview(preview(profile_to_share(session.checked(), given)))


def compare(session: Session, given: Json, content: Bytes | None) -> ComparisonShown:
    """The result beside the peers of a network's export: its counts stay in the tab, and so they are exact."""
    assert content is not None
    with tempfile.TemporaryDirectory(dir=session.folder) as folder:
        export = unpacked(content.to_bytes(), given["name"], Path(folder), codes_in_force)
        result = session.checked()
        session.compared = compared(export, profile_said(result, given, exact=True))
    return shown_comparison(session.compared)

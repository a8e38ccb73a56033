"""What the page can ask about a return: check it, save what was found, sum it up in a profile, compare that."""

import tempfile
from datetime import date
from pathlib import Path

from plumbline.browser.books import book_of, codes_in_force
from plumbline.browser.comparing import compared, compared_page, shown_comparison
from plumbline.browser.engine import TabEngine
from plumbline.browser.files import as_return, likely_council
from plumbline.browser.saving import converted, marked, of_result
from plumbline.browser.session import Bytes, Json, Session
from plumbline.browser.showing import shown
from plumbline.checking.check import check as checked
from plumbline.checking.resources import Resources
from plumbline.checking.result import Result
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code
from plumbline.networks.exporting import unpacked
from plumbline.profiles.document import profile_to_json
from plumbline.profiles.making import profile_of
from plumbline.profiles.preview import preview
from plumbline.profiles.profile import Profile


def check(session: Session, given: Json, _content: Bytes | None) -> Json:
    """Checks the files kept; without a council given, the one where most homes were is taken and said."""
    session.progress("Reading the files", 0.0)
    files = as_return(session.kept.values())
    authority = authority_code(given["authority"]) or likely_council(files, session.directory)
    session.result = checked(
        files,
        Resources(TabEngine(session.database), book_of, session.directory),
        year=given["year"],
        authority=authority,
        accepted=given["accepted"],
        progress=session.progress,
    )
    return shown(session.result)


def save(session: Session, given: Json, _content: Bytes | None) -> bytes:
    """A file to save: one of the result's, what was said of its findings, or the return in its other form."""
    result = session.checked()
    if given["file"] == "accepted.csv":
        content: str | bytes = marked(result, given["marks"])
    elif given["file"] == "profile.json":
        content = profile_to_json(_profile_of(result, given, exact=given["exact"]), codes_in_force)
    elif given["file"] == "comparison.html":
        content = compared_page(session.compared) if session.compared else ""
    elif given["file"] == "converted.zip":
        content = converted(as_return(session.kept.values()))
    else:
        content = of_result(result, given["file"])
    return content.encode() if isinstance(content, str) else content


def profile(session: Session, given: Json, _content: Bytes | None) -> Json:
    """What a profile of the result would give away, in words."""
    return {"preview": preview(_profile_of(session.checked(), given, exact=given["exact"]))}


def compare(session: Session, given: Json, content: Bytes | None) -> Json:
    """The result beside the peers of a network's export: its counts stay in the tab, and so they are exact."""
    assert content is not None
    with tempfile.TemporaryDirectory(dir=session.folder) as folder:
        export = unpacked(content.to_bytes(), given["name"], Path(folder), codes_in_force)
        result = session.checked()
        session.compared = compared(export, _profile_of(result, given, exact=True), made_up=result.made_up)
    return shown_comparison(session.compared)


def _profile_of(result: Result, given: Json, *, exact: bool) -> Profile:
    """The profile of a result, of what the page says of it."""
    return profile_of(
        result, stage=given["stage"], as_at=_day(given["as_at"]), case_system=given["case_system"], exact=exact
    )


def _day(given: str) -> date:
    """A day as the page's date field gives it; an empty field is BadInput."""
    if not given:
        raise BadInput("Say on which day the data was taken from the case system.")
    return date.fromisoformat(given)

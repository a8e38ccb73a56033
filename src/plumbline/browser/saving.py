"""The files that a person can save, by name: of the result, of its findings shared out, of a repair, of a comparison."""

from collections.abc import Callable, Iterator, Mapping

from plumbline.browser.books import codes_in_force
from plumbline.browser.comparing import compared_page
from plumbline.browser.files import CARRY_OVER, TEAMS, as_return, paths_of
from plumbline.browser.profiling import profile_to_share
from plumbline.browser.session import Json, Session
from plumbline.explaining.concentration import explain
from plumbline.explaining.page import why_page
from plumbline.faults import BadInput
from plumbline.files import zipped
from plumbline.profiles.document import profile_to_json
from plumbline.reading.writing.xml import in_other_form
from plumbline.repairing.outcome import Outcome
from plumbline.repairing.writing import outcome_files
from plumbline.reporting.check.accepted import Mark
from plumbline.reporting.check.as_json import to_json
from plumbline.reporting.check.findings_csv import accepted_csv, findings_csv
from plumbline.reporting.check.page import report_page
from plumbline.reporting.check.workbook import workbook
from plumbline.worklists.carrying_over import read_earlier
from plumbline.worklists.sharing_out import split_by
from plumbline.worklists.worklists import worklist_files

Content = str | bytes | Iterator[str]


def _accepted(session: Session, given: Json) -> Content:
    """What the person said of findings, by key."""
    marks = {key: Mark(str(one["status"]), str(one["reason"])) for key, one in given["marks"].items()}
    return accepted_csv(session.checked(), marks)


def _converted(session: Session, _given: Json) -> Content:
    """A zip of the return in its other form."""
    files, _ = in_other_form(as_return(session.kept.values()))
    return zipped(files.items())


def _why(session: Session, given: Json) -> Content:
    result = session.with_rows()
    return why_page(result, [explain(result, given["code"])])


def _work_lists(session: Session, given: Json) -> Content:
    """A zip of a workbook per team: shared out by a field, or by the file of teams where one was given."""
    kept = session.kept.values()
    teams = paths_of(kept, TEAMS)
    if len(teams) > 1:
        raise BadInput("Give one file of teams.")
    split = split_by(str(teams[0]) if teams else given["field"])
    earlier = read_earlier(paths_of(kept, CARRY_OVER))
    return zipped(worklist_files(session.with_rows(), split, earlier).items())


def _repair(session: Session, _given: Json) -> Content:
    """A zip of the repaired copies with the lists of what to put right at the source."""
    return zipped(outcome_files(_repaired(session)).items())


def _repaired_return(session: Session, _given: Json) -> Content:
    """A zip of the repaired copies alone, to be checked."""
    return zipped((one.name, one.content) for one in _repaired(session).files)


def _repaired(session: Session) -> Outcome:
    if session.repaired is None:
        raise BadInput("Repair the return first.")
    return session.repaired


def _profile(session: Session, given: Json) -> Content:
    return profile_to_json(profile_to_share(session.checked(), given), codes_in_force)


def _comparison(session: Session, _given: Json) -> Content:
    if session.compared is None:
        raise BadInput("Compare the return first.")
    return compared_page(session.compared)


FILES: Mapping[str, Callable[[Session, Json], Content]] = {
    "findings.json": lambda session, _: to_json(session.checked()),
    "findings.csv": lambda session, _: findings_csv(session.checked()),
    "report.xlsx": lambda session, _: workbook(session.checked()),
    "report.html": lambda session, _: report_page(session.checked()),
    "accepted.csv": _accepted,
    "converted.zip": _converted,
    "why.html": _why,
    "worklists.zip": _work_lists,
    "repair.zip": _repair,
    "repaired_return.zip": _repaired_return,
    "profile.json": _profile,
    "comparison.html": _comparison,
}

"""Work lists: a workbook per team with its own findings, and what people wrote in the last ones carried over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plumbline.checking.result import Finding, Result
from plumbline.faults import BadInput
from plumbline.files import write_together
from plumbline.reporting.check.evidence_in_words import EvidenceInLines
from plumbline.reporting.check.evidence_texts import EvidenceTexts
from plumbline.reporting.shared.sheets import as_cell
from plumbline.worklists.carrying_over import Earlier, OldEntry, read_earlier
from plumbline.worklists.sharing_out import SplitBy, split_by
from plumbline.worklists.workbook import Entry, WorkList, file_names, worklist_book


@dataclass(frozen=True)
class Asked:
    """Work lists as asked for: how findings are shared out, what is carried over, and the folder to write to.

    ``read`` are the work lists found in the folder; the new ones take their place.
    """

    split: SplitBy
    earlier: Earlier
    folder: Path
    read: frozenset[Path]


def asked_for(
    split: str, carry_over: Sequence[Path], out: Path | None, accepted: Mapping[str, str] | None = None
) -> Asked | None:
    """What the options ask for, read before the check runs; None without ``--split-by``."""
    if not split:
        if carry_over:
            raise BadInput("--carry-over needs --split-by: say by which field the work lists are split, such as SW_ID.")
        return None
    if out is None:
        raise BadInput("--split-by needs --out: the folder that the work lists are written to.")
    folder, earlier = out / "worklists", read_earlier(carry_over)
    there = frozenset(path for path in folder.glob("*.xlsx") if not path.name.startswith("~$"))
    _spare_what_is_written(folder, [path for path in there if path.resolve() not in earlier.files], accepted or {})
    return Asked(split_by(split), earlier, folder, there)


def _spare_what_is_written(folder: Path, not_carried: Sequence[Path], accepted: Mapping[str, str]) -> None:
    """Work lists that people have written in are not replaced unless they are carried over."""
    if any(old.written_in(accepted) for old in read_earlier(not_carried).entries.values()):
        raise BadInput(
            f"{folder}: people have written in the work lists there. Give --carry-over {folder} to keep that in the new "
            "ones, or another --out."
        )


def write_worklists(result: Result, asked: Asked) -> dict[str, int]:
    """Writes one workbook per team in the place of those that were there; returns how many entries have each mark."""
    lists = work_lists(result, asked.split, asked.earlier)
    files = _books(lists, asked.split, result)
    write_together((asked.folder / file, content) for file, content in files.items())
    for path in asked.read:
        if path.name not in files:
            path.unlink()
    marks = Counter(entry.mark for one in lists.values() for entry in (*one.work, *one.gone, *one.not_checked))
    return dict(marks.most_common())


def worklist_files(result: Result, split: SplitBy, earlier: Earlier) -> dict[str, bytes]:
    """One workbook per team, by file name."""
    return _books(work_lists(result, split, earlier), split, result)


def _books(lists: Mapping[str, WorkList], split: SplitBy, result: Result) -> dict[str, bytes]:
    return {
        file: worklist_book(lists[name], split.by, result.year, made_up=result.made_up)
        for name, file in file_names(lists).items()
    }


def work_lists(result: Result, split: SplitBy, earlier: Earlier) -> dict[str, WorkList]:
    """Every finding on exactly one list, and every entry carried over that is no finding now; by the list's name.

    What is not due yet is on a list only if it was on one before.
    """
    lists: dict[str, WorkList] = {}
    found: set[str] = set()
    for finding, evidence in zip(result.findings, EvidenceTexts(result, EvidenceInLines()), strict=True):
        key = as_cell(finding.key)
        found.add(key)
        if finding.key in result.not_due and key not in earlier.entries:
            continue
        owner = split.of(result, finding)
        entry = _entry(result, finding, evidence, earlier.entries.get(key))
        lists.setdefault(owner, WorkList(owner)).work.append(entry)
    for key, old in earlier.entries.items():
        if key not in found:
            owner = old.owner if old.by == split.by else split.of_child(result, old.entry.child)
            mine = lists.setdefault(owner, WorkList(owner))
            if old.was_gone or old.entry.code in result.ran:
                mine.gone.append(replace(old.entry, mark="gone"))
            else:
                mine.not_checked.append(replace(old.entry, mark="not checked"))
    return lists


def _entry(result: Result, finding: Finding, evidence: str, old: OldEntry | None) -> Entry:
    rule = result.rules[finding.code]
    values = "\n".join(
        f"{result.head(finding.table, name)}: {value or '(blank)'}" for name, value in result.values(finding).items()
    )
    mark, status, owner, due, note = _carried(old, result.accepted.get(finding.key, ""))
    return Entry(
        mark, finding.code, rule.title, str(finding.table), finding.file, str(finding.line), finding.child, values,
        evidence, rule.fix, status, owner, due, note, finding.key,
    )  # fmt: skip


def _carried(old: OldEntry | None, accepted: str) -> tuple[str, str, str, str, str]:
    """The mark, and status, owner, due date and note, from the earlier entry or from accepted.csv."""
    if old is None:
        return ("accepted", "accepted", "", "", accepted) if accepted else ("new", "open", "", "", "")
    entry = old.entry
    status = entry.status.strip() or "open"
    if old.was_gone:
        mark = "came back"
    elif status.casefold() == "accepted":
        mark = "accepted"
    else:
        mark = "still there"
    return mark, status, entry.owner, entry.due, entry.note

"""Checks a made-up council's return with errors planted, and the same return made of an SSD extract, and compares rule by rule.

    .venv/bin/python benchmarks/ssd_findings.py [--children 1500] [--errors 0.5] [--seed 1]

Without arguments it replaces the tables of SSD_FINDINGS.md. Both are checked with last year's return as it was sent. A finding that
only one of them has is put down to how the two differ in its child's rows; ends with 1 where one can't be.
"""

import argparse
import csv
import io
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from ssd_losses import Loss, Reason, Row, Rows, losses

from plumbline.checking.live import Asked as Check
from plumbline.checking.live import check_as_at
from plumbline.checking.native import here
from plumbline.checking.result import Result
from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.files import write_whole
from plumbline.model.years import TableOfYear
from plumbline.reading.find import read_return
from plumbline.reading.returns import Return
from plumbline.synthetic import sample
from plumbline.synthetic.returns import Tables
from plumbline.synthetic.ssd import SYSTEM_C, extract, write_csv, written

COUNCIL, YEAR = "E08000003", 2026
LAST_DAY, START, DAY = date(YEAR - 1, 3, 31), date(YEAR - 1, 4, 1), date(YEAR, 3, 31)
_NOW = datetime(YEAR, 4, 14)
CHILDREN, ERRORS, SEED = 1500, 0.5, 1
PAGE = Path(__file__).parent / "SSD_FINDINGS.md"
#: What the made-up case system calls a check that the return calls otherwise.
_WORDS = '[clah_health_check_type]\n"Health Surveillance" = "health_check"\n'
#: Where the tables of the page begin.
_MARK = "## Rules"
#: A finding as both returns can have it: the table, the child.
At = tuple[str, str]


class Class(StrEnum):
    """How the findings of a rule in the two returns compare."""

    NOTHING = "finds nothing in either"
    SAME = "finds the same in both"
    PARTLY = "finds some in both"
    ELSEWHERE = "finds none of the return's in the extract's"
    ONLY_EXTRACT = "finds some in the extract's alone"
    SOURCE = "not checked: the extract can't say what it needs"


@dataclass(frozen=True)
class Compared:
    """A rule's findings: in the return that was sent, in the one made of the extract, and how many of them in both.

    ``whole`` are those of children whose rows come back as they were sent. ``losses`` are how the two returns differ in the rows of children of whom only one has the finding; ``unexplained`` counts findings
    whose child has the same rows in both, or one that differs for no reason of the list.
    """

    code: str
    kind: Class
    sent: int
    made: int
    both: int
    whole: int
    losses: frozenset[Loss]
    unexplained: int

    @property
    def differs(self) -> bool:
        """Whether the rule was checked and finds something in one of the two returns alone."""
        return self.kind in (Class.PARTLY, Class.ELSEWHERE, Class.ONLY_EXTRACT)

    @property
    def reasons(self) -> list[Reason]:
        """Why, in the order of the closed list."""
        return [one for one in Reason if one in {loss.reason for loss in self.losses}]


def study(children: int, errors: float, seed: int) -> list[Compared]:
    """Makes up a council and compares, for every rule of its year."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        sample(COUNCIL, children, YEAR, seed, errors, out)
        sent = read_return([out / "this_year"], [out / "last_year"], [out / "providers.xlsx"])
        made = return_of_extract(out)
        made.providers = sent.providers
        results = [check_as_at(one, here, Check(YEAR, COUNCIL)) for one in (sent, made)]
        given = (tables_in(out / "this_year"), _tables_of(made), tables_in(out / "last_year"))
    rows = [rows_of(tables, made) for tables in given]
    differ = {child: frozenset(losses(*(one.get(child, {}) for one in rows), START)) for child in set().union(*rows)}
    return [compared(code, *results, differ) for code in results[0].ran]


def return_of_extract(out: Path) -> Return:
    """The return that a data set makes of an extract of the council's two returns, last year's being loaded as it was sent."""
    returns = {YEAR - 1: tables_in(out / "last_year"), YEAR: tables_in(out / "this_year")}
    write_csv(written(extract(returns, DAY), SYSTEM_C), out / "extract", SYSTEM_C)
    kept = out / "dataset"
    kept.mkdir()
    (kept / "values.toml").write_text(_WORDS, "utf-8")
    for source, as_at, year in (("last_year", LAST_DAY, YEAR - 1), ("extract", DAY, 0)):
        load(Folder(kept), Asked([str(out / source)], as_at=as_at, year=year), _NOW)
    return Dataset(kept).return_of(YEAR)


def tables_in(folder: Path) -> Tables:
    """The tables of a return as they lie in a folder."""
    return {file.stem: list(csv.DictReader(io.StringIO(file.read_text("utf-8")))) for file in folder.glob("*.csv")}


def _tables_of(given: Return) -> Tables:
    return {name: list(csv.DictReader(io.StringIO(one.csv.decode()))) for name, one in given.of_year(0).items()}


def rows_of(tables: Tables, made: Return) -> dict[str, Rows]:
    """The rows of each child by table, as they are read, without what an extract can't say: no rule that needs it is checked."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, rows in tables.items():
        unsaid = made.unsupplied.get(TableOfYear(name), frozenset())
        for row in rows:
            child = row["CHILD"]
            found[child][name].append(
                {field: text.strip().upper() for field, text in row.items() if text and field not in unsaid}
            )
    return dict(found)


def compared(code: str, sent: Result, made: Result, differ: Mapping[str, frozenset[Loss]]) -> Compared:
    """One rule's findings, held against each other by table and child: a row's key has its day, which may be what is lost."""
    ours, theirs = _found(code, sent), _found(code, made)
    alone = (ours - theirs) + (theirs - ours)
    told = {at: differ.get(at[1], frozenset()) for at in alone}
    unexplained = sum(alone[at] for at, lost in told.items() if not lost or any(not loss.reason for loss in lost))
    found = frozenset(loss for lost in told.values() for loss in lost)
    both = ours & theirs
    whole = sum(count for (_, child), count in both.items() if not differ.get(child))
    kind = _class(code, made, ours, theirs)
    return Compared(code, kind, ours.total(), theirs.total(), both.total(), whole, found, unexplained)


def _found(code: str, result: Result) -> Counter[At]:
    return Counter((one.table.name, one.child) for one in result.findings if one.code == code)


def _class(code: str, made: Result, ours: Counter[At], theirs: Counter[At]) -> Class:
    if code not in made.ran:
        return Class.SOURCE
    if ours == theirs:
        return Class.SAME if ours else Class.NOTHING
    if ours & theirs:
        return Class.PARTLY
    return Class.ELSEWHERE if ours else Class.ONLY_EXTRACT


def page_of(found: Sequence[Compared]) -> Iterator[str]:
    """The study as lines of a page: classes, reasons, and every rule that differs."""
    yield f"{_MARK}\n\n| the rule … | rules | of the {len(found)} that ran on the return |\n| --- | ---: | ---: |"
    for kind in Class:
        count = sum(one.kind == kind for one in found)
        yield f"| {kind} | {count} | {count / len(found):.0%} |"
    yield ""
    yield from _bars(found)
    yield "\n## Why\n\n| reason | rules |\n| --- | ---: |"
    differing = [one for one in found if one.differs]
    for reason in Reason:
        yield f"| {reason} | {sum(reason in one.reasons for one in differing)} |"
    yield f"| none of these | {sum(one.unexplained > 0 for one in differing)} |"
    yield "\n## Rules that differ\n\n| rule | in the return | in the extract's | in both | reasons |\n| --- | ---: | ---: | ---: | --- |"
    for one in differing:
        reasons = ", ".join(reason.name.lower().replace("_", " ") for reason in one.reasons)
        yield f"| {one.code} | {one.sent:,} | {one.made:,} | {one.both:,} | {reasons or 'none'} |"


def _bars(found: Sequence[Compared]) -> Iterator[str]:
    """How many rules differ, of all that ran and of those with findings, and what share of the findings is in both."""
    checked = [one for one in found if one.kind != Class.SOURCE]
    with_findings = [one for one in checked if one.kind != Class.NOTHING]
    unlike = len(found) - len(checked), sum(one.differs for one in found)
    sent, made, both = (sum(getattr(one, name) for one in checked) for name in ("sent", "made", "both"))
    yield f"- Not checked or not the same: {sum(unlike)} of {len(found)} rules that ran, {sum(unlike) / len(found):.0%}."
    yield f"- Not the same: {unlike[1]} of {len(with_findings)} rules checked in both with a finding, {unlike[1] / len(with_findings):.0%}."
    whole = [one for one in checked if one.whole or one.unexplained]
    yield (
        f"- Of children whose rows come back as they were sent: {len(whole)} rules have {sum(one.whole for one in whole):,} findings, and "
        f"{sum(one.unexplained > 0 for one in whole)} rules are not the same."
    )
    yield f"- Of the {sent:,} findings of the return by rules checked in both, {both / sent:.0%} are in the extract's; it has {made - both:,} more."


def main() -> int:
    """Prints the study; as it is by default, writes it as well. 1 where a finding in one alone has no reason."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=CHILDREN)
    asked.add_argument("--errors", type=float, default=ERRORS)
    asked.add_argument("--seed", type=int, default=SEED)
    options = asked.parse_args()
    found = study(options.children, options.errors, options.seed)
    lines = "\n".join(page_of(found))
    print(lines)
    if (options.children, options.errors, options.seed) == (CHILDREN, ERRORS, SEED):
        head = PAGE.read_text("utf-8").partition(_MARK)[0].rstrip()
        write_whole(PAGE, f"{head}\n\n{lines}\n", shared=True)
    return 1 if any(one.unexplained and one.differs for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())

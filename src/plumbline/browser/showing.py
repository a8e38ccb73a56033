"""A result as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plumbline.browser.answers import Head, Line, NotChecked, RuleNamed, TableRead
from plumbline.browser.finding import title_of
from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.result import Result, RuleWords, SummaryLine
from plumbline.reading.returns import Note
from plumbline.reporting.check.in_words import sentence
from plumbline.reporting.shared.of_a_check import frame
from plumbline.wording import counted


@dataclass(frozen=True)
class Rule:
    """A rule that has findings, in words, with the council's severity and owner of it."""

    code: str
    title: str
    why: str
    fix: str
    fields: Sequence[str]
    severity: str
    owner: str


@dataclass(frozen=True)
class Rows:
    """The rows of one table that findings are of: its columns, the same as people read them, and each row's text by number."""

    name: str
    title: str
    columns: Sequence[str]
    heads: Sequence[str]
    rows: Mapping[int, Sequence[str | None]]


@dataclass(frozen=True)
class Shown:
    """Everything that the page shows of a result.

    A finding is its rule, table, row, line and file, each but the line by number, then its child and its key.
    """

    head: Head
    year: int
    authority: str
    council: str
    made_up: bool
    collection: str
    children: int
    checked: int
    diagnoses: Sequence[Diagnosis]
    notes: Sequence[Note]
    tables: Sequence[TableRead]
    not_checked: Sequence[NotChecked]
    rules: Sequence[Rule]
    rows: Sequence[Rows]
    files: Sequence[str]
    findings: Sequence[tuple[int, int, int, int, int, str, str]]


def shown(result: Result) -> Shown:
    """The result for the page."""
    about = frame(result)
    codes = sorted({finding.code for finding in result.findings})
    files = sorted({finding.file for finding in result.findings})
    of_code, of_table, of_file = ({one: at for at, one in enumerate(some)} for some in (codes, result.flagged, files))
    return Shown(
        head(result),
        result.year,
        result.authority,
        about["council"],
        about["made_up"],
        about["collection"],
        result.children,
        len(result.ran),
        result.diagnoses,
        result.reading.notes,
        _tables(result),
        _not_checked(result),
        [_rule(result.rules[code]) for code in codes],
        [
            Rows(str(key), title_of(key), one.columns, [result.head(key, name) for name in one.columns], one.rows)
            for key, one in result.flagged.items()
        ],
        files,
        [(of_code[f.code], of_table[f.table], f.row, f.line, of_file[f.file], f.child, f.key) for f in result.findings],
    )


def _rule(words: RuleWords) -> Rule:
    return Rule(words.code, words.name, words.why, words.fix, words.fields, words.severity, words.owner)


def head(result: Result) -> Head:
    """What leads the result."""
    return Head(sentence(result), [_line(result, line) for line in result.summary()])


def _tables(result: Result) -> list[TableRead]:
    """This year's tables, then last year's."""
    return [
        TableRead(str(key), title_of(key), one.file, one.rows)
        for key, one in sorted(result.reading.tables.items(), key=lambda read: read[0].years_back)
    ]


def _line(result: Result, line: SummaryLine) -> Line:
    """A rule's findings counted. Where it marks rows of several tables there is no one number of rows checked."""
    ran = result.ran[line.code]
    alone = line.rows <= ran.flagged
    counts = [(line.rows, ran.checked, "row"), (line.children, ran.children_checked, "child")]
    said = ", ".join(counted(number, noun, of=of if alone else None) for number, of, noun in counts)
    return Line(line.code, line.rows, line.children, said)


def _not_checked(result: Result) -> list[NotChecked]:
    """The rules that were not checked, by the reason in words."""
    reasons: dict[str, list[RuleWords]] = {}
    for code, skipped in result.skipped.items():
        reasons.setdefault(skipped.words, []).append(result.rules[code])
    if result.failed:
        reasons["These rules failed: please report them."] = [result.rules[code] for code in result.failed]
    return [
        NotChecked(reason, [RuleNamed(rule.code, rule.name) for rule in rules]) for reason, rules in reasons.items()
    ]

"""What became of the mistakes, and what is said of them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutation.changes import Sample

HERE = Path(__file__).parents[1]
EQUIVALENT = HERE / "equivalent_mutants.toml"
EQUIVALENT_CODE = HERE / "equivalent_code_mutants.toml"
#: Mistakes that nobody could ship: the rule can't be declared, compiled or run. Counted apart.
STILLBORN = ("does not compile", "does not run", "not declared")


@dataclass(frozen=True)
class Mutant:
    """One mistake in one definition: what was made of what, and whether an example noticed."""

    theme: str
    code: str
    line: int
    before: str
    after: str
    verdict: str

    @property
    def is_alive(self) -> bool:
        """Whether the mistake got as far as being run."""
        return self.verdict not in STILLBORN


@dataclass(frozen=True)
class Equivalent:
    """Mistakes found to make no difference that any return could show, and why."""

    codes: tuple[str, ...]
    before: str
    after: str
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Whether a mutant is one of these: its rule is named, and ``before``, which it had, made way for ``after``."""
        is_gone = not self.before or self.before not in mutant.after
        return mutant.code in self.codes and self.before in mutant.before and self.after in mutant.after and is_gone


def equivalents(path: Path) -> list[Equivalent]:
    """The mistakes examined so far that change nothing."""
    listed: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get("equivalent", [])
    return [
        Equivalent(tuple(e.get("rules") or e["functions"]), e.get("before", ""), e.get("after", ""), e["reason"])
        for e in listed
    ]


def report(mutants: Sequence[Mutant], known: Sequence[Equivalent], of_rules: Sample, of_facts: Sample) -> str:
    """The whole report on the rulebook as Markdown."""
    facts = [m for m in mutants if "/" in m.theme]
    whole = {"all rules": [m for m in mutants if m not in facts], "all facts": facts}
    intro = [
        "# Mistakes planted in the rulebook", "",
        "Made by `python benchmarks/mutants.py`. Each mutant is one small mistake in one definition: a comparison turned, a",
        "condition dropped, a code, number or day changed, first and last swapped. It is caught when any example page or",
        "worked case has another outcome than without it. A mistake that alters no SQL of a rule is no mutant. Of the rules,",
        f"{of_rules} was tried; of the facts that they ask for, {of_facts} was.",
    ]  # fmt: skip
    idle = _idle(mutants, known) if of_rules.one_in == of_facts.one_in == 1 else []
    return "\n".join([*intro, "", *_findings(mutants, known, whole, "examples"), *idle])


def code_report(mutants: Sequence[Mutant], known: Sequence[Equivalent], sample: Sample) -> str:
    """The whole report on ordinary code as Markdown."""
    rooms = sorted({m.theme.partition(".")[0] for m in mutants})
    whole = {f"all of {room}": [m for m in mutants if m.theme.startswith(f"{room}.")] for room in rooms}
    intro = [
        "# Mistakes planted in statistics, comparing and profiles", "",
        "Made by `python benchmarks/code_mutants.py`. Each mutant is one small mistake in one function: a comparison turned, an",
        "operator or a number changed, a condition dropped, least and most swapped. It is caught when a test of the room fails",
        f"with it, or does not end. Of all mistakes, {sample} was tried. Constants at the top of a module are choices,",
        "which the studies in COMPARISON.md speak for, and are left alone.",
    ]  # fmt: skip
    return "\n".join([*intro, "", *_findings(mutants, known, whole, "tests")])


def _findings(
    mutants: Sequence[Mutant], known: Sequence[Equivalent], whole: dict[str, list[Mutant]], by: str
) -> list[str]:
    """The table, then every survivor; ``by`` should catch them."""
    alive = [m for m in mutants if m.is_alive]
    survivors = [m for m in alive if m.verdict == "survived"]
    harmless = {m: next((e for e in known if e.covers(m)), None) for m in survivors}
    at_large = [m for m in survivors if harmless[m] is None]
    return [
        *_table(alive, whole, harmless), "",
        f"{len(mutants) - len(alive)} further mistakes could not be declared, compiled or run; they are in neither number.", "",
        f"## Survivors that the {by} should catch", "", *([f"- {line(m)}" for m in at_large] or ["None."]), "",
        "## Survivors found to make no difference", "", *_judged(harmless), "",
    ]  # fmt: skip


def _judged(harmless: Mapping[Mutant, Equivalent | None]) -> list[str]:
    """Each reason with the survivors it holds for."""
    of_reason: dict[str, list[str]] = {}
    for mutant, entry in harmless.items():
        if entry:
            of_reason.setdefault(entry.reason, []).append(f"  - {line(mutant)}")
    return [text for reason, mine in of_reason.items() for text in (f"- {reason}", *mine)] or ["None."]


def _idle(mutants: Sequence[Mutant], known: Sequence[Equivalent]) -> list[str]:
    """The entries that no survivor needs any more."""
    survivors = [m for m in mutants if m.verdict == "survived"]
    idle = [e for e in known if not any(e.covers(m) for m in survivors)]
    lines = [f"- {', '.join(e.codes)}: `{e.before}` → `{e.after}`" for e in idle]
    return [f"## Entries of {EQUIVALENT.name} that no survivor needs", "", *lines, ""] if idle else []


def _table(
    alive: Sequence[Mutant], whole: dict[str, list[Mutant]], harmless: dict[Mutant, Equivalent | None]
) -> list[str]:
    head = [
        "| where | mutants | caught | share | equivalent | share without these |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    totals = {f"**{name}**": [m for m in some if m.is_alive] for name, some in whole.items()}
    themes = {theme: [m for m in alive if m.theme == theme] for theme in sorted({m.theme for m in alive})}
    return head + [_row(name, some, harmless) for name, some in (totals | themes).items() if some]


def _row(name: str, mutants: Sequence[Mutant], harmless: dict[Mutant, Equivalent | None]) -> str:
    caught = sum(m.verdict == "caught" for m in mutants)
    same = sum(harmless.get(m) is not None for m in mutants)
    share = f"{caught / len(mutants):.1%}"
    without = f"{caught / (len(mutants) - same):.1%}" if len(mutants) > same else ""
    return f"| {name} | {len(mutants)} | {caught} | {share} | {same} | {without} |"


def line(m: Mutant) -> str:
    """A mutant in one line: its rule, its place and what was changed."""
    return f"**{m.code}**, {m.theme} line {m.line}: `{m.before}` → `{m.after}`"

"""The study behind the comparison: how often it is wrong, how much it finds, how long it takes; writes COMPARISON.md.

    python benchmarks/comparison.py [--networks N] [--councils N] [--jobs N] [--peers N ...] [--parts PART ...]

Beside the method stand an oracle that knows the law by which councils differ, and two methods that were tried first. Without
--parts everything is run; with it, the numbers of the other parts stay as they are.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, product
from pathlib import Path

import comparison_bands
import comparison_effects
import comparison_laws
import comparison_networks as made_up
import comparison_study
import numpy as np
from comparison_networks import ALONE, COUNCILS, NULLS, RULES, TIMES, Floats, Network, Wholes
from scipy import stats

from plumbline.comparing.applying.fitted import Observed
from plumbline.comparing.applying.verdicts import FEWEST_ALONE, HIGHER_RATE, Compared, compare
from plumbline.comparing.fitting.fit import fit
from plumbline.comparing.network_wide.in_bulk import compare_all
from plumbline.profiles.disclosure import band
from plumbline.profiles.profile import Count
from plumbline.statistics.multiple_testing import q_values

HERE = Path(__file__).parent
EFFECTS, NETWORKS = 400, 32
SIZES = (5, 10, 23, 152)
CODES = [f"{rule:03d}" for rule in range(RULES)]
METHODS = ("this", "beta-binomial", "funnel", "oracle")


@dataclass(frozen=True)
class Scenario:
    """One row of the results."""

    null: str
    peers: int
    rounded: bool = False
    wrong: float = 0.1
    plant: bool = True


@dataclass
class Tally:
    """What one method did in a scenario."""

    false: list[float] = field(default_factory=list)
    false_of_tested: list[float] = field(default_factory=list)
    similar: list[bool] = field(default_factory=list)
    found: dict[int, list[bool]] = field(default_factory=lambda: {label: [] for label in (ALONE, *TIMES)})

    def add(self, tested: Floats, facts: Floats, labels: Wholes, children: Wholes) -> None:
        """Counts the findings of one council: those of a test, false where nothing was planted, and facts, which aren't."""
        named, false = tested | facts, int((tested & (labels == 0)).sum())
        self.false.append(false / max(1, int(named.sum())))
        self.false_of_tested.append(false / max(1, int(tested.sum())))
        for label, found in self.found.items():
            counted = (labels == label) & ((children >= FEWEST_ALONE) if label == ALONE else True)
            found.extend(named[counted].tolist())

    @property
    def power(self) -> float:
        """The share of planted multiples that were found."""
        return float(np.mean([found for times in TIMES for found in self.found[times]] or [0]))


def observed(checked: Wholes, children: Wholes, rounded: bool) -> Observed:
    """One council's counts."""
    pairs = zip(CODES, checked.tolist(), children.tolist(), strict=True)
    if rounded:
        return {code: (band(Count(n, n)), band(Count(k, k))) for code, n, k in pairs}
    return {code: (Count(n, n), Count(k, k)) for code, n, k in pairs}


def this(own: Observed, peers: Sequence[Observed]) -> list[Compared]:
    """What the package says, in the order of the rules."""
    compared = compare(own, fit({f"{i:03d}": peer for i, peer in enumerate(peers)}), CODES)
    return sorted(compared, key=lambda rule: rule.code)


def named(p: Floats, tested: Floats) -> Floats:
    """What Benjamini and Hochberg's procedure names of these p-values."""
    q = q_values({code: value for code, value, test in zip(CODES, p.tolist(), tested, strict=True) if test})
    return np.array([q.get(code, 1.0) <= HIGHER_RATE for code in CODES])


def beta_binomial(own: Wholes, n: Wholes, peers: Wholes, checked: Wholes) -> Floats:
    """Tried first: a beta-binomial of each rule by itself, fitted by moments and taken as known."""
    total = np.maximum(checked.sum(axis=1), 1)
    mean = np.clip(peers.sum(axis=1) / total, 0.5 / total, 0.999)
    excess = ((peers - checked * mean[:, None]) ** 2).sum(axis=1) / (mean * (1 - mean)) - total
    within = np.clip(excess / np.maximum((checked * (checked - 1)).sum(axis=1), 1), 1e-6, 0.9)
    strength = 1 / within - 1
    return np.asarray(stats.betabinom.sf(own - 1, n, mean * strength, (1 - mean) * strength))


def funnel(own: Wholes, n: Wholes, peers: Wholes, checked: Wholes) -> Floats:
    """Tried second: a funnel plot widened by the winsorised spread of the peers (Spiegelhalter)."""
    total = np.maximum(checked.sum(axis=1), 1)
    mean = np.clip(peers.sum(axis=1) / total, 0.5 / total, 0.999)
    centre = 2 * np.arcsin(np.sqrt(mean))

    def score(children: Wholes, of: Wholes, at: Floats) -> Floats:
        share = children / np.maximum(of, 1)
        return np.asarray((2 * np.arcsin(np.sqrt(share)) - at) * np.sqrt(of))

    scores = score(peers, checked, centre[:, None])
    low, high = np.quantile(scores, [0.1, 0.9], axis=1, keepdims=True)
    widened = np.maximum(1.0, (np.clip(scores, low, high) ** 2).mean(axis=1))
    return np.asarray(stats.norm.sf(score(own, n, centre) / np.sqrt(widened)))


def scenarios(sizes: Sequence[int]) -> Iterator[Scenario]:
    """Those with so many peers: those of the targets, then peers of which none went wrong, then no planted error."""
    for rounded in (False, True):
        for null in NULLS:
            yield from (Scenario(null, size, rounded) for size in sizes)
    for null in NULLS:
        yield from (Scenario(null, size, wrong=0.0) for size in (5, 23) if size in sizes)
        if 23 in sizes:
            yield Scenario(null, 23, plant=False)


def study(scenario: Scenario, networks: int, councils: int) -> dict[str, Tally]:
    """The tallies of every method."""
    tallies = {method: Tally() for method in METHODS}
    for seed in range(networks):
        rng = np.random.default_rng([seed, NULLS.index(scenario.null)])
        law = made_up.rules(rng, scenario.null)
        made = made_up.network(rng, law, scenario.wrong)
        for council in np.flatnonzero(~made.gone_wrong)[:councils]:
            one(scenario, law, made, int(council), np.random.default_rng([seed, int(council)]), tallies)
    return tallies


def one(
    scenario: Scenario,
    law: made_up.Rules,
    made: Network,
    council: int,
    rng: np.random.Generator,
    tallies: dict[str, Tally],
) -> None:
    """Adds what each method makes of one council."""
    n = made.checked[:, council]
    k, labels = made_up.planted(rng, law, made, council)
    if not scenario.plant:
        k, labels = made.children[:, council], np.zeros_like(labels)
    peers = rng.permutation(np.delete(np.arange(COUNCILS), council))[: scenario.peers]
    own = observed(n, k, scenario.rounded)
    others = [observed(made.checked[:, peer], made.children[:, peer], scenario.rounded) for peer in peers]
    tested = n >= 5
    counts = (k, n, made.children[:, peers], made.checked[:, peers])
    said = this(own, others)
    facts, higher, similar = (
        np.array([rule.verdict == verdict for rule in said]) for verdict in ("only_you", "higher", "similar")
    )
    by_test, none = np.array([rule.q is not None for rule in said]), np.zeros(RULES, dtype=bool)
    tallies["this"].add(higher, facts, labels, k)
    rates = made.rates[:, council] * np.maximum(labels, 1)
    tallies["this"].similar += (rates >= 2 * law.expected)[similar].tolist()
    tallies["beta-binomial"].add(named(beta_binomial(*counts), tested), none, labels, k)
    tallies["funnel"].add(named(funnel(*counts), tested), none, labels, k)
    tallies["oracle"].add(named(law.oracle(n, k), by_test), facts, labels, k)


def row(scenario: Scenario, tallies: dict[str, Tally]) -> str:
    """One line of the table."""
    what = "in bands" if scenario.rounded else "exact"
    what += "" if scenario.wrong else ", no peer wrong"
    what += "" if scenario.plant else ", nothing planted"
    cells = [scenario.null, str(scenario.peers), what]
    for method in METHODS:
        false = np.array(tallies[method].false)
        cells.append(f"{false.mean():.3f} ± {false.std() / max(1, len(false)) ** 0.5:.3f}")
    cells.insert(4, f"{np.mean(tallies['this'].false_of_tested):.3f}")
    similar = tallies["this"].similar
    cells += [f"{len(similar) / len(tallies['this'].false):.0f}", f"{np.mean(similar or [0]):.1%}"]
    if not scenario.plant:
        return "| " + " | ".join([*cells, *["-"] * 8]) + " |"
    best = tallies["oracle"].power
    ours = tallies["this"]
    cells += [f"{np.mean(ours.found[times]):.2f}/{np.mean(tallies['oracle'].found[times]):.2f}" for times in TIMES]
    cells += [f"{ours.power / max(best, 1e-9):.0%}", f"{np.mean(ours.found[ALONE]):.0%}"]
    cells += [f"{tallies[method].power / max(best, 1e-9):.0%}" for method in ("beta-binomial", "funnel")]
    cells.append(f"{np.mean(tallies['beta-binomial'].found[ALONE]):.0%}")
    return "| " + " | ".join(cells) + " |"


def row_of(scenario: Scenario, networks: int, councils: int) -> str:
    """A scenario studied."""
    return row(scenario, study(scenario, networks, councils))


def speed() -> list[str]:
    """CPU seconds of one council and of all."""
    rng = np.random.default_rng(1)
    law = made_up.rules(rng, "overdispersed")
    made = made_up.network(rng, law, 0.1)
    councils = {f"{i:03d}": observed(made.checked[:, i], made.children[:, i], False) for i in range(COUNCILS)}
    start = time.process_time()
    fits = fit({name: own for name, own in councils.items() if name != "000"})
    fitted = time.process_time()
    compare(councils["000"], fits, CODES)
    applied = time.process_time()
    compare_all(councils, {name: list(councils) for name in councils})
    done = time.process_time()
    return [
        f"- one council, 152 peers, {RULES} rules: {fitted - start:.2f} s to fit, {applied - fitted:.2f} s to apply"
        " with the standard library alone",
        f"- all {COUNCILS} councils, each against the 152 others: {done - applied:.2f} s",
        *commands(),
    ]


def commands() -> list[str]:
    """CPU seconds of whole commands on a made-up network of all councils, its counts in bands: start, reading and all."""
    with tempfile.TemporaryDirectory() as folder:
        network = str(Path(folder) / "network")
        _cpu("sample-network", "--authorities", str(COUNCILS), "--months", "12", "--out", network)
        council = min(path.name for path in (Path(network) / "profiles").iterdir())
        code = min((Path(network) / "solutions").iterdir()).name.partition("-")[0]
        compared = _cpu("compare", "--network", network, "--authority", council)
        network_wide = _cpu("compare", "--network", network, "--network-wide", "--json")
        listed = _cpu("solution", "list", code, "--network", network)
        profiles = len(list(Path(network).glob("profiles/*/*.json")))
    return [
        f"- `plumbline compare`, one of {COUNCILS} councils, their files read: {compared:.2f} s",
        f"- `plumbline compare --network-wide`, all {COUNCILS} councils: {network_wide:.2f} s",
        f"- `plumbline solution list`, {profiles} profiles: {listed:.2f} s",
    ]


def _cpu(*given: str) -> float:
    """CPU seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", "from plumbline.cli.app import app; app()", *given], check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


HEADER = (
    "| councils differ | peers | counts | false: this | of higher alone | beta-binomial | funnel | oracle "
    "| called similar, a council | of these twice or more | 2x: this/oracle | 3x | 5x "
    "| of the oracle's power | alone found | beta-binomial's power | funnel's power | beta-binomial: alone |\n"
    + "|---" * 18
    + "|"
)


def laws(pool: ProcessPoolExecutor, chosen: argparse.Namespace) -> list[str]:
    """Whole networks under the laws of ``comparison_laws``."""
    return [*comparison_study.HEADER, *pool.map(comparison_study.row, comparison_laws.LAWS)]


def bands(pool: ProcessPoolExecutor, chosen: argparse.Namespace) -> list[str]:
    """What the default bands leave, on networks of ``sample-network``."""
    sizes, seeds = zip(*product(comparison_bands.SIZES, comparison_bands.SEEDS), strict=True)
    return [*comparison_bands.HEADER, *chain.from_iterable(pool.map(comparison_bands.rows, sizes, seeds))]


def one_council(pool: ProcessPoolExecutor, chosen: argparse.Namespace) -> list[str]:
    """The scenarios."""
    measured = partial(row_of, networks=chosen.networks, councils=chosen.councils)
    said = f"{chosen.networks} made-up networks, {chosen.councils} councils of each."
    return [said, "", HEADER, *pool.map(measured, scenarios(chosen.peers))]


def effects(pool: ProcessPoolExecutor, chosen: argparse.Namespace) -> list[str]:
    """Effects of fixes in made-up histories."""
    rows = pool.map(partial(comparison_effects.row, repeats=EFFECTS), comparison_effects.CASES)
    return [f"{EFFECTS} histories each.", "", *comparison_effects.HEADER, *rows]


def fixes(pool: ProcessPoolExecutor, chosen: argparse.Namespace) -> list[str]:
    """The same in networks of ``sample-network``."""
    networks = comparison_effects.in_networks(pool.map(comparison_effects.of_network, range(NETWORKS)))
    return [f"{NETWORKS} networks of 60 councils and 20 months.", "", *networks]


#: The parts of the page's numbers: the heading of each, and what works it out.
PARTS: dict[str, tuple[str, Callable[[ProcessPoolExecutor, argparse.Namespace], list[str]]]] = {
    "laws": ("Whole networks of 60 councils", laws),
    "bands": ("Bands", bands),
    "one": ("One council and its peers", one_council),
    "effects": ("Effects of fixes", effects),
    "fixes": ("Fixes in networks of sample-network", fixes),
    "time": ("CPU time", lambda pool, chosen: speed()),
}


def with_part(page: str, heading: str, lines: Sequence[str]) -> str:
    """The page with the lines of a part put in place of those under its heading, or at its end."""
    part = "\n".join([f"## {heading}", "", *lines, "", ""])
    found = re.search(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", page, re.M | re.S)
    changed = page[: found.start()] + part + page[found.end() :] if found else f"{page.rstrip()}\n\n{part}"
    return changed.rstrip() + "\n"


def state() -> str:
    """The command that was given and the code that it ran, so that the page says which numbers are of one state."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude", "*"],
        cwd=HERE,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    return f"`{' '.join(['python benchmarks/comparison.py', *sys.argv[1:]])}`, code of commit {commit}."


def main() -> None:
    """Runs the study and writes the page; what stands above the first part is written by hand and stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", type=int, default=20)
    parser.add_argument("--councils", type=int, default=5)
    parser.add_argument("--peers", type=int, nargs="+", choices=SIZES, default=list(SIZES), help="of one council")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    chosen = parser.parse_args()
    page, run = HERE / "COMPARISON.md", state()
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for name in chosen.parts:
            heading, worked_out = PARTS[name]
            lines = [run, "", *worked_out(pool, chosen)]
            page.write_text(with_part(page.read_text("utf-8"), heading, lines), "utf-8")


if __name__ == "__main__":
    main()

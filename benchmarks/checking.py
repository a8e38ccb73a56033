"""CPU seconds and peak memory of ``plumbline check``, as a whole process; writes RESULTS.md beside this file.

Made-up councils of three sizes, and the twelve tables of the shared sample where it is there, each with a last year.
Run it on a machine with nothing else to do: ``make bench``.
"""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "shared" / "samples" / "made_up_903"
TWELVE = (
    "header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption", "previous_permanence",
    "missing", "sw_episodes", "DoLo",
)  # fmt: skip
SIZES = (1_000, 10_000, 100_000)
REPEATS = 3


@dataclass(frozen=True)
class Measured:
    """One way of running the check: the least CPU seconds of a few runs, and the most memory in MB."""

    what: str
    children: int
    seconds: float
    memory: float
    written: float = 0.0


def measure(
    what: str, children: int, arguments: list[str], repeats: int = REPEATS, out: Path | None = None
) -> Measured:
    """Runs ``plumbline check`` with the arguments as a process of its own, its output thrown away."""
    seconds, memory = [], []
    for _ in range(repeats):
        with subprocess.Popen(
            [sys.executable, "-m", "plumbline", "check", *arguments], stdout=subprocess.DEVNULL
        ) as run:
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode:
            raise SystemExit(f"plumbline check {' '.join(arguments)} ended with {run.returncode}")
        seconds.append(used.ru_utime + used.ru_stime)
        memory.append(used.ru_maxrss / 1024)
    written = sum(file.stat().st_size for file in out.iterdir()) / 1e6 if out else 0.0
    return Measured(what, children, min(seconds), max(memory), written)


def measurements(folder: Path) -> Iterator[Measured]:
    """Every measurement, smallest first."""
    if SAMPLE.exists():
        files = [str(SAMPLE / f"{name}.csv") for name in TWELVE]
        given = [*files, *(part for file in files for part in ("--last-year", file)), "--quiet"]
        yield from both("made_up_903", 2_675, given, folder, REPEATS)
    for size in SIZES:
        council = folder / str(size)
        lives = str(size * 15 // 14)  # about fourteen of fifteen lives are in this year's return
        sample = ["sample", "--children", lives, "--errors", "0.1", "--out", str(council)]
        subprocess.run([sys.executable, "-m", "plumbline", *sample], check=True, stdout=subprocess.DEVNULL)
        with (council / "this_year" / "header.csv").open() as header:
            children = sum(1 for _ in header) - 1
        given = [str(council / "this_year"), "--last-year", str(council / "last_year"), "--year", "2026",
                 "--providers", str(council / "providers.xlsx"), "--authority", "E08000003", "--quiet"]  # fmt: skip
        yield from both("made-up council", children, given, folder, 1 if size > 10_000 else REPEATS)


def both(what: str, children: int, given: list[str], folder: Path, repeats: int) -> Iterator[Measured]:
    """A check printed as JSON, and one that writes all its files."""
    yield measure(f"{what}, `--json`", children, [*given, "--json"], repeats)
    out = folder / f"report-{children}"
    yield measure(f"{what}, all files", children, [*given, "--out", str(out)], repeats, out)


def table(found: list[Measured]) -> str:
    """The measurements as a Markdown table."""
    lines = [
        "| run | children | CPU seconds | ms per child | peak memory, MB | files, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {m.what} | {m.children:,} | {m.seconds:.2f} | {1000 * m.seconds / m.children:.2f} | {m.memory:.0f} | "
        f"{f'{m.written:.1f}' if m.written else '—'} |"
        for m in found
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures and writes the results."""
    with tempfile.TemporaryDirectory(prefix="plumbline-bench-") as folder:
        found = list(measurements(Path(folder)))
    about = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {os.cpu_count()} cores, one used."
    text = "\n".join(
        ["# Speed and memory of a check", "", "Made by `make bench`; CPU seconds of the whole process, user and system,",
         "least of three runs; the largest council is run once.", "", about, "", table(found), ""]
    )  # fmt: skip
    notes = HERE / "where-the-time-goes.md"
    (HERE / "RESULTS.md").write_text(text + ("\n" + notes.read_text("utf-8") if notes.exists() else ""), "utf-8")
    print(text)


if __name__ == "__main__":
    main()

"""What is left of a data set when its commands are killed, or the disk is full, or others use it: run, counted and written down.

    python benchmarks/crashes.py [--seed 1] [--loads 50] [--forgets 20] [--out benchmarks/CRASHES.md]

Commands run as a person runs them, each a process of its own, on made-up returns of 300 children; those that are killed get SIGKILL at a
moment drawn at random: any within the time that the command takes when left alone, any soon after it began to write, or at its decision. A full disk and one that may only be
read are a small tmpfs, for which the study must be root; without, those lines say that they were not run.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plumbline.dataset.folder import Folder
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import literal

CHILDREN, CHILD = 300, "700123"
_PLUMBLINE = (sys.executable, "-c", "from plumbline.cli import main; main()")
_PAGE, _MiB = 4096, 1024 * 1024


class Line(NamedTuple):
    """What was tried, how often, and what came of it."""

    tried: str
    times: int
    came: str


class Broken(AssertionError):
    """A promise that was not kept."""


def returns_of(folder: Path, seed: int, months: int) -> list[Path]:
    """One made-up return for each month's end, each with what changed since the one before."""
    drawn = random.Random(seed)
    numbers = [str(700000 + child) for child in range(CHILDREN)]
    rows = {child: f"{child},01/{drawn.randint(1, 12):02}/2012,{drawn.randint(1, 2)}" for child in numbers}
    starts = {child: f"{drawn.randint(1, 28):02}/{drawn.randint(4, 6):02}/2025" for child in numbers}
    found = []
    for month in range(months):
        where = folder / f"{month:03}"
        where.mkdir(parents=True)
        for child in drawn.sample(numbers, 20):
            starts[child] = f"{drawn.randint(1, 28):02}/{drawn.randint(4, 6):02}/2025"
        header = "".join(f"{row},WBRI,,,\n" for row in rows.values())
        (where / "header.csv").write_text(f"CHILD,DOB,SEX,ETHNIC,UPN,MOTHER,MC_DOB\n{header}", "utf-8")
        episodes = "".join(f"{child},{start},S,C2,N1,,U1,,,,,,,,\n" for child, start in starts.items())
        heading = (
            "CHILD,DECOM,RNE,LS,CIN,PL_POST,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,URN,UPN,PL_LA"
        )
        (where / "episodes.csv").write_text(f"{heading}\n{episodes}", "utf-8")
        found.append(where)
    return found


def load(data_set: Path, source: Path) -> tuple[str, ...]:
    """The command that loads a return as at a day that its name makes later than those before."""
    day = date.fromordinal(date(2025, 7, 1).toordinal() + int(source.name))
    return (*_PLUMBLINE, "load", str(source), "--dataset", str(data_set), "--as-at", day.isoformat(), "--year", "2026")


def forget(data_set: Path) -> tuple[str, ...]:
    """The command that forgets the child."""
    return (*_PLUMBLINE, "forget", "--dataset", str(data_set), "--child", CHILD, "--yes")


def run(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def killed(command: tuple[str, ...], data_set: Path, takes: float, drawn: random.Random) -> bool:
    """Runs a command and kills it; whether it was still at work.

    The moment is any within the time that it takes, or any soon after it has begun to write or, of a forget, after it decided.
    """
    there = set(leftovers(data_set))
    sign = drawn.choice(("", ".", ".rewriting" if "forget" in command else "."))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + drawn.uniform(0.2, 1.0) * takes
    if sign:
        while process.poll() is None and not _has_begun(data_set, there, sign):
            time.sleep(0.0005)
        until = time.monotonic() + (0.0 if sign != "." else drawn.uniform(0.0, 0.05) * takes)
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _has_begun(data_set: Path, before: set[str], sign: str) -> bool:
    new = set(leftovers(data_set)) - before
    return bool(new) if sign == "." else sign in new


def rows_of_the_child(data_set: Path) -> list[int]:
    """In each load's tables, how many rows are the child's; reading them all, as whoever opens the data set does."""
    folder, execute = Folder(data_set), DuckDB().execute
    kept = folder.kept()
    promise(not kept.damaged, "; ".join(kept.damaged))
    found = []
    for one in kept.loads:
        for table in one.tables.values():
            file = f"read_parquet({literal(str(folder.file(table.file)))})"
            rows, mine = execute(f"SELECT COUNT(*), COUNT(*) FILTER (\"CHILD\" = '{CHILD}') FROM {file}")[0]
            promise(rows == table.rows, "load.json tells of other rows than the file has")
            found.append(mine)
    return found


def promise(kept: bool, otherwise: str) -> None:
    """Stops the study where a promise is not kept."""
    if not kept:
        raise Broken(otherwise)


def leftovers(data_set: Path) -> list[str]:
    """What was begun and is still there."""
    return sorted(one.name for pattern in (".rewriting*", "loads/.new-*") for one in data_set.glob(pattern))


def loads_killed(work: Path, times: int, drawn: random.Random) -> Line:
    """Loads one return after another, each killed once and then loaded again."""
    data_set, hit = work / "data", Counter[str]()
    sources = iter(returns_of(work / "given", drawn.randrange(10**6), 5 * times + 1))
    began = time.monotonic()
    run(load(data_set, next(sources)))
    takes = time.monotonic() - began
    while hit.total() < times:
        source = next(sources)
        before, there = len(Folder(data_set).kept().loads), leftovers(data_set)
        struck = killed(load(data_set, source), data_set, takes, drawn)
        left = leftovers(data_set) != there
        after = len(rows_of_the_child(data_set)) // 2
        promise(after in (before, before + 1), f"{before} loads became {after}")
        if struck:
            hit["had landed" if after > before else "while writing" if left else "before or just after writing"] += 1
        again = run(load(data_set, source))
        promise(again.returncode == 0, again.stderr)
        promise(len(Folder(data_set).kept().loads) == before + 1, "the next load did not land")
    return Line(
        "SIGKILL during load", times, f"{_told(hit)}. The loads before opened each time, and the next load landed"
    )


def forgets_killed(work: Path, times: int, drawn: random.Random, months: int = 12) -> Line:
    """Kills a forget in a copy of one data set, looks, and forgets again."""
    whole, hit = work / "whole", Counter[str]()
    for source in returns_of(work / "given", drawn.randrange(10**6), months):
        promise(run(load(whole, source)).returncode == 0, "a load failed")
    rows = rows_of_the_child(whole)
    takes = _seconds_of(forget, whole, work / "once")
    data_set = work / "copy"
    while hit.total() < times:
        shutil.copytree(whole, data_set)
        struck = killed(forget(data_set), data_set, takes, drawn)
        left = leftovers(data_set)
        found = rows_of_the_child(data_set)
        promise(found == rows or not any(found), "half a child is left")
        promise(not leftovers(data_set), "what was begun is still there")
        if struck:
            hit[_moment(left, there=any(found))] += 1
        if any(found):
            promise(run(forget(data_set)).returncode == 0, "forgetting again failed")
            promise(not any(rows_of_the_child(data_set)), "the child is still there")
        shutil.rmtree(data_set)
    return Line("SIGKILL during forget", times, f"{_told(hit)}. The child was there whole or not at all")


def _moment(left: list[str], *, there: bool) -> str:
    """When a forget was killed, by what it left and by whether the child is there once the next command has opened the data set."""
    if left:
        return (
            "decided, finished by the next command"
            if ".rewriting" in left
            else "while writing, undone by the next command"
        )
    return "before writing" if there else "all was done"


def _seconds_of(command: Callable[[Path], tuple[str, ...]], whole: Path, copy: Path) -> float:
    shutil.copytree(whole, copy)
    began = time.monotonic()
    run(command(copy))
    shutil.rmtree(copy)
    return time.monotonic() - began


def _told(hit: Counter[str]) -> str:
    return ", ".join(f"{count} {words}" for words, count in hit.most_common())


@contextmanager
def small_disk(where: Path, size: int) -> Iterator[bool]:
    """A file system of so many bytes; False where this user may not make one."""
    where.mkdir(exist_ok=True)
    made = run(("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where))).returncode == 0
    try:
        yield made
    finally:
        if made:
            run(("umount", "-l", str(where)))


def full_disk(work: Path, name: str, command: Callable[[Path], tuple[str, ...]], whole: Path, step: int) -> Line:
    """Runs a command with ever more room, from none until it has enough; after each failure again, with plenty."""
    tried, room, code = 0, 0, 2
    used = sum(-(-file.stat().st_size // _PAGE) * _PAGE for file in whole.rglob("*") if file.is_file())
    rows = rows_of_the_child(whole)
    while code != 0:
        with small_disk(work / "disk", used + room) as made:
            if not made:
                return Line(f"disk full during {name}", 0, "not run: this user may not mount a tmpfs")
            data_set = work / "disk" / "data"
            shutil.copytree(whole, data_set)
            code = (done := run(command(data_set))).returncode
            if code:
                tried += 1
                promise(code == 2 and "no room left" in done.stderr, f"exit {code}: {done.stderr}")
                promise(rows_of_the_child(data_set) == rows, "what was there before is not as it was")
                promise(not leftovers(data_set), f"left behind: {leftovers(data_set)}")
                promise(run(("mount", "-o", "remount,size=64m", str(work / "disk"))).returncode == 0, "no more room")
                promise((again := run(command(data_set))).returncode == 0, again.stderr)
        room += step
    came = f"with 0 to {(room - 2 * step) // 1024} KB free exit 2 and the words for it, all as it was, nothing left behind; with room it was done"
    return Line(f"disk full during {name}", tried, came)


def read_only(work: Path, whole: Path, source: Path) -> Line:
    """Reads and changes a data set on a disk that may only be read."""
    with small_disk(work / "disk", 16 * _MiB) as made:
        if not made:
            return Line("folder that may only be read", 0, "not run: this user may not mount a tmpfs")
        data_set = work / "disk" / "data"
        shutil.copytree(whole, data_set)
        run(("mount", "-o", "remount,ro", str(work / "disk")))
        rows_of_the_child(data_set)
        for command in (load(data_set, source), forget(data_set)):
            done = run(command)
            promise(done.returncode == 2 and "Traceback" not in done.stderr, done.stderr)
    return Line("folder that may only be read", 2, "it opens; load and forget end with exit 2 and say why")


def two_at_once(work: Path, drawn: random.Random, pairs: int) -> Line:
    """Two loads at the same moment, again and again."""
    data_set = work / "two"
    sources = returns_of(work / "pairs", drawn.randrange(10**6), 2 * pairs)
    for one, other in zip(sources[::2], sources[1::2], strict=True):
        both = [subprocess.Popen(load(data_set, source), stdout=subprocess.DEVNULL) for source in (one, other)]
        promise([process.wait() for process in both] == [0, 0], "one of two loads failed")
    rows_of_the_child(data_set)
    landed = len(Folder(data_set).kept().loads)
    promise(landed == 2 * pairs, f"{landed} of {2 * pairs} loads landed")
    return Line("two loads at once", pairs, f"all {landed} landed")


def while_reading(work: Path, whole: Path, sources: list[Path]) -> Line:
    """Reads all tables again and again while loads land and then a child is forgotten."""
    data_set, reads = work / "read", 0
    shutil.copytree(whole, data_set)
    for command in (*(load(data_set, source) for source in sources), forget(data_set)):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while process.poll() is None:
            if command[3] == "load":
                rows_of_the_child(data_set)
            else:
                Folder(data_set).kept()
            reads += 1
        promise(process.returncode == 0, "a command failed while somebody read")
    promise(not any(rows_of_the_child(data_set)), "the child is still there")
    return Line("reading while loads land and a child is forgotten", reads, "every read was of whole loads")


def study(work: Path, seed: int, loads: int, forgets: int) -> Iterator[Line]:
    """Everything, one line after another."""
    drawn = random.Random(seed)
    yield loads_killed(work / "loads", loads, drawn)
    yield forgets_killed(work / "forgets", forgets, drawn)
    whole, sources = work / "forgets" / "whole", returns_of(work / "more", seed, 16)[12:]
    yield full_disk(work, "load", lambda data_set: load(data_set, sources[0]), whole, _PAGE)
    yield full_disk(work, "forget", forget, whole, 4 * _PAGE)
    yield read_only(work, whole, sources[0])
    yield two_at_once(work, drawn, 8)
    yield while_reading(work, whole, sources)


def main() -> None:
    """Runs the study and writes its page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--loads", type=int, default=50)
    parser.add_argument("--forgets", type=int, default=20)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("CRASHES.md"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for name in ("loads", "forgets"):
            (Path(work) / name).mkdir()
        lines = list(study(Path(work), asked.seed, asked.loads, asked.forgets))
    table = "".join(f"| {one.tried} | {one.times} | {one.came} |\n" for one in lines)
    asked.out.write_text(f"{_HEAD.format(seed=asked.seed)}{table}", "utf-8")
    print(table)


_HEAD = """# Killed, full, read-only, two at once

`python benchmarks/crashes.py --seed {seed}` writes this page; it stops at the first promise that is not kept. Commands are processes of their
own, on made-up returns of 300 children, killed by SIGKILL at
moments drawn at random: within the time that the command takes, soon after it began to write, or, of a forget, once it had decided.

| tried | times | what came of it |
| --- | --- | --- |
"""


if __name__ == "__main__":
    main()

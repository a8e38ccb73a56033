"""Mistakes in ordinary code: each is put in the place of its module in a process of its own, and the tests are run on it."""

import ast
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest

from mutation.changes import Change, Sample, changes
from mutation.result import Mutant
from mutation.substitute import Substitute

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
ROOMS = ("statistics", "comparing", "profiles")
#: Tests of other rooms' outputs that show what a room works out, run last.
_FURTHER = {"statistics": [], "comparing": [], "profiles": ["comparing/test_comparison.py"]}
#: What is imported anew with a changed module: all that may hold something of it.
_ANEW = tuple(
    f"plumbline.{room}"
    for room in (
        "browser",
        "cli",
        "comparing",
        "explaining",
        "networks",
        "profiles",
        "reporting",
        "statistics",
        "synthetic",
    )
)
#: Tests that take more seconds of the processor than this are caught in a loop.
_SECONDS = 150
#: The exit code of a process in which the changed module could not be imported, and of one in which the tests could not be run.
_STILLBORN, _BROKEN = 100, 101
#: Stop at the first failure, keep nothing; what hypothesis imported early needs no better messages.
_OPTIONS = (
    "-x",
    "-q",
    "--assert=plain",
    "--hypothesis-profile=mutants",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)


@dataclass(frozen=True)
class Planted:
    """A module, by its path and its full name, with one change."""

    path: Path
    name: str
    change: Change


def planted(rooms: Sequence[str], sample: Sample) -> Iterator[Planted]:
    """The changes drawn of the rooms' modules."""
    for room in rooms:
        for path in sorted((SOURCE / "plumbline" / room).rglob("*.py")):
            name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
            if path.stem == "__init__":
                continue
            source = path.read_text("utf-8")
            functions = _functions(source)
            drawn = sample.of(changes(source, str(path)), name)
            yield from (Planted(path, name, change) for change in drawn if _inside(functions, change.line))


def tests_of(name: str) -> list[Path]:
    """The files of tests to run on a module: those of its room that import of it, the nearest first, then further ones."""
    room = name.split(".")[1]
    nearness = {path: _nearness(name, path.read_text("utf-8")) for path in (ROOT / "tests" / room).glob("test_*.py")}
    near = sorted((path for path, how in nearness.items() if how), key=lambda path: (-nearness[path], path))
    return near + [ROOT / "tests" / file for file in _FURTHER[room]]


def _nearness(name: str, tests: str) -> int:
    """How much of a module's full name a file of tests has: 0 where not even the room."""
    parts = name.split(".")
    return next((number for number in range(len(parts), 1, -1) if ".".join(parts[:number]) in tests), 0)


def unchanged(room: str) -> Planted:
    """A module of a room as it is. The tests must pass with it, or nothing that they say of changes means anything."""
    path = next(path for path in (SOURCE / "plumbline" / room).rglob("*.py") if path.stem != "__init__")
    name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    return Planted(path, name, Change(0, "", "", "", compile(path.read_text("utf-8"), str(path), "exec")))


def tried(one: Planted) -> Mutant:
    """What became of one change, in a process that is thrown away."""
    child = os.fork()
    if child == 0:
        code = _BROKEN
        try:
            code = _outcome(one)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    verdict = {0: "survived", _STILLBORN: "does not run"}.get(code, "caught")
    where = _inside(_functions(one.path.read_text("utf-8")), one.change.line)
    module = one.name.removeprefix("plumbline.")
    return Mutant(module, where, one.change.line, one.change.before, one.change.after, verdict)


def _outcome(one: Planted) -> int:
    """The exit code of the tests: 0 where all pass. One that runs for too long ends the process."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    for name in [name for name in sys.modules if name.startswith(_ANEW)]:
        del sys.modules[name]
    sys.meta_path.insert(0, Substitute(one.name, one.change.code))
    try:
        import_module(one.name)
    except Exception:  # whatever the mistake does to the module, nobody could ship it
        return _STILLBORN
    quick = hypothesis.settings(
        database=None, derandomize=True, deadline=None, phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate)
    )
    hypothesis.settings.register_profile("mutants", quick)
    return int(pytest.main([*_OPTIONS, *map(str, tests_of(one.name))]))


def _functions(source: str) -> list[tuple[int, int, str]]:
    """First line, last line and name of every function, inner ones last."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [(node.lineno, node.end_lineno or node.lineno, node.name) for node in found]


def _inside(functions: Sequence[tuple[int, int, str]], line: int) -> str:
    """The function that a line is in; empty for one of the module's constants, which are choices."""
    return next((name for first, last, name in reversed(functions) if first <= line <= last), "")

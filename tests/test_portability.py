"""What Windows lacks is not needed: modules that only Unix has, letters in the encoding of a file that output is sent to.

What modules call, mypy looks at: make lint.
"""

import io
import os
import subprocess
import sys

import pytest

from plumbline.cli.output import until_closed

#: What Python's own documentation lists as not there on Windows.
UNIX_ONLY = (
    "crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog",
    "termios", "tty",
)  # fmt: skip

#: Imports all modules of a package, for which alone they are hidden: Python's own and others' modules do without them
#: on Windows, but not here.
IMPORT_ALL = f"""
import builtins, importlib, pkgutil, sys

package, really_import = sys.argv[1], builtins.__import__

def without_unix(name, globals=None, locals=None, fromlist=(), level=0):
    if name.split(".")[0] in {UNIX_ONLY} and (globals or {{}}).get("__name__", "").split(".")[0] == package:
        raise ModuleNotFoundError(f"{{globals['__name__']}} needs {{name}}")
    return really_import(name, globals, locals, fromlist, level)

builtins.__import__ = without_unix
modules = [one.name for one in pkgutil.walk_packages(importlib.import_module(package).__path__, package + ".")]
for module in modules:
    if not module.endswith("__main__"):
        importlib.import_module(module)
print(*modules)
"""


def imported(package, path):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IMPORT_ALL, package],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(path), *sys.path])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_no_module_needs_what_windows_lacks(tmp_path):
    done = imported("plumbline", tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"plumbline.files", "plumbline.hosting.server"} <= set(done.stdout.split())


@pytest.mark.parametrize("name", ["fcntl", "tty"])
def test_one_that_does_is_named(tmp_path, name):
    inside = tmp_path / "made_up" / "deep"
    inside.mkdir(parents=True)
    (tmp_path / "made_up" / "__init__.py").touch()
    (inside / "__init__.py").write_text(f"import {name}\n")
    assert f"made_up.deep needs {name}" in imported("made_up", tmp_path).stderr


@pytest.mark.parametrize(("path", "written"), [("Zoë", "Zoë".encode("cp1252")), ("Łódź", b"\\u0141\xf3d\\u017a")])
def test_a_letter_that_the_encoding_lacks_is_written_as_its_number(path, written):
    sent_to = io.BytesIO()
    stream = until_closed(io.TextIOWrapper(sent_to, "cp1252"))
    stream.write(path)
    stream.flush()
    assert sent_to.getvalue() == written

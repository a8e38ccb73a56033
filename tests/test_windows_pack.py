"""What `make windows-pack` puts together, and how it installs: the right version for each Python, from the zip alone."""

import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
WINDOWS = PROJECT / "windows"
PACKED = re.search(r"^PYTHONS := (.+)$", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)[1].split()
PYTHON = ".".join(map(str, sys.version_info[:2]))


def script(name):
    spec = importlib.util.spec_from_file_location(name, WINDOWS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pack = script("pack")
LIST = """
brick==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:aa
brick==2.1 ; python_full_version >= '3.12' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
forklift==1.0 ; sys_platform == 'linux' \\
    --hash=sha256:dd
trowel==3.0 \\
    --hash=sha256:ee
"""


@pytest.fixture
def no_further_needs(monkeypatch):
    monkeypatch.setattr(pack, "requires", lambda _: None)


@pytest.mark.parametrize(
    ("python", "line"),
    [("3.11", "brick==2.0 --hash=sha256:aa"), ("3.13", "brick==2.1 --hash=sha256:bb --hash=sha256:cc")],
)
@pytest.mark.usefixtures("no_further_needs")
def test_each_python_gets_its_own_version_and_nothing_that_is_not_needed(python, line):
    needs = ["brick>=2", "forklift; sys_platform != 'win32'"]
    assert [str(one) for one in pack.list_for(python, needs, LIST)] == [line]


@pytest.mark.usefixtures("no_further_needs")
def test_what_windows_needs_and_the_list_lacks_is_named():
    with pytest.raises(ValueError, match="colour-for-windows"):
        pack.list_for("3.13", ["brick", "colour-for-windows; sys_platform == 'win32'"], LIST)


@pytest.mark.parametrize("python", PACKED)
def test_install_cmd_looks_for_each_python_that_is_packed(python):
    looked_for = re.search(r"for %%V in \((.+?)\)", (WINDOWS / "install.cmd").read_text("utf-8"))[1]
    assert python in looked_for.split()


@pytest.mark.parametrize("python", PACKED)
def test_the_list_of_requirements_has_all_that_windows_needs_but_no_tool_to_build_with(python):
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    chosen = pack.list_for(python, project["dependencies"], (PROJECT / "requirements.txt").read_text("utf-8"))
    names = [one.requirement.name for one in chosen]
    assert {"duckdb", "markupsafe", "numpy", "tzdata"} <= set(names)
    assert "hatchling" not in names
    assert len(names) == len(set(names))


def test_the_same_files_make_the_same_zip_whose_digests_are_theirs(tmp_path):
    digests = []
    for day in ("monday", "tuesday"):
        folder = tmp_path / day / "content"
        (folder / "wheels").mkdir(parents=True)
        (folder / "wheels" / "brick.whl").write_bytes(b"bricks")
        digests.append(pack.write_pack(folder, tmp_path / day / "pack.zip"))
    zipped = tmp_path / "monday" / "pack.zip"
    assert digests == [sha256(zipped.read_bytes()).hexdigest()] * 2
    assert zipped.with_name("pack.zip.sha256").read_text() == f"{digests[0]}  pack.zip\n"
    assert zipfile.ZipFile(zipped).read("pack/SHA256SUMS.txt").decode().splitlines() == [
        f"{sha256(b'bricks').hexdigest()}  wheels/brick.whl"
    ]


def wheel(path):
    """A wheel by the name of plumbline that holds one command, which greets."""
    info = "plumbline-9.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("greeting.py", "def main():\n    print('good morning')\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: plumbline\nVersion: 9.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/entry_points.txt", "[console_scripts]\nplumbline = greeting:main\n")
        archive.writestr(f"{info}/RECORD", "")


@pytest.fixture
def unpacked(tmp_path):
    folder = tmp_path / "pack"
    (folder / "wheels").mkdir(parents=True)
    (folder / "lists").mkdir()
    made = folder / "wheels" / "plumbline-9.0-py3-none-any.whl"
    wheel(made)
    digest = sha256(made.read_bytes()).hexdigest()
    (folder / "lists" / f"python-{PYTHON}.txt").write_text(f"plumbline==9.0 --hash=sha256:{digest}\n")
    (folder / "install.py").write_bytes((WINDOWS / "install.py").read_bytes())
    return folder


def install(folder, to):
    return subprocess.run(
        [sys.executable, folder / "install.py", to], capture_output=True, text=True, check=False, cwd=folder
    )


@pytest.mark.slow
def test_it_installs_and_installs_again_over_itself(unpacked, tmp_path):
    for _ in range(2):
        done = install(unpacked, tmp_path / "Children's services")
        assert done.returncode == 0, done.stderr
    command = done.stdout.partition('"')[2].partition('"')[0]
    assert subprocess.run([command], capture_output=True, text=True, check=True).stdout == "good morning\n"


@pytest.mark.slow
def test_a_changed_wheel_is_refused(unpacked, tmp_path):
    with zipfile.ZipFile(unpacked / "wheels" / "plumbline-9.0-py3-none-any.whl", "a") as archive:
        archive.writestr("more.py", "")
    done = install(unpacked, tmp_path / "program")
    assert done.returncode == 2
    assert "HASHES" in done.stderr
    assert "Plumbline was not installed" in done.stderr


def test_a_folder_with_other_things_is_left_alone(unpacked, tmp_path):
    (tmp_path / "letter.txt").write_text("dear all")
    done = install(unpacked, tmp_path)
    assert (done.returncode, (tmp_path / "letter.txt").exists()) == (2, True)
    assert "holds other things" in done.stderr


def test_a_python_it_was_not_packed_for_is_named_with_those_it_was(unpacked, tmp_path):
    (unpacked / "lists" / f"python-{PYTHON}.txt").rename(unpacked / "lists" / "python-3.5.txt")
    done = install(unpacked, tmp_path / "program")
    assert done.returncode == 2
    assert f"This is Python {PYTHON}" in done.stderr
    assert "one of: 3.5." in done.stderr

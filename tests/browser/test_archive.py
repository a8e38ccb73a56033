"""The archive that the page loads has everything that its Python imports, and nothing compiled."""

import io
import subprocess
import sys
import tarfile

from plumbline.hosting.archive import archive

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from plumbline.browser.api import CALLS
from plumbline.compiling.conditions import condition_of
print(len(CALLS), *condition_of("DECOM > previous.DEC", "episode", ["DECOM", "previous_DEC"], "duckdb", "here").columns)
"""


def test_python_of_the_page_runs_on_it_alone(tmp_path):
    with tarfile.open(fileobj=io.BytesIO(archive())) as packed:
        packed.extractall(tmp_path, filter="data")
    command = [sys.executable, "-I", "-S", "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "('DECOM', 'previous_DEC')" in done.stdout

"""The benchmarks are scripts beside the project, not a part of its package."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

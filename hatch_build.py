"""Builds the compiled rulebook into the wheel, so that a plain check need not import the compiler."""

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRulebook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles every year's rules to SQL and adds the file to the wheel; an editable install compiles at first use."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the wheel's files."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from plumbline.checking.compiling import compile_rulebook
        from plumbline.checking.rulebooks import file_name

        built = Path(self.directory) / file_name("duckdb")
        built.parent.mkdir(parents=True, exist_ok=True)
        built.write_text(json.dumps(compile_rulebook("duckdb")), "utf-8")
        build_data["force_include"][str(built)] = f"plumbline/checking/compiled/{built.name}"

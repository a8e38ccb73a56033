"""Builds into the wheel the compiled rulebook, so that a plain check need not import the compiler, and the browser page."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelContents(BuildHookInterface):  # type: ignore[type-arg]
    """Adds both to a wheel; an editable install compiles at first use and takes the page from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the wheel's files."""
        if self.target_name != "wheel" or version == "editable":
            return
        rulebook = self._rulebook()
        build_data["force_include"][str(rulebook)] = f"plumbline/rules/compiled/{rulebook.name}"
        if page := self._page():
            build_data["force_include"][str(page)] = "plumbline/hosting/page"

    def _rulebook(self) -> Path:
        """The SQL of every year's rules."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from plumbline.rules.compiling import compile_book
        from plumbline.rules.rulebooks import file_name, years
        from plumbline.rules.written import books_to_json

        built = Path(self.directory) / file_name("duckdb")
        built.parent.mkdir(parents=True, exist_ok=True)
        built.write_text(books_to_json([compile_book(year) for year in years()]), "utf-8")
        return built

    def _page(self) -> Path | None:
        """The built page; None, and a warning, where it neither is there nor can be built."""
        web = Path(self.root) / "web"
        built = web / "dist"
        npm = shutil.which("npm")
        if not (built / "index.html").exists():
            if npm is None:
                self.app.display_warning(
                    "The browser page is not in this wheel: it has not been built, and there is no npm to build it with."
                )
                return None
            for command in ("ci", "run build"):
                subprocess.run([npm, *command.split()], cwd=web, check=True, stdout=sys.stderr)
        return built

"""A module with other code than its file's, for as long as its finder stands on ``sys.meta_path``."""

from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType


class Substitute(MetaPathFinder):
    """Finds one module, by its full name, with the code given. ``folder`` is where a package has its modules."""

    def __init__(self, name: str, code: CodeType, folder: Path | None = None):
        self._name, self._code, self._folder = name, code, folder

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """The changed module in the place of the one in the file."""
        if fullname != self._name:
            return None
        spec = ModuleSpec(fullname, _Loader(self._code), is_package=self._folder is not None)
        if self._folder:
            spec.submodule_search_locations = [str(self._folder)]
        return spec


class _Loader(Loader):
    def __init__(self, code: CodeType):
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        """Runs the changed code as the module."""
        exec(self._code, vars(module))

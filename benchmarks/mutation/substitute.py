"""A module with other code than its file's, for as long as its finder stands on ``sys.meta_path``."""

from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType


class Substitute(MetaPathFinder):
    """Finds one module, by its full name, with the code given."""

    def __init__(self, name: str, code: CodeType):
        self._name, self._code = name, code

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """The changed module in the place of the one in the file."""
        return ModuleSpec(fullname, _Loader(self._code)) if fullname == self._name else None


class _Loader(Loader):
    def __init__(self, code: CodeType):
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        """Runs the changed code as the module."""
        exec(self._code, vars(module))

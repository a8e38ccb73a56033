"""An API whose database is the DuckDB of this computer, answering as the tab's does."""

import json
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from plumbline.browser.api import PageApi
from plumbline.reference.postcode_packing import packed
from plumbline.reference.postcodes import open_directory
from plumbline.rules.compiled import rulebook_of
from plumbline.rules.rulebooks import years


class Content:
    """A file's bytes, as the page hands them over."""

    def __init__(self, content: bytes):
        self._content = content

    def to_bytes(self) -> bytes:
        return self._content


class HereDatabase:
    """What web/src/worker/database.ts does, with files in a folder."""

    def __init__(self, folder: Path):
        self._folder = folder
        self.files: list[str] = []
        self.renew()

    def renew(self):
        self._connection = duckdb.connect()
        self._connection.execute(f"SET file_search_path = '{self._folder}'")

    def query(self, sql):
        try:
            asked = self._connection.execute(sql)
            columns = [list(column) for column in zip(*asked.fetchall(), strict=True)]
        except duckdb.Error as problem:
            return json.dumps({"error": str(problem), "kind": type(problem).__name__})
        days = [at for at, kind in enumerate(asked.description or ()) if kind[1] == "DATE" and columns]
        for at in days:
            columns[at] = [None if day is None else (day - date(1970, 1, 1)).days for day in columns[at]]
        return json.dumps({"columns": columns, "days": days})

    def put(self, name, content):
        self.files.append(name)
        (self._folder / name).write_bytes(content)

    def forget_files(self):
        self.files.clear()


@pytest.fixture(scope="session", autouse=True)
def rulebooks():
    """The page brings every year's rulebook; here they are compiled and kept where the page's Python looks."""
    for year in years():
        rulebook_of(year)


@pytest.fixture(scope="session")
def postcodes():
    directory = open_directory()
    return Content(packed(directory.content)) if directory else None


@pytest.fixture
def database(tmp_path):
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        yield HereDatabase(Path(folder))


@pytest.fixture
def api(database, postcodes):
    return PageApi(database, lambda _words, _share: None, postcodes)


@pytest.fixture
def ask(api):
    """Asks as the page does; a file's content is bytes."""

    def asked(call, content=None, **given):
        answer = api.answer(call, json.dumps(given), None if content is None else Content(content))
        return answer if isinstance(answer, bytes) else json.loads(answer)

    return asked

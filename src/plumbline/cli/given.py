"""The return that a command is about: read from files, or taken from the data set as at a day."""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
from click.core import ParameterSource

from plumbline.checking.preparing import used_tables
from plumbline.faults import BadInput
from plumbline.model.authorities import authority_code
from plumbline.reading.find import Found, find, read_provider_lists, read_return
from plumbline.reading.returns import LoadedTable, Return, Source


class Wanted(NamedTuple):
    """Where a command's return comes from, as the person said."""

    paths: Sequence[Path]
    last_year: Sequence[Path] = ()
    earlier: Sequence[Path] = ()
    providers: Sequence[Path] = ()
    dataset: Path | None = None
    as_at: date | None = None
    year: int = 0
    authority: str = ""


class Given(NamedTuple):
    """A return, its collection year (0: to be found from its dates), its council, and the day as at which a data set knew it."""

    given: Return
    year: int
    authority: str
    as_at: date | None = None


def given(asked: Wanted) -> Given:
    """The return in the files, else in the data set. Neither, or both on the command line: BadInput."""
    authority = authority_code(asked.authority)
    if not _of_data_set(asked):
        found = read_return(asked.paths, asked.last_year, asked.providers, asked.earlier)
        return Given(found, asked.year, authority)
    from plumbline.dataset.dataset import Dataset

    held = Dataset(asked.dataset or "", asked.authority)
    for damaged in held.damaged:
        print(f"plumbline: note: {damaged}", file=sys.stderr)
    state = held.state(asked.as_at)
    year = asked.year or held.latest_year(asked.as_at)
    found = held.return_of(year, asked.as_at)
    found.tables = used_tables(found)
    if asked.providers:
        found.providers = read_provider_lists(asked.providers)
    return Given(found, year, authority or state.councils[0], state.as_at)


def files_given(asked: Wanted) -> tuple[Found, int, str]:
    """The files of the return, its year and its council; a data set's tables as if each were a file."""
    if not _of_data_set(asked):
        found = find(asked.paths, asked.last_year, asked.providers, asked.earlier)
        return found, asked.year, authority_code(asked.authority)
    one = given(asked)
    sources = [_as_source(table) for table in one.given.tables.values()]
    return Found(sources, one.given.providers, one.given.notes), one.year, one.authority


def _of_data_set(asked: Wanted) -> bool:
    """Whether the return comes from the data set: files that are given go before one that plumbline.toml names."""
    if asked.paths and asked.dataset and _on_the_command_line("dataset"):
        raise BadInput("Give either the return's files or --dataset, not both.")
    if not asked.paths and not asked.dataset:
        raise BadInput(
            "Give the files or folders of this year's return, or a data set: --dataset FOLDER, or "
            'dataset = "FOLDER" in plumbline.toml.'
        )
    if asked.paths and asked.as_at and _on_the_command_line("as_at"):
        raise BadInput("--as-at is for a data set: files say what they say.")
    return not asked.paths


def _on_the_command_line(name: str) -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _as_source(table: LoadedTable) -> Source:
    """A table as the file it could have come from: without the lines that it had there."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(_without_lines(table))
    return Source(table.file, out.getvalue().encode("utf-8"), table.years_back)


def _without_lines(table: LoadedTable) -> Iterator[list[str]]:
    for row in csv.reader(io.StringIO(table.csv.decode("utf-8"), newline="")):
        yield row[1:] if table.line_given else row

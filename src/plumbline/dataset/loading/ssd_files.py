"""An extract of the Standard Safeguarding Dataset as files: a folder of CSV or Parquet, a file for each table."""

from collections.abc import Iterable

from plumbline.dataset.loading.parquet_files import parquet_table
from plumbline.dataset.loading.returns import given_file
from plumbline.dataset.loading.sorting import Holding
from plumbline.dataset.loading.source_tables import SourceFile, SourceTable, csv_table
from plumbline.engine.protocol import Engine
from plumbline.faults import BadInput


def read_files(engine: Engine, files: Iterable[Holding]) -> list[SourceTable]:
    """The tables that files hold. Two files of one table, or one with none of its table's columns: BadInput."""
    found: dict[str, SourceTable] = {}
    holding: dict[str, SourceFile] = {}
    for file, table in files:
        given = given_file(file.name, file.content)
        if table.name in found:
            first, second = (str(each.path or each.name) for each in (holding[table.name], file))
            raise BadInput(
                f"{first} and {second} are both {table.name}. Give only one of them; several extracts are loaded one at a time."
            )
        if file.is_parquet and file.path:
            one = parquet_table(engine.execute, table, file.path, given)
        else:
            one = csv_table(engine, table, file, given)
        if not one.columns:
            raise BadInput(f"{file.name}: none of its columns is one of {table.name}. Look at its first line.")
        found[table.name], holding[table.name] = one, file
    return list(found.values())

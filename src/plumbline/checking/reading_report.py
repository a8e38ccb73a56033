"""What reading met: values changed and unreadable, and what Excel left."""

from collections.abc import Iterable
from typing import Any

from plumbline.engine.base_tables import Given
from plumbline.engine.loading import excel_damage, unreadable
from plumbline.engine.protocol import Execute
from plumbline.reading.returns import Note, Return, table_key


def reading_report(
    execute: Execute,
    given: Return,
    present: dict[tuple[int, str], Given],
    changed: dict[tuple[int, str], dict[str, Any]],
    notes: Iterable[Note],
) -> dict[str, Any]:
    """Per table its file, rows, values changed and unreadable, what Excel left; and every note."""
    bad = unreadable(execute, present)
    tables = {
        table_key(*key): {
            "file": one.file,
            "rows": one.rows,
            **changed.get(key, {}),
            "unreadable": bad.get(key, {}),
            "excel": excel_damage(execute, one, bad[key]) if key in bad else {},
        }
        for key, one in given.tables.items()
    }
    listed = [{"kind": n.kind, "file": n.file, "message": n.message, "count": n.count} for n in notes]
    return {"source": given.source, "tables": tables, "notes": listed}

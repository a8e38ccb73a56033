"""The Frictionless package beside exported tables: which files there are, what each column is, and from which loads."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from plumbline.documenting.datapackage import core_descriptor
from plumbline.exporting.held import Held, from_load
from plumbline.model import core
from plumbline.reporting.shared.sheets import MADE_UP_DATA

#: The forms in which tables are written, by the endings of their files.
Form = Literal["csv", "parquet", "xlsx"]

PACKAGE = "datapackage.json"
BOOK = "core.xlsx"
#: How a workbook says yes and no.
YES, NO = "yes", "no"


def file_of(name: str, form: Form) -> str:
    """The file that a table is written to."""
    return BOOK if form == "xlsx" else f"{name}.{form}"


def package(held: Held, names: Sequence[str], form: Form) -> str:
    """The text of the package that describes the tables called ``names``, written in a form."""
    described = core_descriptor(names)
    described["as_at"] = held.state.as_at.isoformat()
    described["sources"] = [{"title": from_load(load)} for load in held.state.loads]
    if held.made_up:
        described |= {"title": f"{MADE_UP_DATA}: {described['title']}", "made_up": True}
    described["resources"] = [_in_form(one, form) for one in described["resources"]]
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def files_of_package(folder: Path) -> set[str]:
    """The files that an earlier export to a folder wrote, as its package lists them; none where there is no such package."""
    try:
        resources = json.loads((folder / PACKAGE).read_text("utf-8"))["resources"]
        paths = {str(one["path"]) for one in resources}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    ours = {BOOK, *(file_of(name, form) for name in core().tables for form in ("csv", "parquet"))}
    return {path for path in paths & ours if (folder / path).is_file()}


def _in_form(resource: dict[str, Any], form: Form) -> dict[str, Any]:
    """A table's description with where it is in this form; that of CSV is as it stands."""
    if form == "csv":
        return resource
    described = {key: value for key, value in resource.items() if key != "encoding"}
    described |= {"path": file_of(resource["name"], form), "format": form}
    if form == "xlsx":
        described["dialect"] = {"sheet": resource["name"]}
        described["schema"] = resource["schema"] | {
            "fields": [_yes_or_no(field) for field in resource["schema"]["fields"]]
        }
    return described


def _yes_or_no(field: dict[str, Any]) -> dict[str, Any]:
    return field | {"trueValues": [YES], "falseValues": [NO]} if field["type"] == "boolean" else field

"""What makes HTML pages from templates: one file each, with nothing fetched from elsewhere."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape

from plumbline.wording import counted


@cache
def environment() -> Environment:
    """What makes pages from templates, named by room and file such as ``reporting/check/report.html``: every value is escaped."""
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
    )
    made.filters["counted"] = counted
    return made


def _template(name: str) -> str:
    room, _, file = name.rpartition("/")
    return files("plumbline").joinpath(*room.split("/"), "templates", file).read_text("utf-8")

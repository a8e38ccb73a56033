"""What makes HTML pages from templates: one file each, with nothing fetched from elsewhere."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, select_autoescape


@cache
def environment() -> Environment:
    """What makes pages from templates, named by room and file such as ``reporting/check/report.html``: every value is escaped."""
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
    )


def _template(name: str) -> str:
    room, _, file = name.rpartition("/")
    return files("plumbline").joinpath(*room.split("/"), "templates", file).read_text("utf-8")

"""The few shapes that charts are made of, as SVG."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

#: A point of the stretched layer: per cent from the left, per cent from the top.
Point = tuple[float, float]

#: How high a line of text in a chart is, in pixels.
TEXT = 13


def element(name: str, *inside: str, **attributes: str | float) -> Markup:
    """An element; text inside and in attributes is escaped. ``class_`` stands for class, ``stroke_width`` for stroke-width."""
    given = Markup(" ").join(
        Markup('{}="{}"').format(key.rstrip("_").replace("_", "-"), value if isinstance(value, str) else short(value))
        for key, value in attributes.items()
    )
    start = Markup("<{}").format(name) + (Markup(" ") + given if given else Markup(""))
    if not inside:
        return start + Markup("/>")
    return start + Markup(">") + Markup("").join(inside) + Markup("</{}>").format(name)


def short(number: float) -> str:
    """To two decimals, which is a tenth of a pixel on a wide screen; nothing is 0, never -0."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def percent(at: float) -> str:
    """A place in the chart."""
    return f"{short(at)}%"


def plot(about: str, height: float, inside: Iterable[str], room: str = "") -> Markup:
    """A chart of a height in pixels, said in words to who can't see it; ``room`` is the class that leaves place beside it."""
    classes = f"plot {room}".strip()
    return element("svg", *inside, class_=classes, height=height, width="100%", role="img", aria_label=about)


def stretched(*paths: str) -> Markup:
    """The layer in which 0 to 100 is the whole width and height."""
    return element(
        "svg", *paths, viewBox="0 0 100 100", preserveAspectRatio="none", width="100%", height="100%", class_="layer"
    )


def line_through(points: Sequence[Point], class_: str) -> Markup:
    """A line in the stretched layer."""
    return element("path", d=_path(points), class_=class_, vector_effect="non-scaling-stroke")


def area_between(upper: Sequence[Point], lower: Sequence[Point], class_: str) -> Markup:
    """An area in the stretched layer with a line along both its edges, by which it is seen without its colour too."""
    edges = f"{_path(upper)}{_path(lower)}"
    return (
        element("path", d=f"{_path([*upper, *reversed(lower)])}Z", class_=class_)
        + element("path", d=edges, class_="edge", vector_effect="non-scaling-stroke")
    )  # fmt: skip


def text(
    words: str, x: str, y: str | float, class_: str = "quiet", anchor: str = "start", **more: str | float
) -> Markup:
    """Words; ``anchor`` says which end of them stands at ``x``."""
    return element("text", words, x=x, y=y, class_=class_, text_anchor=anchor, **more)


def upright(at: float, top: float, foot: str | float, class_: str) -> Markup:
    """A line from top to bottom."""
    return element("line", x1=percent(at), x2=percent(at), y1=top, y2=foot, class_=class_)


def across(low: float, high: float, y: float, class_: str) -> Markup:
    """A line from left to right."""
    return element("line", x1=percent(low), x2=percent(high), y1=y, y2=y, class_=class_)


def box(low: float, high: float, y: float, height: float, class_: str) -> Markup:
    """A rectangle from one place to another."""
    return element("rect", x=percent(low), width=percent(high - low), y=y, height=height, class_=class_)


def dot(at: float, y: str | float, radius: float, class_: str, *inside: str) -> Markup:
    """A round mark; what is inside is shown when the mouse is over it."""
    return element("circle", *inside, cx=percent(at), cy=y, r=radius, class_=class_)


def title(words: str) -> Markup:
    """What is shown when the mouse is over a mark."""
    return element("title", words)


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)

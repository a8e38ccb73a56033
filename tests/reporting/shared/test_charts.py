"""Each part of the chart kit: what is drawn stands where its figures say, and table and words hold the figures."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from drawn import numbers, of, shapes
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.reporting.shared.charts.area import Area
from plumbline.reporting.shared.charts.bars import Bar, Bars
from plumbline.reporting.shared.charts.bridge import Bridge, Step
from plumbline.reporting.shared.charts.chart import Known
from plumbline.reporting.shared.charts.dots import Dot, Dots
from plumbline.reporting.shared.charts.drawing import TEXT
from plumbline.reporting.shared.charts.fan import Fan, Future, Was
from plumbline.reporting.shared.charts.line import Line, OnLine
from plumbline.reporting.shared.charts.scale import scale_of
from plumbline.reporting.shared.charts.strip import OnStrip, Strip, axis
from plumbline.reporting.shared.figures import PERCENT, WHOLE, Unit
from plumbline.reporting.shared.pages import environment

GOLDEN = Path(__file__).parent / "golden"

#: Values as councils have them, to one decimal, so that the words give them back exactly.
VALUE = st.integers(0, 1000).map(lambda tenths: tenths / 10)
KNOWN = st.tuples(VALUE, VALUE).map(lambda two: Known(min(two), max(two)))
TENTHS = Unit(places=1)

#: Drawings are parsed, which takes a while.
SOME = settings(max_examples=40)


def day(month):
    return date(2025 + month // 12, month % 12 + 1, 28)


def days(number):
    return [day(month) for month in range(number)]


def near(scale_or_ends, root=False):
    """How far two decimals of a per cent can be from a value."""
    low, high = scale_or_ends
    return (high - low) * (2e-4 if root else 1e-4) + 1e-9


# --- strip


@st.composite
def strips(draw):
    peers = [OnStrip(f"Peer {at}", known) for at, known in enumerate(draw(st.lists(KNOWN, max_size=30)))]
    us, median, expected = draw(KNOWN), draw(st.none() | KNOWN), draw(st.none() | KNOWN)
    ends = [end for one in (us, median, expected, *(peer.value for peer in peers)) for end in one or ()]
    scale = scale_of(ends, root=draw(st.booleans()))
    return Strip("Rule 1", OnStrip("Us", us), peers, median, expected, scale, TENTHS)


def read_back(strip, at):
    return pytest.approx(strip.scale.value(at), abs=near((strip.scale.low, strip.scale.high), root=True))


@SOME
@given(strips())
def test_a_strip_places_us_median_and_expected_where_they_are(strip):
    [own] = of(strip.svg, "circle", "us")
    assert strip.us.value.middle == read_back(strip, own.at("cx"))
    expected, median = of(strip.svg, "rect", "band"), of(strip.svg, "line", "median", "known")
    assert (len(expected), len(median)) == (strip.expected is not None, strip.median is not None)
    for one in expected:
        ends = (one.at("x"), one.at("x") + one.at("width"))
        assert strip.expected == tuple(read_back(strip, end) for end in ends)
    for one, bar in zip(median, of(strip.svg, "line", "median", "bar"), strict=True):
        assert strip.median == (read_back(strip, one.at("x1")), read_back(strip, one.at("x2")))
        assert strip.median.middle == read_back(strip, bar.at("x1"))


@SOME
@given(strips())
def test_the_words_of_a_strip_stand_above_or_below_all_its_marks(strip):
    """Text stands on its foot, and is at most as high as a line."""
    drawn = strip.svg
    marks = [(one.at("cy") - one.at("r"), one.at("cy") + one.at("r")) for one in of(drawn, "circle")]
    marks += [(one.at("y"), one.at("y") + one.at("height")) for one in of(drawn, "rect")]
    marks += [(one.at("y1"), one.at("y2")) for one in of(drawn, "line")]
    highest, lowest = min(top for top, _ in marks), max(foot for _, foot in marks)
    for words in of(drawn, "text"):
        assert words.at("y") < highest or words.at("y") - TEXT + 3 >= lowest


@given(strips())
def test_every_peer_of_a_strip_is_drawn_once_where_it_is_or_counted_at_zero(strip):
    drawn = [one for one in of(strip.svg, "circle", "peer") if "none" not in one.classes]
    placed = {one.inside.partition(":")[0]: one for one in drawn}
    some = {peer.name: peer for peer in strip.peers if peer.value.high > 0}
    assert placed.keys() == some.keys()
    for name, peer in some.items():
        assert peer.value.middle == read_back(strip, placed[name].at("cx"))
        assert ("may" in placed[name].classes) == (peer.value.low == 0)
    none = [one.inside for one in of(strip.svg, "text", "small")]
    assert [int(words.split()[0]) for words in none] == ([len(strip.none)] if strip.none else [])


@SOME
@given(strips())
def test_a_strips_table_and_words_hold_its_figures(strip):
    rows = {row[0]: row[1] for row in strip.table.rows}
    named = {"Us": strip.us.value, "Median of peers": strip.median, "Expected": strip.expected}
    for name, value in {**named, **{peer.name: peer.value for peer in strip.peers}}.items():
        if value is not None:
            assert numbers(rows[name]) == sorted(set(value))
            assert name.startswith("Peer") or TENTHS.between(*value) in strip.words


def test_the_axis_above_strips_has_a_tick_at_each_round_number():
    scale = scale_of([27.0], root=True)
    svg = axis(scale, PERCENT)
    assert [one.inside for one in of(svg, "text")] == ["0", "1", "2", "5", "10", "20", "30%"]
    assert [scale.value(one.at("x1")) for one in of(svg, "line")] == pytest.approx(scale.ticks, abs=0.01)


# --- rows: dots, bars, bridge


@st.composite
def dots(draw):
    rows = [
        Dot(f"Row {at}", sorted(three)[1], Known(min(three), max(three)), at == 0)
        for at, three in enumerate(draw(st.lists(st.tuples(VALUE, VALUE, VALUE), min_size=1, max_size=8)))
    ]
    return Dots("Dots", rows, TENTHS, draw(st.none() | st.tuples(st.just("Median"), VALUE)))


@SOME
@given(dots())
def test_dots_and_intervals_stand_where_they_are(chart):
    scale = chart._scale
    close = near((scale.low, scale.high))
    circles, lines = of(chart.svg, "circle"), of(chart.svg, "line", "wide")
    assert [scale.value(one.at("cx")) for one in circles] == pytest.approx([one.value for one in chart.dots], abs=close)
    for end, attribute in enumerate(("x1", "x2")):
        ends = [scale.value(one.at(attribute)) for one in lines]
        assert ends == pytest.approx([one.interval[end] for one in chart.dots], abs=close)
    assert [scale.value(one.at("x1")) for one in of(chart.svg, "line", "bar")] == pytest.approx(
        [chart.held_against[1]] * len(chart.dots) if chart.held_against else [], abs=close
    )
    assert len(of(chart.svg, "circle", "us")) == 1


@SOME
@given(dots())
def test_the_table_and_the_words_of_dots_hold_their_figures(chart):
    for row, one in zip(chart.table.rows, chart.dots, strict=False):
        assert numbers(row[1]) == [one.value]
        assert numbers(row[2]) == sorted(set(one.interval))
        assert f"{one.name} {row[1]}, likely {row[2]}" in chart.words
    if chart.held_against:
        assert chart.table.rows[-1][:2] == ("Median", TENTHS.of(chart.held_against[1]))
        assert f"Median {TENTHS.of(chart.held_against[1])}" in chart.words


@SOME
@given(st.lists(VALUE, min_size=1, max_size=8))
def test_bars_are_as_long_as_their_values(values):
    chart = Bars("Bars", [Bar(f"Row {at}", value) for at, value in enumerate(values)], TENTHS)
    scale = scale_of(values)
    drawn = of(chart.svg, "rect")
    assert [one.at("x") for one in drawn] == [0.0] * len(values)
    assert [scale.value(one.at("width")) for one in drawn] == pytest.approx(values, abs=near((0, scale.high)))
    assert [numbers(row[1]) for row in chart.table.rows] == [[value] for value in values]
    assert all(f"Row {at} {TENTHS.of(value)}" in chart.words for at, value in enumerate(values))


def test_a_bar_below_zero_is_refused():
    with pytest.raises(ValueError, match="starts at zero"):
        _ = Bars("Bars", [Bar("Row", -1)], WHOLE).svg


@SOME
@given(st.integers(0, 900), st.lists(st.integers(-300, 300), max_size=5))
def test_the_steps_of_a_bridge_add_up_and_each_begins_where_the_one_before_ended(start, changes):
    chart = Bridge(
        "Bridge", "Before", start, [Step(f"Step {at}", one) for at, one in enumerate(changes)], "After", WHOLE
    )
    levels = [start + sum(changes[:at]) for at in range(len(changes) + 1)]
    scale = scale_of(levels)
    ends = [tuple(sorted(two)) for two in [(0, start), *pairwise(levels), (0, levels[-1])]]
    drawn = [(scale.value(one.at("x")), scale.value(one.at("x") + one.at("width"))) for one in of(chart.svg, "rect")]
    close = near((scale.low, scale.high))
    assert drawn == [(pytest.approx(low, abs=close), pytest.approx(high, abs=close)) for low, high in ends]
    assert [numbers(row[1])[0] for row in chart.table.rows] == [start, *changes, levels[-1]]
    assert all(row[1] in chart.words for row in chart.table.rows)


# --- over time: line, area, fan


def levels_of(scale, path):
    """The values along a path, from its points' places."""
    return [scale.value(100 - y) for _, y in path]


@st.composite
def lines(draw):
    values = draw(st.lists(st.tuples(VALUE, VALUE, VALUE), min_size=1, max_size=24))
    points = [OnLine(day(at), sorted(three)[1], Known(min(three), max(three))) for at, three in enumerate(values)]
    return Line("Line", points, TENTHS)


@SOME
@given(lines(), st.booleans())
def test_a_line_and_its_band_go_through_their_values(chart, small):
    svg = chart.small if small else chart.svg
    scale, close = chart._scale, near((chart._scale.low, chart._scale.high))
    [drawn] = of(svg, "path", "line")
    [path] = drawn.points
    assert levels_of(scale, path) == pytest.approx([one.value for one in chart.points], abs=close)
    [edges] = of(svg, "path", "edge")
    for part, end in zip(edges.points, (1, 0), strict=True):
        assert levels_of(scale, part) == pytest.approx([one.band[end] for one in chart.points], abs=close)
    [last] = of(svg, "circle")
    assert scale.value(100 - last.at("cy")) == pytest.approx(chart.points[-1].value, abs=close)


@SOME
@given(lines())
def test_days_stand_in_their_order_at_their_distance(chart):
    [drawn] = of(chart.svg, "path", "line")
    places = [x for x, _ in drawn.points[0]]
    first, last = chart.points[0].day, chart.points[-1].day
    length = (last - first).days
    wanted = [100 * (one.day - first).days / length if length else 50 for one in chart.points]
    assert places == pytest.approx(wanted, abs=0.01)


@SOME
@given(lines())
def test_a_lines_table_holds_every_figure_and_its_words_the_ends(chart):
    assert [numbers(row[1]) for row in chart.table.rows] == [[one.value] for one in chart.points]
    assert [numbers(row[2]) for row in chart.table.rows] == [sorted(set(one.band)) for one in chart.points]
    values = [one.value for one in chart.points]
    for value in (values[0], values[-1], min(values), max(values)):
        assert TENTHS.of(value) in chart.words


@SOME
@given(st.integers(1, 4), st.integers(1, 24), st.data())
def test_the_parts_of_an_area_lie_upon_one_another(parts, number, data):
    values = [data.draw(st.lists(VALUE, min_size=number, max_size=number)) for _ in range(parts)]
    chart = Area("Area", days(number), [(f"Part {at}", one) for at, one in enumerate(values)], TENTHS)
    tops = [[sum(one[at] for one in values[: part + 1]) for at in range(number)] for part in range(parts)]
    scale = scale_of(tops[-1])
    close = near((scale.low, scale.high))
    for part, edges in enumerate(of(chart.svg, "path", "edge")):
        upper, lower = edges.points
        assert levels_of(scale, upper) == pytest.approx(tops[part], abs=close)
        below = tops[part - 1] if part else [0.0] * number
        assert levels_of(scale, lower) == pytest.approx(below, abs=close)
    assert [[numbers(cell)[0] for cell in row[1:]] for row in chart.table.rows] == [
        list(row) for row in zip(*values, strict=True)
    ]
    assert all(f"{name} {TENTHS.of(one[0])}, then {TENTHS.of(one[-1])}" in chart.words for name, one in chart.parts)


@pytest.mark.parametrize(
    ("parts", "why"),
    [([("a", [1]), ("b", [1]), ("c", [1]), ("d", [1]), ("e", [1])], "at most 4"), ([("a", [1, 2])], "one value"), ([("a", [-1])], "below")],
)  # fmt: skip
def test_an_area_that_could_not_be_read_is_refused(parts, why):
    with pytest.raises(ValueError, match=why):
        Area("Area", days(1), parts, WHOLE)


@st.composite
def fans(draw):
    past = [Was(day(at), value) for at, value in enumerate(draw(st.lists(VALUE, min_size=1, max_size=12)))]
    five = draw(st.lists(st.lists(VALUE, min_size=5, max_size=5).map(sorted), min_size=1, max_size=12))
    futures = [
        Future(day(len(past) + at), ends[2], Known(ends[1], ends[3]), Known(ends[0], ends[4]))
        for at, ends in enumerate(five)
    ]
    return Fan("Fan", past, futures, TENTHS, draw(st.booleans()))


@SOME
@given(fans())
def test_a_fan_opens_from_today_and_its_bands_go_through_their_ranges(chart):
    scale, close = chart._scale, near((chart._scale.low, chart._scale.high))
    today = chart.past[-1].value
    outer, inner = of(chart.svg, "path", "edge")
    for edges, ranges in (
        (outer, [one.nearly_all for one in chart.futures]),
        (inner, [one.most for one in chart.futures]),
    ):
        for part, end in zip(edges.points, (1, 0), strict=True):
            wanted = [today, *(known[end] for known in ranges)]
            assert levels_of(scale, part) == pytest.approx(wanted, abs=close)
    [was], [middle] = of(chart.svg, "path", "was"), of(chart.svg, "path", "middle")
    assert levels_of(scale, was.points[0]) == pytest.approx([one.value for one in chart.past], abs=close)
    ahead = [today, *(one.middle for one in chart.futures)]
    assert levels_of(scale, middle.points[0]) == pytest.approx(ahead, abs=close)


@SOME
@given(fans())
def test_a_fans_table_and_words_hold_its_figures(chart):
    rows = chart.table.rows
    assert [numbers(row[1]) for row in rows] == [[one.value] for one in chart.past] + [
        [one.middle] for one in chart.futures
    ]
    ranges = [[numbers(cell) for cell in row[2:]] for row in rows[len(chart.past) :]]
    assert ranges == [[sorted(set(one.most)), sorted(set(one.nearly_all))] for one in chart.futures]
    end = chart.futures[-1]
    for said in (TENTHS.of(end.middle), TENTHS.between(*end.most), TENTHS.between(*end.nearly_all)):
        assert said in chart.words
    assert ("axis starts" in chart.words) == (not chart.from_zero)


# --- all of them

PEERS = [
    OnStrip("Fenwick", Known(0.0, 0.0)), OnStrip("Dunmore", Known(3.4, 3.9), "16 to 20 children"),
    OnStrip("Redmere", Known(0.0, 1.2), "0 to 5 children"), OnStrip("Kelby", Known(3.3, 3.8), "16 to 20 children"),
]  # fmt: skip
EXAMPLES = {
    "strip": Strip(
        "Rule 501, children in error of every 100 checked", OnStrip("Alderbrook", Known(15.7, 15.7), "96 of 612 children"),
        PEERS, Known(1.9, 2.5), Known(0.8, 4.9), scale_of([15.7], root=True), PERCENT,
    ),
    "dots": Dots(
        "Moves per 1,000 days in care", [Dot("Fenwick", 1.4, Known(1.2, 1.6)), Dot("Alderbrook", 2.2, Known(2.0, 2.4), True)],
        TENTHS, ("median of neighbours", 1.6),
    ),
    "line": Line(
        "Children with the error, of every 100 checked",
        [OnLine(day(at), value, Known(value - 1, value + 1.5)) for at, value in enumerate((4.0, 5.5, 5.0, 9.0, 12.0, 15.7))],
        PERCENT,
    ),
    "bars": Bars("Checks by verdict", [Bar("Only ours", 3, "us"), Bar("As at peers", 171), Bar("Can't tell", 31, "open")], WHOLE),
    "area": Area(
        "Children in care by placement", days(6),
        [("Fostered", [300, 310, 315, 330, 340, 345]), ("Residential", [70, 72, 74, 74, 73, 78]), ("Other", [40, 41, 40, 44, 47, 49])],
        WHOLE,
    ),
    "bridge": Bridge(
        "Children in care, November 2025 to October 2026", "1 November 2025", 604,
        [Step("started", 221), Step("ended", -214, True), Step("from short breaks", 1)], "31 October 2026", WHOLE,
    ),
    "fan": Fan(
        "Children in care", [Was(day(at), value) for at, value in enumerate((571, 580, 590, 604, 612))],
        [Future(day(5 + at), 612 + 5 * at, Known(600 - 5 * at, 630 + 12 * at), Known(590 - 9 * at, 645 + 16 * at)) for at in range(4)],
        WHOLE, from_zero=False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("part", EXAMPLES)
def test_the_example_of_a_part_is_as_it_was(part):
    """After a change that is meant, delete the golden file, run the test, and look at what it writes."""
    made = environment().from_string(
        '{% from "reporting/shared/charts.html" import figure %}{{ figure(chart) }}'
    ).render(chart=EXAMPLES[part]).replace("><", ">\n<")  # fmt: skip
    path = GOLDEN / f"{part}.html"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8")
        pytest.fail(f"{path} was not there and is written: look at it.")
    assert made == path.read_text("utf-8")


@pytest.mark.parametrize("part", EXAMPLES)
def test_every_part_is_a_picture_with_words_and_keeps_its_text_its_size(part):
    chart = EXAMPLES[part]
    outer, *inner = shapes(chart.svg)
    assert (outer.given["role"], outer.given["aria-label"]) == ("img", chart.words)
    assert "viewBox" not in outer.given
    for one in inner:
        assert "style" not in one.given  # a page with a strict policy refuses it
        assert "fill" not in one.given  # colours are the stylesheet's, so that forced colours and paper can change them
    layers = [one for one in inner if one.name == "svg"]
    assert all(one.given["preserveAspectRatio"] == "none" for one in layers)
    strokes = [one for one in inner if one.name == "path" and one.classes & {"line", "edge"}]
    assert all(one.given["vector-effect"] == "non-scaling-stroke" for one in strokes)


def test_names_are_shown_and_never_run():
    hostile = "<script>alert(1)</script>"
    chart = Bars(hostile, [Bar(hostile, 1)], WHOLE)
    assert "<script" not in chart.svg
    assert of(chart.svg, "text")[0].inside == hostile

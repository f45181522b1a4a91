"""Charts: the same bytes each time, colours left to the page, words left as words."""

import re

from istmo.publish import charts, svg
from istmo.publish.charts import Point

POINTS = [
    Point("Ñandú & Co", 3.0, "latest", "place"),
    Point("Ñandú & Co", 2.0, "previous", "place"),
    Point("World", 2.5, "latest", "benchmark"),
    Point("World", 2.4, "previous", "benchmark"),
]


def drawn() -> str:
    return charts.draw(charts.latest(POINTS, ["Ñandú & Co", "World"], "~f"))


def inline() -> str:
    return svg.inline(drawn(), "c1", "A <title>", "What it shows")


def test_draw_gives_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_inline_is_an_image_with_name_and_description() -> None:
    assert inline().startswith('<svg class="chart" role="img" aria-labelledby="c1-t c1-d"')
    assert '<title id="c1-t">A &lt;title&gt;</title><desc id="c1-d">What it shows</desc>' in inline()


def test_inline_keeps_words_as_words() -> None:
    assert ">Ñandú &amp; Co</text>" in inline()


def test_inline_keeps_every_line_of_a_long_name() -> None:
    name = "A place with a name of many words"
    points = [Point(name, 1.0, "latest", "place")]
    drawn = svg.inline(charts.draw(charts.latest(points, [name], "~f")), "c2", "T", "D")
    lines = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", drawn)
    assert " ".join(lines) == name
    assert len(lines) == 2


def test_inline_leaves_colours_to_the_page() -> None:
    assert not re.findall(r"#[0-9a-f]{3,6}", inline())
    assert {"s-mark", "f-paper", "f-bench"} <= set(re.findall(r"[fs]-[a-z]+", inline()))


def test_inline_carries_no_style_id_or_address() -> None:
    assert not re.findall(r" (?:style|xmlns|aria-label|font-family|clip-path)=", inline())
    assert re.findall(r' id="([^"]+)"', inline()) == ["c1-t", "c1-d"]


def test_horizons_draws_an_open_end_as_a_broken_line() -> None:
    closed = charts.draw(charts.horizons([("Near", 1, 3, False)]))
    is_open = charts.draw(charts.horizons([("Near", 1, 3, True)]))
    assert "stroke-dasharray" not in closed
    assert "stroke-dasharray" in is_open

"""Small panels."""

import re
from decimal import Decimal

import pytest

from istmo.publish.sparks import Frame, Labels, panel

LABELS = Labels("p1", "Land A: Rain & snow", "Every year.")


def line(**years: str) -> dict[int, Decimal]:
    return {int(year[1:]): Decimal(value) for year, value in years.items()}


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        (["3", "8.5"], ("0", "10")),
        (["-0.67", "0.45"], ("-0.8", "0.5")),
        (["0", "0"], ("0", "1")),
        (["12", "139"], ("0", "150")),
        (["-3"], ("-3", "0")),
    ],
)
def test_frame_has_round_ends_and_holds_zero(values: list[str], ends: tuple[str, str]) -> None:
    frame = Frame.around([2010, 2017], [Decimal(value) for value in values])
    assert (frame.low, frame.high) == tuple(Decimal(end) for end in ends)


def test_panel_is_an_image_with_a_name() -> None:
    frame = Frame.around([2015, 2017], [Decimal(1), Decimal(3)])
    drawn = panel(line(y2015="1", y2016="2", y2017="3"), [line(y2015="2", y2017="2")], frame, LABELS)
    assert 'role="img" aria-labelledby="p1-t p1-d"' in drawn
    assert '<title id="p1-t">Land A: Rain &amp; snow</title>' in drawn
    assert ">2015</text>" in drawn
    assert ">2017</text>" in drawn


def test_panel_never_draws_through_a_missing_year() -> None:
    frame = Frame.around([2015, 2018], [Decimal(4)])
    drawn = panel(line(y2015="4", y2017="4", y2018="4"), [], frame, LABELS)
    own = drawn.split('stroke-width="2" d="')[1].split('"')[0]
    assert own.count("M") == 2
    assert "h.01" in own


def test_panel_of_one_year_does_not_divide_by_zero() -> None:
    frame = Frame.around([2015, 2015], [Decimal(4)])
    assert "circle" in panel(line(y2015="4"), [], frame, LABELS)


def test_a_break_stands_across_and_no_line_is_drawn_over_it() -> None:
    years = {2015: Decimal(1), 2016: Decimal(2), 2017: Decimal(5), 2018: Decimal(6)}
    frame = Frame.around(list(years), list(years.values()), [2017, 2030])
    drawn = panel(years, [], frame, Labels("c", "T", "D"))
    assert frame.breaks == (2017,)
    assert drawn.count('stroke-dasharray="2 2"') == 1
    [line] = re.findall(r'stroke-width="2" d="([^"]+)"', drawn)
    assert line.count("M") == 2
    assert line.count("L") == 2

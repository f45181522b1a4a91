"""Small panels of how one place moved, drawn by hand.

A report holds hundreds of them; Vega takes thirty milliseconds for each and writes ten times the bytes, so altair
draws the pictures that need axes, and these few lines the panels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from istmo.kernel.quantity import plain

_LEFT, _WIDE, _HIGH, _TOP, _BOTTOM = 30, 124, 74, 6, 56
_ROUND = [Decimal(number) for number in ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")]
_DASHES = ("4 3", "1 3", "7 2 1 2")


@dataclass(frozen=True)
class Frame:
    """The scale all panels of one indicator share: years across, values up; its ends are round numbers."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    #: Years from which on values mean something else: no line joins them with those before.
    breaks: tuple[int, ...] = ()

    @classmethod
    def around(cls, years: Sequence[int], values: Sequence[Decimal], breaks: Sequence[int] = ()) -> "Frame":
        """The smallest round frame that holds zero and every value."""
        low, high = -_round_up(-min(values, default=Decimal(0))), _round_up(max(values, default=Decimal(0)))
        within = tuple(year for year in breaks if min(years) < year <= max(years))
        return cls(min(years), max(years), low, high if high > low else low + 1, within)

    def across(self, year: int | Decimal) -> str:
        """Where a year stands."""
        wide = Decimal(_WIDE - _LEFT - 4) * (year - self.first) / max(self.last - self.first, 1)
        return f"{_LEFT + wide:.1f}"

    def up(self, value: Decimal) -> str:
        """Where a value stands."""
        return f"{_BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low):.1f}"


@dataclass(frozen=True)
class Labels:
    """The words of a panel: its name and its description; `code` is unique in the page."""

    code: str
    title: str
    description: str


def _round_up(value: Decimal) -> Decimal:
    """The next round number; zero for zero and below."""
    if value <= 0:
        return Decimal(0)
    power = Decimal(1).scaleb(value.adjusted())
    return next(number * power for number in _ROUND if number * power >= value)


def panel(own: dict[int, Decimal], others: Sequence[dict[int, Decimal]], frame: Frame, labels: Labels) -> str:
    """One panel as SVG: the place as a line with its last value as a dot, benchmarks as broken lines."""
    top, zero, bottom = frame.up(frame.high), frame.up(Decimal(0)), frame.up(frame.low)
    last = max(own)
    rules = "".join(
        f'<path class="s-line" d="M{_LEFT},{at}H{_WIDE}"/>' for at in dict.fromkeys((top, zero, bottom))
    )
    cuts = "".join(
        f'<path class="s-bench" stroke-dasharray="2 2" d="M{frame.across(year - Decimal("0.5"))},{_TOP}V{_BOTTOM}"/>'
        for year in frame.breaks
    )
    bench = "".join(
        f'<path class="s-bench" stroke-dasharray="{_DASHES[number % len(_DASHES)]}" d="{_path(line, frame)}"/>'
        for number, line in enumerate(others)
        if line
    )
    return (
        f'<svg class="chart" role="img" aria-labelledby="{labels.code}-t {labels.code}-d" width="{_WIDE}" '
        f'height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}" fill="none">'
        f'<title id="{labels.code}-t">{escape(labels.title)}</title>'
        f'<desc id="{labels.code}-d">{escape(labels.description)}</desc>{rules}{cuts}{bench}'
        f'<path class="s-mark" stroke-width="2" d="{_path(own, frame)}"/>'
        f'<circle class="f-mark" r="3" cx="{frame.across(last)}" cy="{frame.up(own[last])}"/>'
        f'<text class="f-quiet" text-anchor="end" x="{_LEFT - 5}" y="{Decimal(top) + 4}">{_short(frame.high)}</text>'
        f'<text class="f-quiet" text-anchor="end" x="{_LEFT - 5}" y="{Decimal(bottom) + 4}">{_short(frame.low)}</text>'
        f'<text class="f-quiet" x="{_LEFT}" y="{_HIGH - 3}">{frame.first}</text>'
        f'<text class="f-quiet" text-anchor="end" x="{_WIDE}" y="{_HIGH - 3}">{frame.last}</text></svg>'
    )


def _short(value: Decimal) -> str:
    """A round number for an axis: 20k, 5M, 2G."""
    for size, sign in ((9, "G"), (6, "M"), (3, "k")):
        if abs(value) >= Decimal(1).scaleb(size) * 10 or (size > 3 and abs(value) >= Decimal(1).scaleb(size)):
            return plain(value.scaleb(-size)).replace("-", "−") + sign
    return plain(value).replace("-", "−")


def _path(line: dict[int, Decimal], frame: Frame) -> str:
    """A line over its years; where a year has no value the line is broken, never drawn through."""
    drawn, before = [], None
    for year, value in sorted(line.items()):
        joined = "L" if before == year - 1 and year not in frame.breaks else "M"
        drawn.append(f"{joined}{frame.across(year)},{frame.up(value)}")
        if joined == "M" and (year + 1 not in line or year + 1 in frame.breaks):
            drawn.append("h.01")
        before = year
    return "".join(drawn)

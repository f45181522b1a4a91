"""How results moved from year to year: each series of performance over its last years, the answer of `trend`.

A change is never smoothed over a break, and a restated value says what was stated before.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from istmo.publish import cells, charts, display, svg
from istmo.publish.cells import Amount
from istmo.publish.figures import Cell, Figure
from istmo.publish.registers import Indicator, Registers
from istmo.publish.words import Words

_Row = dict[str, Any]

#: So many periods stand side by side; all others in the release.
PERIODS = 5
_SERIES = ("indicator", "place", "agency", "activity", "source", "cohort")


@dataclass(frozen=True)
class Series:
    """One indicator at one place of one reporter, with its value in each period that it has one for."""

    title: str
    place: str
    reporter: str
    beside: bool
    cells: dict[str, Cell]
    change: str
    moved: str
    remarks: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True)
class Course:
    """Every series that has more than one period, over the last periods; `alone` counts those that have one only."""

    periods: tuple[str, ...]
    series: tuple[Series, ...]
    alone: int


def of(rows: Iterable[_Row], figures: Mapping[str, Figure], registers: Registers, words: Words) -> Course:
    """Series of performance; context moves in its own section."""
    told: dict[tuple[Any, ...], list[_Row]] = {}
    indicators = {indicator.code: indicator for indicator in registers.indicators}
    for row in rows:
        if row["kind"] != "context" and row["indicator"] in indicators and row["state"] == "reported":
            told.setdefault(tuple(row[name] for name in _SERIES), []).append(row)
    longer = [series for series in told.values() if len({row["period"] for row in series}) > 1]
    ends = {row["period"]: row["period_end"] for series in longer for row in series if row["period_end"]}
    periods = tuple(sorted(ends, key=lambda period: (ends[period], period))[-PERIODS:])
    return Course(
        periods=periods,
        series=tuple(
            _series(
                [row for row in series if row["period"] in periods], figures, indicators, (registers, words)
            )
            for series in longer
            if any(row["period"] in periods for row in series)
        ),
        alone=len(told) - len(longer),
    )


def _series(
    rows: list[_Row],
    figures: Mapping[str, Figure],
    indicators: Mapping[str, Indicator],
    how: tuple[Registers, Words],
) -> Series:
    registers, words = how
    rows.sort(key=lambda row: row["period_end"])
    last, indicator = rows[-1], indicators[rows[-1]["indicator"]]
    agency = registers.agencies.get(last["agency"] or "", last["agency"] or "")
    activity = registers.activities.get(last["activity"] or "", last["activity"] or "")
    remarks = [
        f"{row['period']}: {remark}" for row in rows for remark in (row["breaks"], row["notes"]) if remark
    ]
    return Series(
        title=last["title"],
        place=last["place_name"] or last["place"] or "",
        reporter=" · ".join(part for part in (agency, activity) if part),
        beside=last["own"] is False,
        cells={
            row["period"]: cells.shown(
                _amount(row, indicator),
                indicator,
                (figures[f"{row['submission']}:{row['row']}"],),
                words,
            )
            for row in rows
        },
        change=_change(last, words),
        moved=last["moved"] or "",
        remarks=tuple(remarks),
        picture=_picture(rows, last, words),
    )


def _picture(rows: list[_Row], last: _Row, words: Words) -> str:
    """The series as a chart where a break falls into it; empty text for all others, which their table tells well."""
    cuts = [
        charts.Cut(
            before,
            words.say("redefined") if row["break_kind"] == "redefined" else words.say("objective changed"),
            row["break_kind"] == "redefined",
        )
        for before, row in enumerate(rows)
        if row["break_kind"] and before
    ]
    values = [None if row["value"] is None else float(row["value"]) for row in rows]
    if not cuts or sum(value is not None for value in values) < 2:
        return ""
    title = f"{last['title']}, {last['place_name'] or last['place'] or ''}"
    told = words.say(
        "The series by period, with a broken line where it breaks. The table has the same values."
    )
    code = "-".join(str(last[name] or "") for name in _SERIES)
    drawn = charts.draw(charts.course([row["period"] for row in rows], values, cuts))
    return svg.inline(drawn, f"course-{re.sub(r'[^A-Za-z0-9]+', '-', code)}", title, told)


def _amount(row: _Row, indicator: Indicator) -> Amount:
    """The value as the question tells it: a share from its numerator and denominator too."""
    unit = row["unit"] or indicator.unit
    return Amount(row["value"], row["low"], row["high"], row["qualifier"], unit, row["value_as_written"])


def _change(row: _Row, words: Words) -> str:
    """The change against the year before: of a share in points, else in percent, or in the unit where that is not known."""
    change = row["change"]
    if change is None:
        return ""
    if row["measure"] == "ratio":
        told = words.say("%(number)s points", number=display.number(change, words))
    elif row["change_percent"] is not None:
        told = display.amount(row["change_percent"], "percent", words, 0)[0]
    else:
        told = display.number(change, words)
    return told if change <= 0 else f"+{told}"

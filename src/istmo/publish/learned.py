"""What was learned, as the report tells it: evaluations, decisions on assistance, handovers, why targets were missed.

The answers of the questions `evaluations`, `calibration` and `missed`; here codes get their names and numbers their rows.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from istmo.publish import cells, display
from istmo.publish.cells import Amount
from istmo.publish.desk import Desk
from istmo.publish.figures import Cell, Figure
from istmo.publish.registers import Indicator
from istmo.publish.terms import TERMS
from istmo.publish.words import Words

_Row = dict[str, Any]


@dataclass(frozen=True)
class Evaluation:
    """One evaluation with what it is about, by names, and its recommendations."""

    row: _Row
    about: tuple[str, ...]
    recommendations: tuple[_Row, ...]


@dataclass(frozen=True)
class Evaluations:
    """Evaluations, and the size of programmes by agency with those that are to be evaluated."""

    as_of: str
    listed: tuple[Evaluation, ...]
    agencies: tuple[tuple[_Row, str], ...]
    programmes: tuple[_Row, ...]
    beside: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Calibration:
    """Rows of the question by what they are; `found` is what a reviewer should look at."""

    reforms: tuple[_Row, ...]
    handovers: tuple[_Row, ...]
    scaled: tuple[_Row, ...]
    conditions: tuple[_Row, ...]
    found: tuple[_Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.reforms or self.handovers or self.scaled or self.conditions)


@dataclass(frozen=True)
class Missed:
    """One target that was missed, exceeded by far or not reported; Cells are None where there is no number."""

    row: _Row
    period: str
    target: Cell | None
    result: Cell | None
    before: tuple[str, ...]
    is_latest: bool


def evaluations(desk: Desk) -> Evaluations:
    """What the release tells of evaluations."""
    rows = desk.ask("evaluations")
    names = _Names(desk)
    recommendations: dict[str, list[_Row]] = {}
    for row in rows:
        if row["row"] == "recommendation":
            recommendations.setdefault(row["evaluation"], []).append(row)
    listed = tuple(
        Evaluation(row, names.about(row), tuple(recommendations.get(row["evaluation"], ())))
        for row in rows
        if row["row"] == "evaluation"
    )
    day = rows[0]["as_of"] if rows else None
    return Evaluations(
        as_of=display.period(day, day, None, desk.words) if day else "",
        listed=listed,
        agencies=tuple((row, _size(row, desk)) for row in rows if row["row"] == "agency"),
        programmes=tuple(
            row for row in rows if row["row"] == "programme" and (row["at_or_above"] or row["evaluations"])
        ),
        beside=_beside(listed),
    )


def _size(row: _Row, desk: Desk) -> str:
    """The median as it is shown, with its unit; empty where it is not available."""
    if row["median"] is None:
        return ""
    return " ".join(display.amount(row["median"], row["currency"], desk.words, None))


def _beside(listed: tuple[Evaluation, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every objective and indicator with the evaluations of it, in the order they are named."""
    found: dict[str, list[str]] = {}
    for evaluation in listed:
        for thing in evaluation.about:
            found.setdefault(thing, []).append(evaluation.row["evaluation"])
    return tuple((thing, tuple(codes)) for thing, codes in found.items())


class _Names:
    """The names of what an evaluation is about."""

    def __init__(self, desk: Desk) -> None:
        registers = desk.registers
        self._names = {
            "nodes": {
                f"{node.framework}/{node.code}": f"{node.code} {node.title}" for node in registers.nodes
            },
            "indicators": {one.code: one.title for one in registers.indicators},
            "activities": registers.activities,
            "places": {code: place.name for code, place in registers.places.items()},
            "sectors": {},
        }

    def about(self, row: _Row) -> tuple[str, ...]:
        """Nodes, indicators, activities, places and sectors of one evaluation by name."""
        return tuple(
            known.get(code, code)
            for column, known in self._names.items()
            for code in (row[column] or "").split(", ")
            if code
        )


def calibration(desk: Desk) -> Calibration:
    """What the release tells of reforms and what followed."""
    rows = desk.ask("calibration")

    def of(*kinds: str) -> tuple[_Row, ...]:
        return tuple(row for row in rows if row["row"] in kinds)

    return Calibration(
        reforms=of("reform", "decision"),
        handovers=of("handover"),
        scaled=of("scaled"),
        conditions=of("condition"),
        found=tuple(row for row in rows if row["finding"]),
    )


def missed(desk: Desk) -> list[Missed]:
    """Targets that ask for a reason, in the order of the question; those whose periods ended last are the latest."""
    indicators = {indicator.code: indicator for indicator in desk.registers.indicators}
    figures: dict[tuple[object, ...], Figure] = {}
    for figure in desk.figures:
        if figure.state == "reported" and not figure.breakdown and figure.role in ("target", "result"):
            told = {name: getattr(figure, name) for name in _SERIES}
            figures[figure.role, *_series(told)] = figure
    rows = [row for row in desk.ask("missed") if row["verdict"] in TERMS["verdicts"]]
    last = max((row["period_end"] for row in rows if row["period_end"]), default=None)
    found = []
    for row in rows:
        indicator, series = indicators[row["indicator"]], _series(row)
        target, result = (
            _cell(row, role, figures.get((role, *series)), indicator, desk.words)
            for role in ("target", "result")
        )
        period = display.period(row["period_start"], row["period_end"], None, desk.words)
        before = _before(row["previous"], indicator, desk.words)
        found.append(Missed(row, period, target, result, before, row["period_end"] == last))
    return found


def _cell(row: _Row, role: str, figure: Figure | None, indicator: Indicator, words: Words) -> Cell | None:
    """The number of a series that leads to its row; a ratio told by its parts is divided already."""
    if figure is None:
        return None
    if figure.value is None and row[role] is not None:
        return cells.shown(Amount(row[role], unit=row["unit"] or indicator.unit), indicator, (figure,), words)
    return cells.of_figure(figure, indicator, words)


def _before(previous: str | None, indicator: Indicator, words: Words) -> tuple[str, ...]:
    """The results before, rounded for showing."""
    told = []
    for part in (previous or "").split("; ") if previous else ():
        period, _, number = part.partition(": ")
        cell = cells.shown(Amount(Decimal(number), unit=indicator.unit), indicator, (), words)
        told.append(f"{period}: {cell.shown}")
    return tuple(told)


def _series(of: _Row) -> tuple[object, ...]:
    """What a figure and an answer's row are of; an agency or activity may be empty in either way."""
    return tuple(of[name] or "" if name in ("agency", "activity") else of[name] for name in _SERIES)


_SERIES = ("indicator", "place", "period_start", "period_end", "span", "agency", "activity")

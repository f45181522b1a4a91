"""Judging a figure: the one division of the project, achievement, status, lateness.

The rules an indicator brings are an :class:`~istmo.kernel.algebra.Algebra`; its names are given here too.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from istmo.kernel.algebra import (
    PRESETS,
    Algebra,
    Counts,
    Direction,
    Measure,
    OverPlaces,
    OverSeries,
    Statistic,
    Time,
    contradictions,
    for_context,
    nearest_preset,
)
from istmo.kernel.quantity import EXACT, NINE, Quantity

__all__ = [
    "PRESETS",
    "Achievement",
    "Algebra",
    "Counts",
    "Direction",
    "Lateness",
    "Measure",
    "OverPlaces",
    "OverSeries",
    "Statistic",
    "Status",
    "Time",
    "achievement",
    "contradictions",
    "for_context",
    "lateness",
    "nearest_preset",
    "quotient",
    "status",
]

#: Cut off far behind the ninth decimal, so that the one rounding after it is exact.
_CUT = Context(prec=100, rounding=ROUND_DOWN)


def quotient(
    numerator: Decimal | None, denominator: Decimal | None, per: Decimal = Decimal(1)
) -> Decimal | None:
    """`per` × numerator / denominator to nine decimals, half away from zero. None if either is missing or by zero.

    The only division in the project: SQL engines differ in the last digits of theirs.
    """
    if numerator is None or denominator is None or denominator == 0:
        return None
    exact = _CUT.divide(_CUT.multiply(per, numerator), denominator)
    return exact.quantize(NINE, rounding=ROUND_HALF_UP, context=EXACT)


#: Of what is counted: a result of so many times its target is as much a question as one that missed it.
BY_FAR = 2


class Status(StrEnum):
    """How a result stands against its target. Only `met` is ever green."""

    MET = "met"
    NOT_MET = "not_met"
    ON_THE_WAY = "on_the_way"
    NO_TARGET = "no_target"
    NO_BASELINE = "no_baseline"
    NOT_REPORTED = "not_reported"
    TOO_EARLY = "too_early"
    NOT_ADDITIVE = "not_additive"
    CONDITIONAL = "conditional"
    NOT_APPLICABLE = "not_applicable"

    @property
    def words(self) -> str:
        """For a reader, in English."""
        return _WORDS[self]


_WORDS = {
    Status.MET: "target met",
    Status.NOT_MET: "target not met",
    Status.ON_THE_WAY: "on the way: the target's period is not over",
    Status.NO_TARGET: "no target stated",
    Status.NO_BASELINE: "no baseline stated",
    Status.NOT_REPORTED: "not reported",
    Status.TOO_EARLY: "too early: the period is not over",
    Status.NOT_ADDITIVE: "cannot be added up",
    Status.CONDITIONAL: "open: depends on what is not known exactly",
    Status.NOT_APPLICABLE: "no achievement applies",
}


@dataclass(frozen=True)
class Achievement:
    """How far a result got. percent: to nine decimals, None where there is none, and then `why` says why."""

    status: Status
    percent: Decimal | None = None
    why: Status | None = None


def achievement(
    result: Quantity | Decimal | None,
    target: Decimal | None,
    baseline: Decimal | None = None,
    *,
    algebra: Algebra,
    ended: bool = True,
) -> Achievement:
    """Judge a result against a target of the same unit, place, period and series.

    Flows and running totals: result over target. Levels: distance travelled from the baseline; met or missed needs
    none. ended: whether the target's period is over; before that only what cannot fall again can be met.
    """
    told = result if isinstance(result, Quantity) else Quantity(result)
    if algebra.direction is Direction.NONE or algebra.measure is Measure.TEXT:
        return Achievement(Status.NOT_APPLICABLE, why=Status.NOT_APPLICABLE)
    if target is None:
        return Achievement(Status.NO_TARGET, why=Status.NO_TARGET)
    if told.is_missing:
        missing = Status.NOT_REPORTED if ended else Status.TOO_EARLY
        return Achievement(missing, why=missing)
    percent, why = _percent(told.value, target, baseline, algebra)
    return Achievement(_verdict(told, target, algebra, ended), percent, why)


def status(
    result: Quantity | Decimal | None, target: Decimal | None, *, algebra: Algebra, ended: bool = True
) -> Status:
    """The status alone; it needs no baseline."""
    return achievement(result, target, algebra=algebra, ended=ended).status


def _percent(
    result: Decimal | None, target: Decimal, baseline: Decimal | None, algebra: Algebra
) -> tuple[Decimal | None, Status | None]:
    if result is None:
        return None, Status.CONDITIONAL
    if algebra.measure in (Measure.CHANGE, Measure.MILESTONE):
        return None, Status.NOT_APPLICABLE
    if not algebra.is_level:
        percent = quotient(result, target, Decimal(100))
    elif baseline is None:
        return None, Status.NO_BASELINE
    else:
        percent = quotient(EXACT.subtract(result, baseline), EXACT.subtract(target, baseline), Decimal(100))
    return percent, Status.NOT_APPLICABLE if percent is None else None


def _verdict(result: Quantity, target: Decimal, algebra: Algebra, ended: bool) -> Status:
    low, high = result.bounds(non_negative=algebra.measure is Measure.COUNT)
    up = algebra.direction is Direction.UP
    reached = low is not None and low >= target if up else high is not None and high <= target
    missed = high is not None and high < target if up else low is not None and low > target
    if not ended:
        cannot_fall = up and not algebra.is_level and algebra.measure is not Measure.CHANGE
        return Status.MET if reached and cannot_fall else Status.ON_THE_WAY
    return Status.MET if reached else Status.NOT_MET if missed else Status.CONDITIONAL


class Lateness(StrEnum):
    """Whether a target was stated before what it is a target for began."""

    ON_TIME = "on_time"
    LATE = "late"
    UNKNOWN = "date_unknown"

    @property
    def words(self) -> str:
        """For a reader, in English."""
        return self.value.replace("_", " ")


def lateness(stated_on: date | None, begins: date | None) -> Lateness:
    """Late if stated after the first day of its period (of a life target: of the activity); on that day is on time."""
    if stated_on is None or begins is None:
        return Lateness.UNKNOWN
    return Lateness.LATE if stated_on > begins else Lateness.ON_TIME

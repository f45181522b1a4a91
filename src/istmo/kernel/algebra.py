"""The measure algebra as data: by which rules the figures of an indicator may be added and judged.

Authors choose a preset and override a few fields; what they end with must not contradict itself. The rules are those
of DESIGN section 3. `istmo.kernel.measure` gives these names too and holds the arithmetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Measure(StrEnum):
    """What the number is."""

    COUNT = "count"
    AMOUNT = "amount"
    RATIO = "ratio"
    QUANTITY = "quantity"
    SCORE = "score"
    CHANGE = "change"
    MILESTONE = "milestone"
    TEXT = "text"


class Counts(StrEnum):
    """Of a count: what is counted. Only people can be the same people twice."""

    PEOPLE = "people"
    CONTACTS = "contacts"
    THINGS = "things"


class Time(StrEnum):
    """How values of one series combine over time: flows add, a stock is read at the end, a running total stands."""

    FLOW = "flow"
    STOCK = "stock"
    RUNNING = "running"
    NONE = "none"


class OverPlaces(StrEnum):
    """Whether places add up (of a ratio: their numerators and denominators)."""

    SUM = "sum"
    NONE = "none"


class OverSeries(StrEnum):
    """How several agencies or activities combine. `range`: from the largest part to the sum, until a person decides."""

    SUM = "sum"
    RANGE = "range"
    RATIO = "ratio"
    NONE = "none"


class Direction(StrEnum):
    """Which way is good; none has no achievement and no colour."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Statistic(StrEnum):
    """Of a quantity: how it was made of its cases."""

    MEAN = "mean"
    MEDIAN = "median"


@dataclass(frozen=True)
class Algebra:
    """The rules of one indicator.

    per: a ratio's value is per × numerator / denominator (100 for percent). bounded: the numerator cannot exceed the
    denominator. states: a milestone's states from first to last.
    """

    measure: Measure
    counts: Counts | None = None
    time: Time = Time.NONE
    over_places: OverPlaces = OverPlaces.NONE
    over_series: OverSeries = OverSeries.NONE
    direction: Direction = Direction.NONE
    per: Decimal | None = None
    bounded: bool = False
    statistic: Statistic | None = None
    states: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Take plain words, as tables hold them, for members of the closed lists; ValueError if one is none."""
        for name, kind in _CLOSED.items():
            word = getattr(self, name)
            object.__setattr__(self, name, None if word is None else kind(word))

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Algebra":
        """The algebra in a row of the table `indicators`, by column name."""
        told: dict[str, Any] = {
            field.name: row[field.name] or None for field in fields(cls) if field.name != "states"
        }
        told["bounded"] = bool(row["bounded"])
        return cls(**told, states=tuple(row["states"].split("|")) if row["states"] else ())

    @property
    def is_level(self) -> bool:
        """Whether achievement is distance travelled from the baseline (stock, ratio, quantity, score)."""
        levels = (Measure.RATIO, Measure.QUANTITY, Measure.SCORE)
        return self.time is Time.STOCK or (self.measure in levels and self.time is not Time.RUNNING)

    @property
    def adds(self) -> bool:
        """Whether any two figures may ever be added or pooled."""
        over_time = self.time in (Time.FLOW, Time.RUNNING)
        return over_time or self.over_places is OverPlaces.SUM or self.over_series is not OverSeries.NONE


_CLOSED: dict[str, type[StrEnum]] = {
    "measure": Measure,
    "counts": Counts,
    "time": Time,
    "over_places": OverPlaces,
    "over_series": OverSeries,
    "direction": Direction,
    "statistic": Statistic,
}


def _sums(measure: Measure, counts: Counts | None, time: Time, over_series: OverSeries) -> Algebra:
    return Algebra(measure, counts, time, OverPlaces.SUM, over_series, Direction.UP)


_RATIO = Algebra(Measure.RATIO, per=Decimal(100))

#: What authors choose from. `percentage` and `score` state no direction: the author says which way is good.
PRESETS: dict[str, Algebra] = {
    "people_reached": _sums(Measure.COUNT, Counts.PEOPLE, Time.FLOW, OverSeries.RANGE),
    "things_delivered": _sums(Measure.COUNT, Counts.THINGS, Time.FLOW, OverSeries.SUM),
    "amount": _sums(Measure.AMOUNT, None, Time.FLOW, OverSeries.SUM),
    "stock": _sums(Measure.COUNT, Counts.THINGS, Time.STOCK, OverSeries.SUM),
    "percentage": replace(_RATIO, over_places=OverPlaces.SUM, over_series=OverSeries.RATIO, bounded=True),
    "mean_time": Algebra(Measure.QUANTITY, direction=Direction.DOWN, statistic=Statistic.MEAN),
    "score": Algebra(Measure.SCORE),
    "milestone": Algebra(Measure.MILESTONE, direction=Direction.UP),
    "context_rate": _RATIO,
    "change": Algebra(Measure.CHANGE),
    "text": Algebra(Measure.TEXT),
}


def for_context(algebra: Algebra) -> Algebra:
    """The same rules for a context indicator: nothing adds over places or series, nobody is credited."""
    pooled = replace(algebra, over_places=OverPlaces.NONE, over_series=OverSeries.NONE)
    return replace(pooled, time=Time.NONE) if algebra.time in (Time.FLOW, Time.RUNNING) else pooled


def nearest_preset(algebra: Algebra) -> str:
    """The preset that differs in the fewest fields; the kind of number weighs most. `per` and states are free."""

    def apart(preset: Algebra) -> int:
        weights = {"measure": 4, "counts": 2, "per": 0, "states": 0, "direction": 0}
        return sum(
            weights.get(field.name, 1)
            for field in fields(Algebra)
            if getattr(preset, field.name) != getattr(algebra, field.name)
        )

    return min(PRESETS, key=lambda name: apart(PRESETS[name]))


_NO_LEVELS = (Measure.CHANGE, Measure.MILESTONE, Measure.TEXT)
_NEVER_ADDED = (Measure.QUANTITY, Measure.SCORE, Measure.CHANGE, Measure.MILESTONE, Measure.TEXT)


def _combining(algebra: Algebra) -> list[str]:
    """Rules on what may be added to what."""
    told, measure = [], algebra.measure
    if measure in _NEVER_ADDED and algebra.adds:
        told.append(f"a {measure} is never added up: time, over_places and over_series must not add")
    if measure is Measure.RATIO and algebra.over_series in (OverSeries.SUM, OverSeries.RANGE):
        told.append("ratios are never added: they pool as sum of numerators over sum of denominators (ratio)")
    if measure is Measure.RATIO and algebra.time is Time.RUNNING:
        told.append("a ratio is no running total: time is none, stock or flow")
    if measure in _NO_LEVELS and algebra.time is Time.STOCK:
        told.append(f"a {measure} is not read at the end of a period: time is none")
    if algebra.over_places is OverPlaces.SUM and algebra.over_series is OverSeries.NONE:
        told.append("places add up as series do: over_places: sum needs over_series sum, range or ratio")
    if measure is not Measure.RATIO and algebra.over_series is OverSeries.RATIO:
        told.append("over_series: ratio pools numerators and denominators, which only a ratio has")
    people = algebra.counts is Counts.PEOPLE
    if people and algebra.over_series is OverSeries.SUM:
        told.append("the same people may be counted twice: until a person decides, over_series is range")
    if algebra.over_series is OverSeries.RANGE and not people:
        told.append("over_series: range is for people; contacts, things and amounts add (sum)")
    return told


def _describing(algebra: Algebra) -> list[str]:
    """Rules on which fields belong to which measure."""
    told, measure = [], algebra.measure
    if (measure is Measure.COUNT) != (algebra.counts is not None):
        told.append("a count says what it counts (people, contacts or things), and nothing else does")
    if (measure is Measure.RATIO) != (algebra.per is not None):
        told.append("a ratio says its per (100 for percent), and nothing else does")
    if algebra.per is not None and algebra.per <= 0:
        told.append("per is a number above zero")
    if algebra.bounded and measure is not Measure.RATIO:
        told.append("bounded is about a numerator and its denominator, which only a ratio has")
    if algebra.statistic and measure is not Measure.QUANTITY:
        told.append("mean and median are told of a quantity only")
    if algebra.states and measure is not Measure.MILESTONE:
        told.append("states belong to a milestone")
    return told


def _milestone(algebra: Algebra) -> list[str]:
    if algebra.measure is Measure.TEXT and algebra.direction is not Direction.NONE:
        return ["a text has no direction: set direction to none"]
    if algebra.measure is not Measure.MILESTONE:
        return []
    if algebra.direction is Direction.DOWN:
        return ["a milestone goes from its first state to its last: set direction to up or none"]
    if len(algebra.states) < 2 or len(set(algebra.states)) != len(algebra.states):
        return ["a milestone names at least two states, each once, from first to last"]
    return []


def contradictions(algebra: Algebra) -> list[str]:
    """Every rule this algebra breaks, as a sentence without a full stop; the last proposes the nearest preset."""
    told = [*_describing(algebra), *_combining(algebra), *_milestone(algebra)]
    if not told:
        return []
    return [*told[:-1], f"{told[-1]}; the nearest preset is {nearest_preset(algebra)}"]

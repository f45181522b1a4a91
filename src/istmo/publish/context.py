"""The operating environment: each context indicator beside the year before and beside other places."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish import charts, display, svg
from istmo.publish.figures import Cell, Figure, cell, sources_of
from istmo.publish.registers import Benchmark, Indicator, Registers
from istmo.publish.words import Words


@dataclass(frozen=True)
class Standing:
    """One place of an indicator: its latest value, the one a year before, and every year."""

    place: str
    name: str
    is_benchmark: bool
    year: int
    latest: Cell
    previous: Cell | None
    change: str
    years: dict[int, Cell]


@dataclass(frozen=True)
class Environment:
    """One context indicator, ready to be printed."""

    indicator: Indicator
    unit: str
    year: int
    first_year: int
    standings: tuple[Standing, ...]
    lacking: tuple[str, ...]
    picture: str
    trend: str
    sources: tuple[str, ...]

    @property
    def years(self) -> list[int]:
        """All years that any place has a value for."""
        return sorted({year for standing in self.standings for year in standing.years})

    @property
    def places(self) -> tuple[Standing, ...]:
        """The strategy's own places."""
        return tuple(standing for standing in self.standings if not standing.is_benchmark)


def environments(figures: Sequence[Figure], registers: Registers, words: Words) -> list[Environment]:
    """Every context indicator that has yearly values for places, in the order of its sector and code."""
    by_indicator: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.role == "context" and _year(figure) and figure.value is not None and not figure.breakdown:
            by_indicator.setdefault(figure.indicator, []).append(figure)
    context = sorted(
        (i for i in registers.indicators if i.kind == "context"), key=lambda i: (i.sector or "", i.code)
    )
    drawn = (_environment(i, by_indicator.get(i.code, []), registers, words) for i in context)
    return [environment for environment in drawn if environment]


def _year(figure: Figure) -> int | None:
    """The calendar year a figure is of; None where it is of anything else."""
    start, end = figure.period_start, figure.period_end
    whole = (
        start and end and (start.year, start.month, start.day, end.month, end.day) == (end.year, 1, 1, 12, 31)
    )
    return start.year if start and whole else None


def _environment(
    indicator: Indicator, figures: list[Figure], registers: Registers, words: Words
) -> Environment | None:
    preferred = [figure for figure in figures if figure.source == indicator.preferred_source] or figures
    benchmarks = {b.place: b for b in registers.benchmarks if b.method == "publisher"}
    series: dict[str, dict[int, Figure]] = {}
    for figure in preferred:
        series.setdefault(figure.place, {})[_year(figure) or 0] = figure
    if len([place for place in series if place not in benchmarks]) < 2:
        return None
    decimals = display.places_of(
        [f.value for years in series.values() for f in years.values() if f.value is not None]
    )
    standings = [
        _standing(place, years, benchmarks.get(place), indicator, (registers, words, decimals))
        for place, years in series.items()
    ]
    standings.sort(key=lambda s: (s.is_benchmark, -Decimal(s.latest.value), s.name))
    expected = {m.member for m in registers.members if m.place in {b.place for b in registers.benchmarks}}
    return Environment(
        indicator=indicator,
        unit=_unit(indicator),
        year=max(s.year for s in standings if not s.is_benchmark),
        first_year=min(min(s.years) for s in standings),
        standings=tuple(standings),
        lacking=tuple(sorted(registers.places[p].name for p in expected if p not in series)),
        picture=_picture(indicator, standings, words),
        trend=_trend(indicator, standings, words),
        sources=tuple(sources_of(preferred)),
    )


def _unit(indicator: Indicator) -> str:
    return indicator.unit or ""


def _standing(
    place: str,
    years: dict[int, Figure],
    benchmark: Benchmark | None,
    indicator: Indicator,
    how: tuple[Registers, Words, int],
) -> Standing:
    registers, words, decimals = how
    year = max(years)
    cells = {y: cell(figure, indicator.unit, words, decimals) for y, figure in sorted(years.items())}
    now, before = years[year].value, years[year - 1].value if year - 1 in years else None
    change = ""
    if now is not None and before is not None:
        moved, _ = display.amount(now - before, "", words, decimals)
        change = moved if now <= before else f"+{moved}"
    return Standing(
        place=place,
        name=benchmark.title if benchmark else registers.places[place].name,
        is_benchmark=benchmark is not None,
        year=year,
        latest=cells[year],
        previous=cells.get(year - 1),
        change=change,
        years=cells,
    )


def _axis(standings: Sequence[Standing]) -> str:
    top = max(abs(Decimal(c.value)) for s in standings for c in s.years.values())
    return "~s" if top >= 10_000 else "~f" if top < 10 else ",.0f"


def _picture(indicator: Indicator, standings: list[Standing], words: Words) -> str:
    points = []
    for standing in standings:
        kind = "benchmark" if standing.is_benchmark else "place"
        points.append(charts.Point(standing.name, float(standing.latest.value), "latest", kind))
        if standing.previous:
            points.append(charts.Point(standing.name, float(standing.previous.value), "previous", kind))
    drawn = charts.draw(charts.latest(points, [s.name for s in standings], _axis(standings)))
    told = words.say(
        "Latest value, the year before and benchmarks for each place. The table beside it has the same values."
    )
    return svg.inline(drawn, f"latest-{indicator.code}", indicator.title, told)


def _trend(indicator: Indicator, standings: list[Standing], words: Words) -> str:
    own = [s for s in standings if not s.is_benchmark]
    bench = [s for s in standings if s.is_benchmark]
    steps = [
        charts.Step(panel.name, "" if s is panel else s.name, year, float(value.value))
        for panel in own
        for s in [*bench, panel]
        for year, value in s.years.items()
    ]
    if len({step.year for step in steps}) < 3:
        return ""
    drawn = charts.draw(charts.trend(steps, [s.name for s in own], [s.name for s in bench], _axis(standings)))
    told = words.say("Every year for each place. The table of all years below has the same values.")
    return svg.inline(drawn, f"trend-{indicator.code}", indicator.title, told)

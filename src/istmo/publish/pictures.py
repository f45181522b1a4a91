"""The pictures of the report as parts of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish import charts, svg
from istmo.publish.context import Environment, Standing
from istmo.publish.registers import Horizon
from istmo.publish.words import Words


@dataclass(frozen=True)
class Pictures:
    """The pictures of one context indicator: where places stand, and one small panel a place of how it moved."""

    standing: str
    panels: tuple[tuple[str, str], ...]


def of_environment(environment: Environment, words: Words) -> Pictures:
    """Draw one context indicator; the tables beside the pictures hold the same values."""
    return Pictures(_standing(environment, words), _panels(environment, words))


def _axis(standings: Sequence[Standing]) -> str:
    """How the axis writes numbers: 12k above ten thousand, decimals below ten."""
    top = max(abs(Decimal(cell.value)) for s in standings for cell in (s.latest, *s.years.values()))
    return "~s" if top >= 10_000 else "~f" if top < 10 else ",.0f"


def _standing(environment: Environment, words: Words) -> str:
    points = []
    for standing in environment.standings:
        kind = "benchmark" if standing.is_benchmark else "place"
        points.append(charts.Point(standing.name, float(standing.latest.value), "latest", kind))
        if standing.previous:
            points.append(charts.Point(standing.name, float(standing.previous.value), "previous", kind))
    drawn = charts.draw(
        charts.latest(points, [s.name for s in environment.standings], _axis(environment.standings))
    )
    told = words.say("Latest value, the year before and benchmarks. The table beside it has the same values.")
    code = environment.indicator.code
    return svg.inline(drawn, f"latest-{code}", environment.indicator.title, told)


def _panels(environment: Environment, words: Words) -> tuple[tuple[str, str], ...]:
    years = environment.years
    if len(years) < 3:
        return ()
    bench = [standing for standing in environment.benchmarks if standing.years]
    values = [float(c.value) for s in [*environment.places, *bench] for c in s.years.values()]
    frame = charts.Frame(years[0], years[-1], min(0.0, *values), max(values), _axis(environment.standings))
    told = words.say("Every year, with benchmarks as broken lines. The table below has the same values.")
    panels = []
    for number, place in enumerate(environment.places):
        steps = [
            charts.Step("" if standing is place else standing.name, year, float(cell.value))
            for standing in [*bench, place]
            for year, cell in standing.years.items()
        ]
        drawn = charts.draw(charts.panel(steps, [s.name for s in bench], frame))
        title = f"{place.name}: {environment.indicator.title}"
        panels.append((place.name, svg.inline(drawn, f"p{number}-{environment.indicator.code}", title, told)))
    return tuple(panels)


def of_horizons(horizons: Sequence[Horizon], words: Words) -> str:
    """The terms of a strategy as bars; empty text where no years are stated."""
    known = [h for h in horizons if h.years_from is not None and h.years_to is not None]
    if not known:
        return ""
    last = max(h.years_to or 0 for h in known) + 2 * any(bool(h.open_ended) for h in known)
    bars = [(h.title, h.years_from or 0, last if h.open_ended else h.years_to or 0) for h in known]
    return svg.inline(
        charts.draw(charts.horizons(bars, last)),
        "horizons",
        words.say("Terms in years from the beginning"),
        words.say("The table has the same years. A bar that reaches the right edge has no stated end."),
    )

"""The pictures of the report as parts of its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish import charts, sparks, svg
from istmo.publish.context import Environment, Standing
from istmo.publish.money import Stage
from istmo.publish.registers import Horizon
from istmo.publish.terms import TERMS
from istmo.publish.words import Words

#: A benchmark so many times larger than the largest place is told in the table only.
_LARGER = 3


@dataclass(frozen=True)
class Pictures:
    """The pictures of one context indicator: where places stand, and one small panel a place of how it moved."""

    standing: str
    panels: tuple[tuple[str, str], ...]


def of_environment(environment: Environment, words: Words) -> Pictures:
    """Draw one context indicator; the tables beside the pictures hold the same values."""
    return Pictures(_standing(environment, words), _panels(environment, words))


def _comparable(environment: Environment) -> list[Standing]:
    """Benchmarks of the size of places: the sum of a continent would press every country flat. Tables keep them all."""
    most = max((abs(Decimal(standing.latest.value)) for standing in environment.places), default=Decimal(0))
    return [s for s in environment.benchmarks if abs(Decimal(s.latest.value)) <= most * _LARGER]


def _axis(standings: Sequence[Standing]) -> str:
    """How the axis writes numbers: 12k above ten thousand, decimals below ten."""
    top = max(abs(Decimal(cell.value)) for s in standings for cell in (s.latest, *s.years.values()))
    return "~s" if top >= 10_000 else "~f" if top < 10 else ",.0f"


def _standing(environment: Environment, words: Words) -> str:
    points = []
    drawn_standings = [*environment.places, *_comparable(environment)]
    for standing in drawn_standings:
        kind = "benchmark" if standing.is_benchmark else "place"
        points.append(charts.Point(standing.name, float(standing.latest.value), "latest", kind))
        if standing.previous:
            points.append(charts.Point(standing.name, float(standing.previous.value), "previous", kind))
    names = [s.name for s in drawn_standings]
    drawn = charts.draw(charts.latest(points, names, _axis(drawn_standings)))
    told = words.say("Latest value, the year before and benchmarks. The table beside it has the same values.")
    code = environment.indicator.code
    return svg.with_names(svg.inline(drawn, f"latest-{code}", environment.indicator.title, told), names)


def _panels(environment: Environment, words: Words) -> tuple[tuple[str, str], ...]:
    years = environment.years
    if len(years) < 3:
        return ()
    bench = [_line(standing) for standing in _comparable(environment) if standing.years]
    own = [_line(standing) for standing in environment.places]
    values = [value for line in (*own, *bench) for value in line.values()]
    frame = sparks.Frame.around(years, values, environment.breaks)
    told = words.say("Every year, with benchmarks as broken lines. The table below has the same values.")
    told += _broken(frame, words)
    panels = []
    for number, (place, line) in enumerate(zip(environment.places, own, strict=True)):
        title = f"{place.name}: {environment.indicator.title}"
        labels = sparks.Labels(f"p{number}-{environment.indicator.code}", title, told)
        panels.append((place.name, sparks.panel(line, bench, frame, labels)))
    return tuple(panels)


def _broken(frame: sparks.Frame, words: Words) -> str:
    """What a line across a panel says: from that year on the indicator means something else."""
    if not frame.breaks:
        return ""
    years = ", ".join(str(year) for year in frame.breaks)
    return " " + words.say("Redefined from %(years)s on, where a broken line stands across.", years=years)


def of_place(environment: Environment, place: str, words: Words) -> str:
    """The panel of one place alone, on the scale of all; empty text where there are too few years to draw."""
    own = next((standing for standing in environment.places if standing.place == place), None)
    if own is None or len(own.years) < 3:
        return ""
    bench = [_line(standing) for standing in _comparable(environment) if standing.years]
    every = [_line(standing) for standing in environment.places]
    values = [value for line in (*every, *bench) for value in line.values()]
    frame = sparks.Frame.around(environment.years, values, environment.breaks)
    told = words.say("Every year, with benchmarks as broken lines, on the scale of all countries.")
    told += _broken(frame, words)
    labels = sparks.Labels(f"panel-{environment.indicator.code}", environment.indicator.title, told)
    return sparks.panel(_line(own), bench, frame, labels)


def of_money(stages: Sequence[Stage], words: Words) -> str:
    """The last two stages of the first source that tells years: what is split by place, and what is not."""
    first = [stage for stage in stages if stage.source == stages[0].source][-2:] if stages else []
    if not first:
        return ""
    parts = (words.say("split by country"), words.say("not split by country"))
    bars = [
        (words.say(TERMS["stages"][stage.stage]), year, part, float(amount))
        for stage in first
        for year, *amounts in stage.bars
        for part, amount in zip(parts, amounts, strict=True)
    ]
    title = words.say(
        "%(stages)s by year", stages=" · ".join(words.say(TERMS["stages"][s.stage]) for s in first)
    )
    told = words.say(
        "Each bar is what countries are named for and, on it, what is split by no country. The tables have the same values."
    )
    return svg.inline(
        charts.draw(charts.money(bars, parts, "$~s" if first[0].currency == "USD" else "~s")),
        "money",
        title,
        told,
    )


def _line(standing: Standing) -> dict[int, Decimal]:
    return {year: Decimal(cell.value) for year, cell in standing.years.items()}


def of_horizons(horizons: Sequence[Horizon], words: Words) -> str:
    """The terms of a strategy as bars; empty text where no years are stated."""
    known = [h for h in horizons if h.years_from is not None and h.years_to is not None]
    if not known:
        return ""
    bars = [(h.title, h.years_from or 0, h.years_to or 0, bool(h.open_ended)) for h in known]
    drawn = svg.inline(
        charts.draw(charts.horizons(bars)),
        "horizons",
        words.say("Terms in years from the beginning"),
        words.say("The table has the same years. A broken line goes on without a stated end."),
    )
    return svg.with_names(drawn, [h.title for h in known])

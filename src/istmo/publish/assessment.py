"""What was reached: one record for each result, with what it is measured against or why that is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

from istmo.kernel.period import Period
from istmo.publish import display
from istmo.publish.figures import Cell, Figure, cell
from istmo.publish.registers import Claim, Indicator, Registers
from istmo.publish.strategy import Tree
from istmo.publish.words import Words


@dataclass(frozen=True)
class Record:
    """One result, ready to be printed. `baseline` and `target` are None where there is none to show."""

    indicator: Indicator
    place: str
    period: str
    among: str
    result: Cell
    baseline: Cell | None
    base_told: str
    target: Cell | None
    figure: Figure
    claims: tuple[Claim, ...]

    @property
    def is_judged(self) -> bool:
        """Whether there is a target to hold the result against."""
        return self.target is not None


@dataclass(frozen=True)
class Line:
    """A line of effort with its records; `code` empty for what stands under no line."""

    code: str
    title: str
    text: str
    records: tuple[Record, ...]


def records(figures: Sequence[Figure], registers: Registers, words: Words) -> list[Record]:
    """Every result of a performance indicator, in the order of the release."""
    indicators = {i.code: i for i in registers.indicators if i.kind != "context"}
    by_series: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        if figure.role in {"baseline", "target"}:
            by_series.setdefault((figure.role, *_series(figure)), []).append(figure)
    claims: dict[tuple[str | None, str | None], list[Claim]] = {}
    for claim in registers.claims:
        claims.setdefault((claim.indicator, claim.place), []).append(claim)
    told = []
    for figure in figures:
        if figure.role == "result" and figure.indicator in indicators:
            baseline = by_series.get(("baseline", *_series(figure)), [])
            target = [t for t in by_series.get(("target", *_series(figure)), []) if _meets(t, figure)]
            told.append(
                _record(
                    figure,
                    indicators[figure.indicator],
                    (baseline[-1] if baseline else None, target[-1] if target else None),
                    claims.get((figure.indicator, figure.place), []),
                    registers,
                    words,
                )
            )
    return told


def _series(figure: Figure) -> tuple[object, ...]:
    return figure.indicator, figure.place, figure.agency, figure.activity, figure.breakdown


def _meets(target: Figure, result: Figure) -> bool:
    return Period(target.period_start, target.period_end).overlaps(
        Period(result.period_start, result.period_end)
    )


def _record(
    figure: Figure,
    indicator: Indicator,
    against: tuple[Figure | None, Figure | None],
    claims: list[Claim],
    registers: Registers,
    words: Words,
) -> Record:
    baseline, target = against
    place = registers.places.get(figure.place)
    code = Period(figure.period_start, figure.period_end).code
    return Record(
        indicator=indicator,
        place=place.name if place else figure.place,
        period=display.period(figure.period_start, figure.period_end, figure.period_as_written, words),
        among=display.breakdown(figure.breakdown, registers.categories),
        result=cell(figure, indicator.unit, words),
        baseline=cell(baseline, indicator.unit, words) if baseline else None,
        base_told=_base(figure, indicator, baseline, words),
        target=cell(target, indicator.unit, words) if target else None,
        figure=figure,
        claims=tuple(claim for claim in claims if claim.period in {None, "", code}),
    )


def _base(figure: Figure, indicator: Indicator, baseline: Figure | None, words: Words) -> str:
    """What is known of where the result started from, in words."""
    if baseline is not None:
        return display.period(baseline.period_start, baseline.period_end, baseline.period_as_written, words)
    if indicator.measure == "change":
        base = figure.base_period
        return (
            words.say("against %(period)s, base not given", period=base)
            if base
            else words.say("base not given")
        )
    return words.say("not stated")


def lines(tree: Tree, told: Sequence[Record], words: Words) -> list[Line]:
    """The records under their line of effort, each once; what belongs to no line comes last."""
    drawn = [
        Line(
            line.node.code,
            line.node.title,
            line.node.text or "",
            tuple(record for record in told if tree.line_of.get(record.indicator.code) == line.node.code),
        )
        for line in tree.lines
    ]
    rest = tuple(record for record in told if record.indicator.code not in tree.line_of)
    if rest:
        drawn.append(Line("", words.say("Not tied to one line"), "", rest))
    return drawn

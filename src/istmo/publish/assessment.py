"""What was reached: one record for each result, with what it is measured against or why that is not known.

The totals, their statuses and coverage are the answer of the question `progress`; here they meet their rows, claims
and words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.analyse import progress
from istmo.publish import answers, cells, display
from istmo.publish.cells import Amount
from istmo.publish.figures import Cell, Figure
from istmo.publish.registers import Claim, Indicator, Registers
from istmo.publish.settled import Settled
from istmo.publish.strategy import Tree
from istmo.publish.terms import TERMS
from istmo.publish.words import Words
from istmo.release.reader import Release

_Key = tuple[object, ...]

#: Statuses that say a result was held against a target.
JUDGED = ("met", "not_met", "on_the_way")


@dataclass(frozen=True)
class Record:
    """One indicator at one place in one period, ready to be printed. A Cell is None where there is no number."""

    number: int
    indicator: Indicator
    place: str
    place_name: str
    period: str
    period_shown: str
    start: date | None
    end: date | None
    result: Cell | None
    base: Cell | None
    base_told: str
    target: Cell | None
    achievement: str
    status: str
    status_words: str
    is_preliminary: bool
    reported: int
    expected: int
    notes: tuple[str, ...]
    beside: str
    parts: tuple[tuple[str, Cell], ...]
    claims: tuple[Claim, ...]

    @property
    def anchor(self) -> str:
        """Where the record stands in the page."""
        return f"r{self.number}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The rows of the result."""
        return self.result.figures if self.result else ()

    @property
    def is_silent(self) -> bool:
        """Whether it was expected, and nothing at all is known of it."""
        return self.result is None and self.target is None and (self.base is None or self.expected > 0)

    @property
    def is_number(self) -> bool:
        """Whether it can be compared with a value before; a milestone is reached or not."""
        return self.indicator.measure not in {"milestone", "text"}

    @property
    def is_judged(self) -> bool:
        """Whether the result was held against a target."""
        return self.status in JUDGED


@dataclass(frozen=True)
class Line:
    """A line of effort with its records; `code` empty for what stands under no line."""

    code: str
    title: str
    records: tuple[Record, ...]
    silent: tuple[Record, ...]


class _Shelf:
    """Figures and claims by what they are about, so that every record finds its own in one step."""

    def __init__(self, figures: Iterable[Figure], claims: Iterable[Claim]) -> None:
        self.figures: dict[_Key, list[Figure]] = defaultdict(list)
        self.baselines: dict[_Key, list[Figure]] = defaultdict(list)
        self.parts: dict[_Key, list[Figure]] = defaultdict(list)
        self.claims: dict[_Key, list[Claim]] = defaultdict(list)
        for figure in figures:
            if figure.state == "reported":
                self._put(figure)
        for claim in sorted(claims, key=lambda claim: (bool(claim.twin), claim.code)):
            self.claims[claim.indicator, claim.place].append(claim)

    def _put(self, figure: Figure) -> None:
        if figure.breakdown:
            self.parts[figure.role, *_about(figure)].append(figure)
        elif figure.role == "baseline":
            self.baselines[figure.indicator, figure.place].append(figure)
        else:
            self.figures[figure.role, *_about(figure)].append(figure)


def _about(figure: Figure) -> _Key:
    undated = figure.period_start is None and figure.period_end is None
    wording = (figure.period_as_written or "") if undated else ""
    dates = (figure.period_start, figure.period_end, wording)
    return figure.indicator, figure.place, *dates, figure.cohort or "", figure.span


def records(release: Release, figures: Sequence[Figure], registers: Registers, words: Words) -> list[Record]:
    """Every total of performance that has a result, a target or an expected report, in the order of the question."""
    shelf = _Shelf(figures, registers.claims)
    indicators = {indicator.code: indicator for indicator in registers.indicators}
    settled = Settled(release, registers.places, words)
    taken = [settled.taken(row) for row in progress.ask(release).dicts()]
    spoken = answers.spoken((row for row, _said in taken), words)
    return [
        _record(number, told, indicators[told["indicator"]], shelf, (registers, words, said))
        for number, (told, (_row, said)) in enumerate(zip(spoken, taken, strict=True), 1)
    ]


def _record(
    number: int,
    told: dict[str, Any],
    indicator: Indicator,
    shelf: _Shelf,
    how: tuple[Registers, Words, tuple[str, ...]],
) -> Record:
    registers, words, settled = how
    start, end, written = told["period_start"], told["period_end"], told["period_as_written"]
    undated = (written or "") if start is None and end is None else ""
    about = (indicator.code, told["place"], start, end, undated, told["cohort"] or "", told["span"])
    result = shelf.figures.get(("result", *about), [])
    base, base_told = _base(told, indicator, result, shelf, words)
    return Record(
        number=number,
        indicator=indicator,
        place=told["place"],
        place_name=told["place_name"] or told["place"],
        period=told["period"],
        period_shown=display.period(start, end, written, words),
        start=start,
        end=end,
        result=_result(told, indicator, result, words),
        base=base,
        base_told=base_told,
        target=_target(told, indicator, shelf.figures.get(("target", *about), []), words),
        achievement=_achievement(told, words),
        status=told["status"],
        status_words=told["status_words"],
        is_preliminary=told["maturity"] == "preliminary",
        reported=told["reported"],
        expected=told["expected"],
        notes=(
            *(note for note in (told["notes"] or "").split("; ") if note),
            *settled,
            *_explained(result, words),
        ),
        beside=told["beside"] or "",
        parts=tuple(
            (display.breakdown(part.breakdown, registers.categories), cells.of_figure(part, indicator, words))
            for part in shelf.parts.get(("result", *about), [])
        ),
        claims=tuple(
            c for c in shelf.claims[indicator.code, told["place"]] if c.period in {None, "", told["period"]}
        ),
    )


def _result(told: dict[str, Any], indicator: Indicator, rows: list[Figure], words: Words) -> Cell | None:
    amount = Amount(
        told["result"],
        told["result_low"],
        told["result_high"],
        told["qualifier"],
        told["unit"] or indicator.unit,
        told["result_as_written"],
    )
    if not rows or (
        amount.value is None and amount.low is None and amount.high is None and not amount.as_written
    ):
        return None
    return cells.shown(amount, indicator, rows, words)


def _target(told: dict[str, Any], indicator: Indicator, rows: list[Figure], words: Words) -> Cell | None:
    if told["target"] is None or not rows:
        return None
    return cells.shown(Amount(told["target"], unit=told["unit"] or indicator.unit), indicator, rows, words)


def _base(
    told: dict[str, Any], indicator: Indicator, result: list[Figure], shelf: _Shelf, words: Words
) -> tuple[Cell | None, str]:
    """The value before, and its period or why there is none. A baseline of another unit is shown as it was stated."""
    series = {(figure.agency, figure.activity) for figure in result}
    rows = [
        b
        for b in shelf.baselines[indicator.code, told["place"]]
        if not series or (b.agency, b.activity) in series
    ]
    if rows:
        first = rows[0]
        when = display.period(first.period_start, first.period_end, first.period_as_written, words)
        if len(rows) == 1:
            return cells.of_figure(first, indicator, words), when
        if told["baseline"] is not None:
            return cells.shown(Amount(told["baseline"], unit=told["unit"]), indicator, rows, words), when
    if indicator.measure in {"milestone", "text"}:
        return None, words.say("does not apply")
    if indicator.measure == "change":
        base = told["base_period"]
        return None, (
            words.say("against %(period)s, base not given", period=base)
            if base
            else words.say("base not given")
        )
    return None, words.say("no baseline stated")


def _explained(rows: list[Figure], words: Words) -> list[str]:
    """Why a target was missed or exceeded, and the plan, as those say who reported it."""
    notes = []
    for figure in rows:
        if figure.explanation:
            notes.append(words.say("why: %(told)s", told=figure.explanation))
        elif figure.reason:
            reason = TERMS["reasons"][figure.reason]
            notes.append(words.say("why: %(told)s", told=words.say(reason)))
        if figure.plan:
            by = figure.plan_by.isoformat() if figure.plan_by else words.say("no day told")
            notes.append(words.say("plan: %(told)s (by %(day)s)", told=figure.plan, day=by))
    return notes


def _achievement(told: dict[str, Any], words: Words) -> str:
    percent: Decimal | None = told["achievement"]
    if percent is None:
        return ""
    pattern = (
        words.say("%(percent)s of the target")
        if not told["baseline"]
        else words.say("%(percent)s of the way")
    )
    return pattern % {"percent": display.amount(percent, "percent", words, 0)[0]}


def lines(tree: Tree, told: Sequence[Record], words: Words) -> list[Line]:
    """The records under their line of effort, each once; what belongs to no line comes last."""
    under: dict[str, list[Record]] = defaultdict(list)
    for record in told:
        under[tree.line_of.get(record.indicator.code, "")].append(record)
    titles = {line.node.code: line.node.title for line in tree.lines}
    if under[""]:
        titles[""] = words.say("Not tied to one line")
    return [
        Line(
            code,
            title,
            tuple(record for record in under[code] if not record.is_silent),
            tuple(record for record in under[code] if record.is_silent),
        )
        for code, title in titles.items()
    ]

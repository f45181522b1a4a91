"""What a release has: every value that a text may name, with what it is of, where, when, and in which words it is told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from istmo.publish import cells, display
from istmo.publish.desk import Desk
from istmo.publish.draft.language import Language
from istmo.publish.draft.mention import SHARE
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.sentences import sentences
from istmo.publish.draft.tokens import tokens
from istmo.publish.draft.vocabulary import stems
from istmo.publish.figures import Figure
from istmo.publish.registers import Indicator, rows

#: How much a word tells of an indicator, by where it stands.
_TITLE, _WRITTEN, _CLAIM, _DEFINED = 1.0, 0.8, 0.6, 0.3

#: The titles of indicators in a language.
_TITLES = """
SELECT code, text FROM texts WHERE "table" = 'indicators' AND field = 'title' AND language = ? ORDER BY code
"""


@dataclass(frozen=True)
class Fact:
    """One value. unit: as mentions have it. topic: what it is of; `statement`: the very thing it states.

    told: what a reader is shown. superseded: a later statement replaced it. context: the context indicator it is of.
    is_figure: it is a row of the release; is_paper: it is only a number that our papers print.
    """

    value: Decimal
    unit: str
    topic: str
    statement: str
    told: str
    place: str = ""
    years: frozenset[int] = frozenset()
    superseded: bool = False
    context: str = ""
    is_figure: bool = False
    is_paper: bool = False


@dataclass
class Facts:
    """All facts of a release, and the words of every topic with what each tells."""

    every: list[Fact] = field(default_factory=list)
    topics: dict[str, dict[str, float]] = field(default_factory=dict)

    def describe(self, topic: str, words: Iterable[str], weight: float) -> None:
        """Give a topic more words."""
        told = self.topics.setdefault(topic, {})
        for word in words:
            told[word] = max(told.get(word, 0.0), weight)


def gather(desk: Desk, language: Language) -> Facts:
    """The facts of the figures that stand and of those restated, of stated money, and of what is told in words."""
    facts = Facts()
    indicators = {i.code: i for i in (*desk.registers.indicators, *desk.registers.theirs)}
    _describe(facts, desk, language)
    restated = rows(desk.release, Figure, "revisions", "indicator, place, submission, row")
    for figure, superseded in [*((f, False) for f in desk.figures), *((f, True) for f in restated)]:
        if indicator := indicators.get(figure.indicator):
            facts.every += of_figure(figure, indicator, desk, language, superseded=superseded)
            written = stems(f"{figure.value_as_written or ''} {figure.unit or ''}", language)
            facts.describe(figure.indicator, written, _WRITTEN)
    _money(facts, desk, language)
    _horizons(facts, desk, language)
    for code, name, text in _texts(desk):
        add_text(facts, code, name, text, language)
    return facts


def _describe(facts: Facts, desk: Desk, language: Language) -> None:
    for indicator in (*desk.registers.indicators, *desk.registers.theirs):
        facts.describe(indicator.code, stems(f"{indicator.definition or ''}", language), _DEFINED)
        facts.describe(indicator.code, stems(f"{indicator.title} {indicator.unit or ''}", language), _TITLE)
    for kind, alias, code in desk.release.query("SELECT kind, alias, code FROM aliases ORDER BY kind, alias"):
        if kind == "indicator":
            facts.describe(code, stems(alias, language), _TITLE)
    for code, text in desk.release.query(_TITLES, [language.code]):
        facts.describe(code, stems(text, language), _TITLE)
    for claim in desk.registers.claims:
        if claim.indicator:
            facts.describe(claim.indicator, stems(claim.text, language), _CLAIM)
    for figure in desk.figures:
        if figure.activity in desk.registers.activities:
            title = desk.registers.activities[figure.activity]
            facts.describe(figure.indicator, stems(title, language), _WRITTEN)


def of_figure(
    figure: Figure, indicator: Indicator, desk: Desk, language: Language, *, superseded: bool = False
) -> Iterator[Fact]:
    """The numbers of one row: its value, both ends of its range, numerator and denominator."""
    if indicator.measure == "milestone":
        return
    unit = unit_of(figure.unit or indicator.unit, language)
    unit = "percent" if indicator.measure == "ratio" and indicator.per == 100 else unit
    period = display.period(figure.period_start, figure.period_end, figure.period_as_written, desk.words)
    parted = f", {display.breakdown(figure.breakdown, desk.registers.categories)}" if figure.breakdown else ""
    role = "" if figure.role in ("result", "context") else f"{figure.role} of "
    of = f"{role}{indicator.title}{parted}, {desk.place(figure.place)}, {period}"
    statement = "|".join(
        str(part) for part in (
            figure.indicator, figure.place, figure.period_start, figure.period_end, figure.role, figure.breakdown,
            figure.agency, figure.activity, figure.cohort, figure.span,
        )
    )  # fmt: skip
    shown = cells.of_figure(figure, indicator, desk.words)
    told = f"{shown.shown} {shown.unit}".strip() + f" ({of}; {figure.code})"
    more = (figure.indicator, statement, told, figure.place, years_of(figure.period_start, figure.period_end))
    context = indicator.title if indicator.kind == "context" else ""
    for value in dict.fromkeys((figure.value, figure.low, figure.high)):
        if value is not None:
            yield Fact(value, unit, *more, superseded, context, True)
    for value in (figure.numerator, figure.denominator):
        if value is not None and value != figure.value:
            yield Fact(value, "", *more, superseded, context, True)


def unit_of(unit: str | None, language: Language) -> str:
    """A unit as mentions have it; empty for what is counted."""
    read = tokens(unit or "")
    if len(unit or "") == 3 and (unit or "").isupper():
        return unit or ""
    found = [language.units.at(read, at) for at in range(len(read))]
    return next((name for name in (f[0] for f in found if f)), "") if len(read) <= 3 else ""


def years_of(start: date | None, end: date | None) -> frozenset[int]:
    """The years a period touches; none where it is not stated or open."""
    ends = [day.year for day in (start, end) if day]
    return frozenset(range(min(ends), max(ends) + 1)) if ends else frozenset()


def _money(facts: Facts, desk: Desk, language: Language) -> None:
    """What is stated or recorded of money, one fact a row."""
    for row in desk.transactions:
        topic = f"money:{row.stage}"
        source = desk.registers.sources.get(row.source or "")
        words = f"{row.stage} {row.value_as_written or ''} {source.title if source else ''} money funds assistance"
        facts.describe(topic, stems(words, language), _TITLE)
        period = row.fund_year or display.period(
            row.period_start, row.period_end, row.period_as_written, desk.words
        )
        place = desk.place(row.place) if row.place else ""
        shown = display.whole(row.amount, row.currency, desk.words)
        told = f"{shown} ({', '.join(filter(None, (row.stage, place, period)))}; {row.code})"
        years = years_of(row.period_start, row.period_end) | _fund_years(row.fund_year)
        facts.every.append(
            Fact(
                row.amount,
                row.currency,
                topic,
                f"{topic}|{row.code}",
                told,
                row.place or "",
                years,
                is_figure=True,
            )
        )


def _horizons(facts: Facts, desk: Desk, language: Language) -> None:
    """From which year to which a term of the strategy runs."""
    for horizon in desk.registers.horizons:
        topic = f"horizon:{horizon.framework}:{horizon.code}"
        facts.describe(topic, stems(f"{horizon.title} {horizon.text or ''}", language), _TITLE)
        for years in (horizon.years_from, horizon.years_to):
            if years is not None:
                told = f"{years} years ({horizon.title}, {horizon.framework})"
                facts.every.append(Fact(Decimal(years), "years", topic, topic, told))


def _fund_years(told: str | None) -> frozenset[int]:
    return frozenset(int(part[2:6]) for part in (told or "").split("/") if part[2:6].isdigit())


def _texts(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """What the release tells in words: a code, where a reader finds it, the text."""
    told = desk.registers
    for claim in told.claims:
        yield f"claim {claim.code}", f"claim {claim.code}", claim.text
    for number, passage in enumerate(told.passages, 1):
        yield f"passage {number}", f"passage on {passage.part}", passage.text
    for node in told.nodes:
        yield (
            f"node {node.framework} {node.code}",
            f"{node.code} of {node.framework}",
            f"{node.title}. {node.text or ''}",
        )
    for horizon in told.horizons:
        yield f"term {horizon.framework} {horizon.code}", "terms", f"{horizon.title}. {horizon.text or ''}"
    for framework in told.frameworks:
        yield f"framework {framework.code}", framework.code, f"{framework.title}. {framework.mission or ''}"
    for code, text in desk.release.query("SELECT code, text FROM undertakings ORDER BY code"):
        yield f"undertaking {code}", f"undertaking {code}", text


def add_text(
    facts: Facts, code: str, name: str, text: str, language: Language, *, is_paper: bool = False
) -> None:
    """The numbers of a text, each a fact of its sentence."""
    for number, (start, end) in enumerate(sentences(text, language)):
        said = text[start:end]
        found = [one for one in mentions(said, language) if one.is_figure]
        if found:
            topic = f"{code}:{number}"
            facts.describe(topic, stems(said, language), _TITLE)
            told = f"{one_line(said)} ({name})"
            facts.every += [
                Fact(
                    one.readings[0],
                    "percent" if one.unit == SHARE else one.unit,
                    topic,
                    f"{topic}:{one.start}",
                    told,
                    is_paper=is_paper,
                )
                for one in found
            ]


def one_line(text: str, most: int = 160) -> str:
    """A text in quotation marks on one line, shortened at a word."""
    told = " ".join(text.split())
    return f"“{told}”" if len(told) <= most else f"“{told[:most].rsplit(' ', 1)[0]} …”"


def exact(value: str) -> Decimal | None:
    """A canonical value as a number; None for what is words or a range."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def by_topic(every: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    """The facts of each topic."""
    found: dict[str, list[Fact]] = {}
    for fact in every:
        found.setdefault(fact.topic, []).append(fact)
    return found

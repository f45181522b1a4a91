"""Is it working? What can be counted from the release, and nothing that cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from istmo.publish.assessment import Record
from istmo.publish.figures import Figure
from istmo.publish.registers import Indicator, Registers
from istmo.publish.strategy import Branch, Tree
from istmo.publish.words import Words


@dataclass(frozen=True)
class Count:
    """How much of a line of effort, or of the whole, can be judged."""

    title: str
    objectives: int
    measured: int
    results: int
    with_baseline: int
    with_target: int


@dataclass(frozen=True)
class Answer:
    """The counts of the opening page: the whole, each line, and what stands under two lines."""

    whole: Count
    lines: tuple[Count, ...]
    reconciling: tuple[Count, ...]
    indicators: int
    reported: int
    preliminary: int
    context: int
    sources: int


@dataclass(frozen=True)
class Gap:
    """One kind of thing that is not known: what it is, why it matters, and which ones."""

    title: str
    why: str
    items: tuple[tuple[str, str], ...]


def answer(
    tree: Tree, records: Sequence[Record], figures: Sequence[Figure], registers: Registers, words: Words
) -> Answer:
    """Count what the opening page says."""
    performance = [i for i in registers.indicators if i.kind != "context"]
    objectives = [branch for branch in tree.nodes if branch not in tree.lines]
    lines = []
    for line in tree.lines:
        below = [branch for branch in line.everywhere if branch is not line]
        own = [r for r in records if tree.line_of.get(r.indicator.code) == line.node.code]
        lines.append(_count(line.node.title, below, own))
    whole = _count("", objectives, records)
    return Answer(
        whole=whole,
        lines=tuple(lines),
        reconciling=_reconciling(whole, lines, words),
        indicators=len(performance),
        reported=len({record.indicator.code for record in records}),
        preliminary=sum(record.figure.maturity == "preliminary" for record in records),
        context=sum(i.kind == "context" for i in registers.indicators),
        sources=len({figure.source for figure in figures if figure.source}),
    )


def _reconciling(whole: Count, lines: Sequence[Count], words: Words) -> tuple[Count, ...]:
    """The row that makes lines and whole agree: what stands under two lines, and what under none."""
    names = ("objectives", "measured", "results", "with_baseline", "with_target")
    gaps = [getattr(whole, name) - sum(getattr(line, name) for line in lines) for name in names]
    titles = (words.say("Under more than one line, counted once"), words.say("Under no line"))
    parts = ([min(gap, 0) for gap in gaps], [max(gap, 0) for gap in gaps])
    return tuple(Count(title, *part) for title, part in zip(titles, parts, strict=True) if any(part))


def _count(title: str, branches: Sequence[Branch], records: Sequence[Record]) -> Count:
    return Count(
        title=title,
        objectives=len(branches),
        measured=sum(any(lower.results for lower in branch.everywhere) for branch in branches),
        results=len(records),
        with_baseline=sum(record.baseline is not None for record in records),
        with_target=sum(record.is_judged for record in records),
    )


def gaps(
    tree: Tree, records: Sequence[Record], numbers: dict[str, str], lacking: Sequence[Indicator], words: Words
) -> list[Gap]:
    """What is not known, each kind with the reason it matters. `numbers`: where each record stands in the page."""

    def of(chosen: Sequence[Record]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (f"{r.indicator.title} · {r.place} · {r.period}", numbers[r.figure.code]) for r in chosen
        )

    bare = [b for b in tree.nodes if b not in tree.lines and not any(lower.results for lower in b.everywhere)]
    ratios = [r for r in records if r.indicator.measure == "ratio" and r.figure.denominator is None]
    undated = [r for r in records if r.figure.period_start is None and r.figure.period_end is None]
    told = [
        Gap(
            words.say("Objectives without any figure"),
            words.say("Nothing in this release says whether these were reached or even begun."),
            tuple((b.node.title, b.anchor) for b in bare),
        ),
        Gap(
            words.say("Indicators without a result"),
            words.say("They are defined, but nobody has reported a value."),
            tuple((i.title, "") for i in lacking),
        ),
        Gap(
            words.say("Results without a target"),
            words.say("A number without a target cannot be called success or failure."),
            of([r for r in records if not r.is_judged]),
        ),
        Gap(
            words.say("Results without a baseline"),
            words.say("Without the value before, nobody can tell how much changed."),
            of([r for r in records if r.baseline is None]),
        ),
        Gap(
            words.say("Shares without numerator and denominator"),
            words.say("A percentage alone does not say of how many, and cannot be added up with others."),
            of(ratios),
        ),
        Gap(
            words.say("Results whose period is not stated"),
            words.say("They cannot be counted in any year."),
            of(undated),
        ),
    ]
    return [gap for gap in told if gap.items]

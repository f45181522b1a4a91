"""Is it working? What can be counted from the release, and nothing that cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from istmo.publish import display
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
    numbers: int
    with_baseline: int
    with_target: int
    met: int


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
    results = [record for record in records if record.result]
    performance = [i for i in registers.indicators if i.kind != "context"]
    objectives = [branch for branch in tree.nodes if branch not in tree.lines]
    lines = []
    for line in tree.lines:
        below = [branch for branch in line.everywhere if branch is not line]
        own = [r for r in results if tree.line_of.get(r.indicator.code) == line.node.code]
        lines.append(_count(line.node.title, below, own))
    whole = _count("", objectives, results)
    return Answer(
        whole=whole,
        lines=tuple(lines),
        reconciling=_reconciling(whole, lines, words),
        indicators=len(performance),
        reported=len({record.indicator.code for record in results}),
        preliminary=sum(record.is_preliminary for record in results),
        context=sum(i.kind == "context" for i in registers.indicators),
        sources=len({figure.source for figure in figures if figure.source}),
    )


def verdict(told: Answer, words: Words) -> str:
    """Whether it is working, in sentences: nothing without a target is called a success or a failure."""
    whole, sentences = told.whole, []
    if whole.results == 0:
        sentences.append(words.say("Nobody can say yet: this release holds no result."))
    elif whole.with_target == 0:
        sentences.append(
            words.count(
                "The figures cannot say. There is %(num)s result on record and no target for it, so it cannot be called a success or a failure.",
                "The figures cannot say. There are %(num)s results on record, and no target was stated for any of them, so none can be called a success or a failure.",
                whole.results,
                num=display.count(whole.results, words),
            )
        )
    else:
        sentences.append(
            words.count(
                "Of %(num)s result on record, %(targets)s can be held against a target.",
                "Of %(num)s results on record, %(targets)s can be held against a target.",
                whole.results,
                num=display.count(whole.results, words),
                targets=whole.with_target,
            )
        )
    if whole.results:
        sentences.append(
            words.count(
                "Of the %(num)s that is a number, %(known)s says what the value was before.",
                "Of the %(num)s that are numbers, %(known)s say what the value was before.",
                whole.numbers,
                num=display.count(whole.numbers, words),
                known=whole.with_baseline,
            )
        )
    return " ".join(sentences)


def _reconciling(whole: Count, lines: Sequence[Count], words: Words) -> tuple[Count, ...]:
    """The row that makes lines and whole agree: what stands under two lines, and what under none."""
    names = ("objectives", "measured", "results", "numbers", "with_baseline", "with_target", "met")
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
        numbers=sum(record.is_number for record in records),
        with_baseline=sum(record.base is not None for record in records),
        with_target=sum(record.target is not None for record in records),
        met=sum(record.status == "met" for record in records),
    )


def gaps(tree: Tree, records: Sequence[Record], indicators: Sequence[Indicator], words: Words) -> list[Gap]:
    """What is not known, each kind with the reason it matters."""

    def of(chosen: Sequence[Record]) -> tuple[tuple[str, str], ...]:
        return tuple((f"{r.indicator.title} · {r.place_name} · {r.period_shown}", r.anchor) for r in chosen)

    results = [record for record in records if record.result]
    heard = {record.indicator.code for record in results}
    bare = [b for b in tree.nodes if b not in tree.lines and not any(lower.results for lower in b.everywhere)]
    silent = [i for i in indicators if i.kind != "context" and i.code not in heard]
    ratios = [
        r for r in results if r.indicator.measure == "ratio" and any(f.denominator is None for f in r.figures)
    ]
    told = [
        Gap(
            words.say("Objectives without any result"),
            words.say("Nothing in this release says whether these were reached or even begun."),
            tuple((b.node.title, b.anchor) for b in bare),
        ),
        Gap(
            words.say("Indicators without a result"),
            words.say("They are defined, but nobody has reported a value."),
            tuple((i.title, "") for i in silent),
        ),
        Gap(
            words.say("Results without a target"),
            words.say("A number without a target cannot be called success or failure."),
            of([r for r in results if r.target is None]),
        ),
        Gap(
            words.say("Results without a baseline"),
            words.say("Without the value before, nobody can tell how much changed."),
            of([r for r in results if r.base is None and r.is_number]),
        ),
        Gap(
            words.say("Reports that were expected and did not come"),
            words.say("The totals they belong to have a hole."),
            of([r for r in records if r.reported < r.expected]),
        ),
        Gap(
            words.say("Shares without numerator and denominator"),
            words.say("A percentage alone does not say of how many, and cannot be added up with others."),
            of(ratios),
        ),
        Gap(
            words.say("Results whose period is not stated"),
            words.say("They cannot be counted in any year."),
            of([r for r in results if r.start is None and r.end is None]),
        ),
    ]
    return [gap for gap in told if gap.items]

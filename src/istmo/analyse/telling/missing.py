"""What is not in the number: left out by a rule, held back, not reported, or told beside."""

from collections.abc import Iterator
from decimal import Decimal

from istmo.analyse.telling.fates import Kind
from istmo.analyse.telling.spoken import also, figures, number
from istmo.analyse.telling.total import Total


def left_out(total: Total) -> Iterator[str]:
    """How many figures do not count, by rule; each row says so again."""
    found: dict[Kind, int] = {}
    for row, fate in total.rows:
        if fate.kind in _LEFT and row.role in ("result", "target"):
            found[fate.kind] = found.get(fate.kind, 0) + 1
    for kind, words in _LEFT.items():
        if kind in found:
            yield words.format(figures=figures(found[kind]))
    for detail in total.details("left out"):
        yield f"{detail.partition(' (')[0].capitalize()}, because numerator and denominator are missing."
    for name in total.named("outside"):
        yield f"{name} works partly outside of this place, and nobody split its value: it is in no total here."


_LEFT = {
    Kind.RESTATED: "Restated by a later submission, which counts instead: {figures}.",
    Kind.OTHER_SOURCE: "Other sources of the same thing; of each series one source counts: {figures}.",
    Kind.EARLIER: "Replaced by a later statement of the same series: {figures}.",
    Kind.BEATEN: "For a place within another of the same series, so not added on top of it: {figures}.",
    Kind.PART: "Parts of a total, by sex, age and the like, which are not added to it: {figures}.",
}

HOLES = {
    "withheld": "{who} withholds its value.",
    "not_available": "{who} has no value.",
    "silent": "{who} was expected to report and has not.",
    "unnumbered": "{who} told its result without a number.",
}


def holes(total: Total) -> Iterator[str]:
    """Who was expected and is missing, and what is held back."""
    for kind, words in HOLES.items():
        for who in total.named(kind):
            yield words.format(who=who)
    for kind in ("held", "later held"):
        for who, reason in zip(total.named(kind), total.details(kind), strict=True):
            later = "a later figure" if kind == "later held" else "the figure"
            yield f"A reviewer holds back {later} of {who}; reason given: “{reason}”. It is in no total."
    if total.cells["qualifier"] == "at_least" and total.cells["reported"] < total.cells["expected"]:
        yield "What is missing could only add, so the total is at least what is known."
    for detail in total.details("below share"):
        yield f"Too few reported ({detail}): below the share the framework needs, no total is told."


def coverage(total: Total) -> Iterator[str]:
    """How many reports came, and what is told beside."""
    reported, expected = total.cells["reported"], total.cells["expected"]
    if expected:
        yield f"{reported} of {expected} expected reports came."
    for detail in total.details("unattributed"):
        yield f"{number(Decimal(detail))} of it was not split by place: it is part of this total and of no country's."
    for name, value in zip(total.named("beside"), total.details("beside"), strict=True):
        yield f"{name} tells {number(Decimal(value)) if value else 'no number'} beside it; it is not ours and in no own total."
    if total.cells["maturity"] == "preliminary":
        yield "At least one figure is preliminary, so the total is preliminary."


def approval(total: Total) -> Iterator[str]:
    """Who let the figures in: persons by number."""
    sent = {row.submission: (row.submitted_by, row.approved_by) for row in total.counted if row.submission}
    if not sent or not all(by and approved for by, approved in sent.values()):
        return
    persons = also(sorted({approved for _, approved in sent.values() if approved}))
    other = all(by != approved for by, approved in sent.values())
    many = len(sent)
    # Whole sentences, so that each can be said in another language.
    if many == 1 and other:
        yield (
            "The submission it came in was approved by another person than the one who sent it "
            f"(number {persons}); the names stay in the workspace."
        )
    elif many == 1:
        yield f"The submission it came in was approved (number {persons}); the names stay in the workspace."
    elif other:
        yield (
            f"The {many} submissions were each approved by another person than the one who sent it "
            f"(number {persons}); the names stay in the workspace."
        )
    else:
        yield f"The {many} submissions were each approved (number {persons}); the names stay in the workspace."

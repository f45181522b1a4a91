"""Coverage: agency × node × place: what has an activity, an indicator, a baseline, a target, a result, an evaluation.

Rules: coverage.sql. Here the gaps are put into words: what is missing is told in every row, and where nobody does
anything a row says so. Counts of indicators are of performance; context measures the surroundings.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from istmo.analyse import matrix
from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.kernel.problem import WrongUse

COLUMNS = (
    "scope", "framework", "node", "node_title", "level", "position", "place", "place_name", "agency", "agency_name",
    "beside", "activity", "activity_title", "activities", "indicators", "context_indicators", "with_baseline",
    "with_target", "with_result", "without_target", "asked", "answered", "held", "evaluations", "figures", "gaps",
)  # fmt: skip

READING = (
    "scope", "framework", "node", "place", "agency", "activity", "activities", "indicators", "with_baseline",
    "with_target", "with_result", "asked", "answered", "evaluations", "gaps",
)  # fmt: skip

NOTES = (
    "Indicators of performance: context is contribution, counted by node only.",
    "What stands under several nodes counts once above them; a place inside a country is told under its country.",
    "An agency that said it had nothing to report says so in its row, with the call and the reason; silence says nothing.",
    "Agencies that are not own have rows of their own, marked beside, and count in no total of a node, place or framework.",
)

#: The other ways to lay it out, by what `layout` says.
LAYOUTS: dict[str, Callable[[Queryable], Answer]] = {
    "matrix": matrix.of,
    "outside": matrix.outside,
}

#: Scopes that are no cell of the matrix and no total of it.
_LISTED = ("activity in no plan", "figures without activity")


class Fetched(NamedTuple):
    """The columns of coverage.sql."""

    scope: str
    framework: str | None
    node: str | None
    node_title: str | None
    level: str | None
    position: int | None
    place: str | None
    place_name: str | None
    agency: str | None
    agency_name: str | None
    beside: bool
    activity: str | None
    activity_title: str | None
    activities: int
    indicators: int
    context_indicators: int
    with_baseline: int
    with_target: int
    with_result: int
    without_target: int
    asked: int
    answered: int
    held: int
    evaluations: int
    figures: int | None
    nothing: str | None


def ask(release: Queryable, **where: object) -> Answer:
    """The matrix, its totals, activities in no plan and figures without activity; `where` keeps rows by column.

    scope="node" gives the totals of the nodes, scope="combination" the cells. layout="matrix" gives agency × sector ×
    country, layout="outside" the own activities that are in no plan or were never measured. WrongUse if `where` names an
    unknown column or layout.
    """
    layout = str(where.pop("layout", None) or "")
    if layout and layout not in LAYOUTS:
        raise WrongUse(f"coverage has no layout {layout}. It has {', '.join(LAYOUTS)}.")
    if layout:
        told = LAYOUTS[layout](release)
        known(where, told.columns, f"coverage with layout={layout}")
        return told.where(where)
    known(where, COLUMNS, "coverage")
    rows = release.query(sql("coverage"), {"framework": where.get("framework") or None})
    return Answer(COLUMNS, tuple(_row(Fetched._make(row)) for row in rows), NOTES, READING).where(where)


def _row(told: Fetched) -> Row:
    gaps = _listed(told) if told.scope in _LISTED else chain(_nothing(told), _gaps(told))
    return (*told[:-1], "; ".join(gaps) or None)


def _nothing(told: Fetched) -> Iterator[str]:
    """That there is nothing to report, where an agency said so: before what was asked of it and did not come."""
    if told.nothing:
        yield f"nothing to report, because {told.nothing}"


def _listed(told: Fetched) -> Iterator[str]:
    if told.activity is None:
        yield f"{told.figures} {'result names' if told.figures == 1 else 'results name'} no activity"
        return
    yield (
        "activity names no node, counted where its figures stand"
        if told.indicators
        else "activity in no plan"
    )
    if not told.figures:
        yield "no result"


def _gaps(told: Fetched) -> Iterator[str]:
    """What is missing in a row, the greatest gap first."""
    if not (told.activities or told.indicators or told.asked or told.held):
        yield "nobody"
        if told.context_indicators:
            yield "measured by context only"
        return
    if told.agency is None and told.scope == "combination":
        yield "no agency named" if told.activities or told.with_result else "nobody reports it"
    if not told.indicators:
        yield "activity without indicator"
    elif not told.activities:
        yield "indicator without activity"
    yield from _without(told)
    if told.asked > told.answered:
        yield f"{told.asked - told.answered} of {told.asked} asked and not answered"
    if told.without_target:
        yield f"{told.without_target} reported without target"
    if told.held:
        yield f"{told.held} held in review"
    if not told.evaluations:
        yield "no evaluation"


def _without(told: Fetched) -> Iterator[str]:
    """`indicator without baseline`, `2 of 3 indicators without target`, `none of 3 indicators has a result`."""
    for what, there in (
        ("baseline", told.with_baseline),
        ("target", told.with_target),
        ("result", told.with_result),
    ):
        lacking = told.indicators - there
        if lacking == told.indicators == 1:
            yield f"indicator without {what}"
        elif lacking == told.indicators > 1:
            yield f"none of {lacking} indicators has a {what}"
        elif lacking:
            yield f"{lacking} of {told.indicators} indicators without {what}"

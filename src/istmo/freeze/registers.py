"""What a release carries of how its figures came: calls, submissions, their warnings, what was asked of whom.

And what persons decided beside approving: figures held back, overlaps settled.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from istmo.collect import queries
from istmo.collect.models import Asks, Assignment, DataCall, Version
from istmo.kernel.problem import Severity
from istmo.kernel.tables import TABLES
from istmo.review.held import Place, figures
from istmo.review.models import Decision, Settlement
from istmo.review.queries import held, settlements
from istmo.spec.architecture import Architecture

Rows = list[tuple[Any, ...]]
#: What a hold tells of a figure; never its value.
_ABOUT = ("indicator", "place", "period_start", "period_end", "agency", "activity", "role")
_KINDS: dict[Asks, set[str]] = {
    Asks.PERFORMANCE: {"output", "outcome"},
    Asks.CONTEXT: {"context"},
    Asks.EVERYTHING: {"output", "outcome", "context"},
    Asks.NOTHING: set(),
}


def rows(approvals: Sequence[Decision], architecture: Architecture) -> dict[str, Rows]:
    """Rows of the release's tables by name, in the kernel's order of columns. Persons appear as their numbers."""
    calls = sorted({a.version.submission.call for a in approvals}, key=lambda call: call.code)
    return {
        "calls": [_call(call) for call in calls],
        "submissions": [_submission(approval) for approval in approvals],
        "submission_problems": [row for approval in approvals for row in _problems(approval.version)],
        "expected": _expected(calls, architecture.tables()),
    }


def decided(approvals: Sequence[Decision]) -> dict[str, Rows]:
    """What persons decided beside approving whole versions: figures held back, overlaps settled."""
    return {
        "holds": sorted({row for approval in approvals for row in _held(approval.version)}, key=str),
        "overlaps": [_settled(settlement) for settlement in settlements()],
    }


def decided_hash(rows: Mapping[str, Rows]) -> str:
    """One SHA-256 over what :func:`decided` gave; empty text where nothing is held and nothing was settled."""
    told = json.dumps(rows, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest() if any(rows.values()) else ""


def _held(version: Version) -> Iterator[tuple[Any, ...]]:
    """One row for every figure held; a hold on a row holds every figure in it."""
    holds = held(version)
    for figure in figures(version, [hold.row for hold in holds]) if holds else ():
        for hold in holds:
            if figure.stands_at(Place(hold.row, hold.cell)):
                about = {name: getattr(figure, name) for name in _ABOUT}
                about["breakdown"] = figure.breakdown or None
                yield _row(
                    "holds",
                    submission=version.code,
                    row=hold.row,
                    at=hold.cell or None,
                    reason=hold.reason,
                    **about,
                )


def _settled(settlement: Settlement) -> tuple[Any, ...]:
    return _row(
        "overlaps",
        indicator=settlement.indicator,
        place=settlement.place,
        period=settlement.period,
        decision=settlement.decision,
        value=Decimal(settlement.value) if settlement.value else None,
        reason=settlement.reason,
        decided_by=str(settlement.person_id),
    )


def _call(call: DataCall) -> tuple[Any, ...]:
    return _row(
        "calls",
        code=call.code,
        title=call.title,
        framework=call.framework.code,
        reporting_year=call.reporting_year,
    )


def _submission(approval: Decision) -> tuple[Any, ...]:
    version = approval.version
    return _row(
        "submissions",
        code=version.code,
        call=version.submission.call.code,
        agency=version.submission.agency.code,
        version=version.number,
        file=version.filename,
        raw_sha256=approval.raw_sha256,
        figures_sha256=approval.figures_sha256 or None,
        transactions_sha256=approval.transactions_sha256 or None,
        submitted_by=str(approval.submitter_id),
        approved_by=str(approval.person_id),
        figures=version.figures,
        transactions=version.transactions,
    )


def _problems(version: Version) -> Rows:
    found = [problem for problem in queries.problems(version) if problem.severity is not Severity.ERROR]
    return [
        _row(
            "submission_problems",
            submission=version.code,
            position=position,
            code=problem.code,
            severity=str(problem.severity),
            text=problem.sentence,
            count=problem.count,
        )
        for position, problem in enumerate(found, 1)
    ]


def _expected(calls: Iterable[DataCall], tables: Mapping[str, Rows]) -> Rows:
    """One row for every indicator and place that a call asks an agency for.

    An indicator without applicability is asked of everyone and everywhere; its place is the reporter's choice.
    """
    indicators = [dict(zip(TABLES["indicators"].names, row, strict=True)) for row in tables["indicators"]]
    applies: dict[str, list[tuple[str, str]]] = {}
    for indicator, place, agency in tables.get("applicability", ()):
        applies.setdefault(indicator, []).append((place or "", agency or ""))
    found = set()
    for call in calls:
        for assignment in call.assignments.select_related("agency"):
            for indicator in _asked(indicators, call, assignment):
                for place, agency in applies.get(indicator["code"], [("", "")]):
                    if agency in ("", assignment.agency.code):
                        found.add((call.code, assignment.agency.code, indicator["code"], place, ""))
    return sorted(found)


def _asked(
    indicators: Iterable[Mapping[str, Any]], call: DataCall, assignment: Assignment
) -> list[Mapping[str, Any]]:
    kinds = _KINDS[Asks(assignment.asks)]
    return [i for i in indicators if i["framework"] == call.framework.code and i["kind"] in kinds]


def _row(table: str, **values: Any) -> tuple[Any, ...]:
    return tuple(values[name] for name in TABLES[table].names)

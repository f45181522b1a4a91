"""What a release carries of how its figures came: calls, submissions, their warnings, what was asked of whom.

What persons decided beside approving stands in `review.decided`.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from istmo.collect import asked, queries
from istmo.collect.models import Asks, DataCall, Version
from istmo.collect.serving import serving
from istmo.freeze import held_back
from istmo.kernel.problem import Severity
from istmo.kernel.tables import TABLES
from istmo.review.decided import Rows, row
from istmo.review.models import Decision, Hold
from istmo.review.queries import held_of

TablesOf = Callable[[DataCall], Mapping[str, Rows]]


def rows(approvals: Sequence[Decision], tables_of: TablesOf, known: Collection[str]) -> dict[str, Rows]:
    """Rows of the release's tables by name, in the kernel's order of columns. Persons appear as their numbers.

    tables_of: the tables of the architecture a call asked under: it asked what its framework held at the time.
    known: indicators that the release can hold, those of its framework and those of the release before.
    """
    calls = sorted({a.version.submission.call for a in approvals}, key=lambda call: call.code)
    holds = held_of([approval.version for approval in approvals])
    return {
        "calls": [_call(call) for call in calls],
        "submissions": [_submission(approval) for approval in approvals],
        "submission_problems": [
            row
            for approval in approvals
            for row in _problems(approval.version, holds.get(approval.version_id, []))
        ],
        "expected": sorted(
            {row for call in calls for row in _expected(call, tables_of(call)) if row[2] in known}
        ),
    }


def decided_hash(rows: Mapping[str, Rows]) -> str:
    """One SHA-256 over what :func:`istmo.review.decided.decided` gave; empty text where nothing is held and nothing was settled."""
    told = json.dumps(rows, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest() if any(rows.values()) else ""


def _call(call: DataCall) -> tuple[Any, ...]:
    return row(
        "calls",
        code=call.code,
        title=call.title,
        framework=call.framework.code,
        reporting_year=call.reporting_year,
    )


def _submission(approval: Decision) -> tuple[Any, ...]:
    version = approval.version
    return row(
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


def _problems(version: Version, holds: Sequence[Hold]) -> Rows:
    found = [problem for problem in queries.problems(version) if problem.severity is not Severity.ERROR]
    return [
        row(
            "submission_problems",
            submission=version.code,
            position=position,
            code=problem.code,
            severity=str(problem.severity),
            text=held_back.text(problem, holds),
            count=problem.count,
        )
        for position, problem in enumerate(found, 1)
    ]


def _expected(call: DataCall, tables: Mapping[str, Rows]) -> Rows:
    """One row for every indicator, place and activity that a call asks an agency for."""
    indicators = [dict(zip(TABLES["indicators"].names, row, strict=True)) for row in tables["indicators"]]
    applies = asked.applicability(tables.get("applicability", ()))
    serves = serving(tables, call.framework.code, call.reporting_year)
    found = set()
    for assignment in call.assignments.select_related("agency"):
        agency = assignment.agency.code
        wanted = asked.indicators(indicators, call.framework.code, Asks(assignment.asks))
        found |= {(call.code, agency, *one) for one in asked.series(wanted, applies, agency, serves)}
    return sorted(found)

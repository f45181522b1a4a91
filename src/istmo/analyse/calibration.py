"""Calibration: how reforms stand and what was decided on assistance, what is handed over, scaled, or waits for a condition.

`row` says what a row is: reform, decision, handover, scaled, condition. `finding` is empty, or what a reviewer should
look at: a reform without decision, a decision without evidence, not sustained or unknown, scaled without evidence,
conditional and not funded. Rules: calibration.sql; how far an undertaking has come: undertakings.sql.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.analyse import conditional
from istmo.analyse.answer import Answer, Queryable, known, sql
from istmo.analyse.as_of import day_read
from istmo.kernel.period import code_of

COLUMNS = (
    "row", "undertaking", "position", "activity", "activity_title", "indicator", "place", "period", "agency",
    "agency_name", "text", "actors", "status", "state", "deadline", "decisions", "without_evidence", "seen", "change",
    "amount", "currency", "decided_by", "on", "why", "evidence", "takes_over", "budget_line", "stage", "evidence_grade",
    "evaluations", "predecessor", "successors", "ends_on", "measured_after", "condition", "condition_kind", "met_on",
    "finding", "notes", "as_of",
)  # fmt: skip

READING = (
    "row", "undertaking", "activity", "indicator", "place", "text", "status", "state", "decisions", "seen", "change",
    "decided_by", "on", "why", "takes_over", "budget_line", "condition", "finding", "notes",
)  # fmt: skip

#: What is found, in words.
UNDECIDED = "reform without decision"
UNSHOWN = "decision without evidence"
UNSUSTAINED = "not sustained or unknown"
UNPROVEN = "scaled without evidence"

#: The days that decisions tell.
_DAYS = 'SELECT "on" FROM reform_decisions WHERE "on" IS NOT NULL'
_STATED = 'SELECT undertaking, kind, "text", actors, status, state, deadline FROM ({undertakings}) AS stated'


class Fetched(NamedTuple):
    """The columns of calibration.sql."""

    row: str
    undertaking: str | None
    position: int | None
    activity: str | None
    indicator: str | None
    place: str | None
    period_start: date | None
    period_end: date | None
    agency: str | None
    text: str | None
    seen: str | None
    change: str | None
    amount: Decimal | None
    currency: str | None
    decided_by: str | None
    on: str | None
    on_by: date | None
    why: str | None
    evidence: str | None
    takes_over: str | None
    budget_line: str | None
    stage: str | None
    evidence_grade: str | None
    evaluations: str | None
    predecessor: str | None
    successors: str | None
    ends_on: date | None
    over: int
    measured_after: int
    condition: str | None
    condition_kind: str | None
    met_on: date | None
    activity_title: str | None
    agency_name: str | None


class Stated(NamedTuple):
    """How far an undertaking has come."""

    undertaking: str
    kind: str
    text: str
    actors: str | None
    status: str
    state: str | None
    deadline: str


Cells = dict[str, object]


def ask(release: Queryable, **where: object) -> Answer:
    """Reforms with their decisions, handovers, what was scaled, and conditions, as of a day; `where` keeps rows.

    as_of="2018-06-30" (or "2018-06") is the day; without it, the latest day that the release knows of these. finding
    gives a review list: finding="decision without evidence". WrongUse for an unknown column, or an as_of that is no day
    and no period with an end.
    """
    known(where, COLUMNS, "calibration")
    day, why = day_read(release, where.pop("as_of", None), _DAYS)
    asked = {"actor": None, "place": None, "node": None, "as_of": day}
    told = release.query(_STATED.format(undertakings=sql("undertakings")), asked)
    stated = {row[0]: Stated._make(row) for row in told}
    fetched = [Fetched._make(row) for row in release.query(sql("calibration"), {"as_of": day})]
    decisions = [
        one for one in fetched if one.row == "decision" and not (day and one.on_by and one.on_by > day)
    ]
    rows = list(_reforms(stated.values(), decisions))
    for one in fetched:
        if one.row != "decision":
            rows.append(_cells(one, stated) | _OF[one.row](one, stated, day))
    answer = tuple(tuple((cells | {"as_of": day}).get(name) for name in COLUMNS) for cells in rows)
    return Answer(COLUMNS, answer, (why,), READING).where(where)


def _reforms(stated: Iterable[Stated], decisions: list[Fetched]) -> Iterable[Cells]:
    """Each reform, and under it its decisions in the order of the log."""
    for reform in stated:
        if reform.kind != "reform":
            continue
        of = [one for one in decisions if one.undertaking == reform.undertaking]
        yield reform._asdict() | {
            "row": "reform",
            "decisions": len(of),
            "without_evidence": sum(one.evidence is None for one in of),
            "finding": None if of else UNDECIDED,
        }
        for one in of:
            lacks = {"no reason told": one.why, "nobody named": one.decided_by, "no date": one.on}
            yield one._asdict() | {
                "finding": None if one.evidence else UNSHOWN,
                "notes": "; ".join(word for word, there in lacks.items() if not there) or None,
                "measured_after": None,
            }


def _cells(one: Fetched, stated: dict[str, Stated]) -> Cells:
    """What a row tells as it is, with how far its undertaking has come."""
    come = stated.get(one.undertaking or "")
    cells = one._asdict() | {"period": None, "measured_after": None}
    if one.indicator:
        cells["period"] = code_of(one.period_start, one.period_end)
    if come:
        cells |= {
            "actors": come.actors,
            "status": come.status,
            "state": come.state,
            "deadline": come.deadline,
        }
    return cells


def _handover(one: Fetched, stated: dict[str, Stated], _: date | None) -> Cells:
    """Ended and taken on by nobody is told as it is: not sustained, or not known."""
    come = stated.get(one.undertaking or "")
    handed_over = bool(come and come.status == "done" and one.takes_over)
    notes = []
    if come is None:
        notes.append("no transition is registered")
    else:
        lacks = {"nobody named who takes over": one.takes_over, "no budget line": one.budget_line}
        lacks["no deadline"] = None if come.deadline == "no_deadline" else come.deadline
        notes += [word for word, there in lacks.items() if not there]
        if one.over and not handed_over:
            notes.append(f"ended, and the transition stands at {come.state or come.status.replace('_', ' ')}")
    if one.over:
        results = f"{one.measured_after} result{'s' if one.measured_after != 1 else ''}"
        notes.append(
            f"{results} of days after its end" if one.measured_after else "not measured after its end"
        )
    sustained = handed_over or one.successors
    return {
        "finding": UNSUSTAINED if one.over and not sustained else None,
        "measured_after": one.measured_after if one.over else None,
        "notes": "; ".join(notes) or None,
    }


def _scaled(one: Fetched, _: dict[str, Stated], __: date | None) -> Cells:
    notes = []
    if not one.predecessor:
        notes.append("no pilot is named")
    if one.evidence_grade and not (one.evidence or one.evaluations):
        notes.append(f"its evidence is graded {one.evidence_grade.replace('_', ' ')}, and none is named")
    return {
        "finding": None if one.evidence or one.evaluations else UNPROVEN,
        "notes": "; ".join(notes) or None,
    }


def _condition(one: Fetched, _: dict[str, Stated], day: date | None) -> Cells:
    """Of a target the condition is to be met within its period; of an undertaking by the day it is read."""
    until = one.period_end if one.indicator else day
    unmet = one.met_on is None or bool(until and one.met_on > until)
    late = unmet and one.met_on is not None and one.indicator
    return {
        "finding": conditional.words_of({one.condition_kind or ""}) if unmet else None,
        "notes": "met after the target's period" if late else None,
    }


_OF = {"handover": _handover, "scaled": _scaled, "condition": _condition}

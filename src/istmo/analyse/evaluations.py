"""Evaluations: which programmes must be evaluated and were, what was published in time, what became of recommendations.

The Foreign Aid Transparency and Accountability Act (P.L. 114-191) asks that every programme of at least the median size
of its agency's is evaluated at least once, and that evaluations are published; 90 days after completion are given here.
`row` says what a row is: agency (its median), programme, evaluation, recommendation. The rules of size and of
recommendations stand in evaluations.sql; the median and the clock are made here. No clock of the machine is read.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, known, sql
from istmo.analyse.as_of import day_read
from istmo.kernel.measure import quotient
from istmo.kernel.quantity import EXACT

#: Days from the end of the day of completion in which an evaluation is to be published.
DAYS = 90

COLUMNS = (
    "row", "agency", "agency_name", "activity", "evaluation", "recommendation", "title",
    "value", "currency", "value_from", "programmes", "with_value", "median", "at_or_above", "evaluations", "not_evaluated",
    "standing", "status", "kind", "external", "method", "question", "evaluator", "planned_for", "completed_on",
    "published_on", "publish_by", "days_late", "findings", "nodes", "indicators", "activities", "places", "sectors",
    "addressee", "response", "due", "due_by", "said", "evidence", "source", "note", "notes", "as_of",
)  # fmt: skip

READING = (
    "row", "agency", "activity", "evaluation", "recommendation", "title", "value", "currency", "programmes", "median",
    "at_or_above", "evaluations", "not_evaluated", "standing", "completed_on", "publish_by", "days_late", "due", "said",
    "notes",
)  # fmt: skip

NOTES = (
    "A programme is an activity of an own agency. Size: the value stated, else its money at one stage, told as value_from.",
    "The median is of the programmes of one agency whose size is known in one currency; it is not of those without.",
    f"An evaluation is to be published within {DAYS} days of its completion.",
)

#: The days that evaluations and what follows from them tell.
_DAYS = """
SELECT completed_on FROM evaluations WHERE completed_on IS NOT NULL
UNION ALL SELECT published_on FROM evaluations WHERE published_on IS NOT NULL
UNION ALL SELECT "on" FROM recommendation_follow_ups WHERE "on" IS NOT NULL
"""


class Fetched(NamedTuple):
    """The columns of evaluations.sql."""

    row: str
    agency: str | None
    activity: str | None
    evaluation: str | None
    recommendation: int | None
    title: str
    value: Decimal | None
    currency: str | None
    value_from: str | None
    evaluations: int
    coming: int
    codes: str | None
    kind: str | None
    external: bool | None
    method: str | None
    question: str | None
    evaluator: str | None
    status: str | None
    planned_for: str | None
    completed_on: str | None
    completed_by: date | None
    published_on: str | None
    published_by: date | None
    findings: str | None
    nodes: str | None
    indicators: str | None
    activities: str | None
    places: str | None
    sectors: str | None
    addressee: str | None
    response: str | None
    due: str | None
    due_by: date | None
    state: str | None
    reached: date | None
    shown: int | None
    said: str | None
    source: str | None
    note: str | None
    agency_name: str | None


Cells = dict[str, object]


def ask(release: Queryable, **where: object) -> Answer:
    """Every agency's median, programmes, evaluations and recommendations as of a day; `where` keeps rows by column.

    as_of="2018-06-30" (or "2018-06") is the day; without it, the latest day that the release knows of these. WrongUse
    for an unknown column, or an as_of that is no day and no period with an end.
    """
    known(where, COLUMNS, "evaluations")
    day, why = day_read(release, where.pop("as_of", None), _DAYS)
    fetched = [Fetched._make(row) for row in release.query(sql("evaluations"), {"as_of": day})]
    programmes = [one for one in fetched if one.row == "programme"]
    rows = list(_agencies(programmes))
    for one in fetched:
        if one.row == "evaluation":
            rows.append(_told(one, _clock(one, day)))
        elif one.row == "recommendation":
            rows.append(_told(one, _followed(one, day)))
    answer = tuple(tuple((told | {"as_of": day}).get(name) for name in COLUMNS) for told in rows)
    return Answer(COLUMNS, answer, (why, *NOTES), READING).where(where)


def _told(one: Fetched, more: Cells) -> Cells:
    return {**one._asdict(), "evidence": one.shown, **more}


def _agencies(programmes: Iterable[Fetched]) -> Iterable[Cells]:
    """Each agency with its median, in every currency it has sizes in, above its programmes."""
    by_agency: dict[str | None, list[Fetched]] = {}
    for one in programmes:
        by_agency.setdefault(one.agency, []).append(one)
    for of in by_agency.values():
        currencies: list[str] = sorted({one.currency for one in of if one.value is not None and one.currency})
        medians = {name: median([one.value for one in of if one.currency == name]) for name in currencies}
        yield from (
            _agency(of, name, medians.get(name or ""))
            for name in (*currencies, *([] if currencies else [None]))
        )
        yield from (_told(one, _programme(one, medians)) for one in of)


def _agency(of: list[Fetched], currency: str | None, middle: Decimal | None) -> Cells:
    sized = [one for one in of if one.value is not None and one.currency == currency]
    large = [one for one in sized if middle is not None and one.value is not None and one.value >= middle]
    lacking = [one for one in large if not one.evaluations]
    unsized = sum(one.value is None for one in of)
    first = of[0]
    return {
        "row": "agency",
        "agency": first.agency,
        "agency_name": first.agency_name,
        "title": first.agency_name or first.agency or "No agency named",
        "currency": currency,
        "programmes": len(of),
        "with_value": len(sized),
        "median": middle,
        "at_or_above": len(large),
        "evaluations": sum(bool(one.evaluations) for one in of),
        "not_evaluated": len(lacking),
        "notes": _of_agency(of, currency, unsized),
    }


def _of_agency(of: list[Fetched], currency: str | None, unsized: int) -> str | None:
    whole = f"{len(of)} programme{'s' if len(of) > 1 else ''}"
    if currency is None:
        none = f"the median size is not available, because none of {whole} has an amount"
        return (
            none
            if len(of) > 1
            else "the median size is not available, because its one programme has no amount"
        )
    notes = []
    if unsized:
        notes.append(
            f"{unsized} of {whole} {'have' if unsized > 1 else 'has'} no amount: the median may be another"
        )
    stages = sorted({one.value_from or "" for one in of if one.currency == currency})
    if len(stages) > 1:
        notes.append(f"sizes are of different kinds: {', '.join(stages)}")
    return "; ".join(notes) or None


def _programme(one: Fetched, medians: dict[str, Decimal | None]) -> Cells:
    """Whether a programme must be evaluated, and was."""
    middle = medians.get(one.currency or "")
    notes = [f"evaluations: {one.codes}"] if one.codes else []
    if one.evaluations:
        standing = "evaluated"
    elif middle is None or one.value is None:
        standing = "not_known"
        several = one.value_from == "several currencies"
        notes.append("its money is in several currencies" if several else "no amount: its size is not known")
    elif one.value < middle:
        standing = "not_required"
    else:
        standing = "coming" if one.coming else "not_evaluated"
    above = None if middle is None or one.value is None else int(one.value >= middle)
    return {
        "median": middle,
        "at_or_above": above,
        "not_evaluated": int(standing in ("coming", "not_evaluated")),
        "standing": standing,
        "notes": "; ".join(notes) or None,
    }


def median(values: Iterable[Decimal | None]) -> Decimal | None:
    """The middle value, or half the sum of the two in the middle, to nine decimals; None of nothing."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return quotient(EXACT.add(ordered[half - 1], ordered[half]), Decimal(2), Decimal(1))


def _clock(one: Fetched, day: date | None) -> Cells:
    """Whether an evaluation was published in time, too late, or is waited for, as of the day."""
    completed = one.completed_by
    if one.status == "dropped":
        return {"standing": "dropped"}
    if one.status in ("planned", "running") or (completed and day and completed > day):
        return {"standing": "not_complete"}
    if completed is None:
        told = "no day of completion is told: the clock of publication cannot run"
        return {"standing": "date_unknown", "notes": told}
    return _published(one, completed, day)


def _published(one: Fetched, completed: date, day: date | None) -> Cells:
    due = completed + timedelta(days=DAYS)
    published = one.published_by if one.published_by and (not day or one.published_by <= day) else None
    if published is None and one.status == "published" and one.published_by is None:
        return {"standing": "date_unknown", "publish_by": due, "notes": "published, and no day is told"}
    until = published or day
    late = (until - due).days if until and until > due else None
    if published:
        return {"standing": "late" if late else "in_time", "publish_by": due, "days_late": late}
    standing = "overdue" if late else "waiting" if day else "not_judged"
    notes = f"complete since {completed} and not published"
    return {"standing": standing, "publish_by": due, "days_late": late, "notes": notes}


def _followed(one: Fetched, day: date | None) -> Cells:
    """What became of a recommendation: closed, overdue, under way, agreed, refused or never answered."""
    over = one.state in ("done", "dropped", "informants_disagree")
    missed = bool(one.due_by and day and one.due_by < day)
    if over:
        standing = str(one.state)
    elif missed and (one.response != "not_agreed" or one.state):
        standing = "overdue"
    else:
        standing = one.state or one.response or "open"
    late = (day - one.due_by).days if standing == "overdue" and day and one.due_by else None
    notes = []
    if one.response is None:
        notes.append("nobody told whether it is agreed")
    if one.due_by is None and not over:
        notes.append("no deadline")
    if one.said and not one.shown:
        notes.append("no evidence of what was done")
    return {"standing": standing, "days_late": late, "notes": "; ".join(notes) or None}

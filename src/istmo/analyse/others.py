"""Others: what other publishers report of their own indicators, in their own words and as they published it.

Nothing of theirs is added up, compared or judged, and none of it is in a total of ours. Rules: others.sql and DESIGN
section 3. What is no number is told in words: as text, not applicable, no number, withheld, not stated.
"""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, columns, known
from istmo.analyse.kept import Kept
from istmo.kernel.period import code_of
from istmo.kernel.quantity import plain
from istmo.release.column import Coded

COLUMNS = (
    "agency", "agency_name", "activity", "activity_title", "indicator", "title", "definition", "kind", "measure",
    "place", "place_name", "period", "period_start", "period_end", "period_as_written", "span", "cohort",
    "breakdown", "unit", "baseline", "baseline_told", "baseline_period", "target", "target_told",
    "result", "result_told", "notes", "caveat", "figures",
    "baseline_submission", "baseline_row", "target_submission", "target_row", "result_submission", "result_row",
)  # fmt: skip

READING = (
    "agency_name", "activity_title", "title", "place_name", "period", "breakdown", "unit",
    "baseline_told", "target_told", "result_told", "notes",
)  # fmt: skip

NOTES = (
    "Other publishers' own indicators in their own words; nothing here is added up, compared or judged.",
    "None of it is in a total of ours. An activity in several countries gives no split, so none is made.",
)

NOT_STATED = "not stated"
_STATES = {"not_applicable": "not applicable", "not_available": "no number", "withheld": "withheld"}
_ROLES = ("baseline", "target", "result")


class Fetched(NamedTuple):
    """The columns of others.sql."""

    agency: str | None
    agency_name: str | None
    activity: str | None
    activity_title: str | None
    indicator: str
    title: str
    definition: str | None
    kind: str
    measure: str
    place: str | None
    place_name: str | None
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    span: str | None
    cohort: str | None
    breakdown: str | None
    unit: str | None
    baseline: Decimal | None
    baseline_state: str | None
    baseline_as_written: str | None
    baseline_note: str | None
    baseline_start: date | None
    baseline_end: date | None
    target: Decimal | None
    target_state: str | None
    target_as_written: str | None
    target_note: str | None
    result: Decimal | None
    result_state: str | None
    result_as_written: str | None
    result_note: str | None
    caveat: str | None
    figures: int
    baseline_submission: str | None
    baseline_row: int | None
    target_submission: str | None
    target_row: int | None
    result_submission: str | None
    result_row: int | None


Columns = dict[str, list[Any]]


def ask(release: Queryable, **where: object) -> Answer:
    """Every value of other publishers' own indicators; `where` keeps rows by column, such as agency="SE-0".

    WrongUse if `where` names an unknown column.
    """
    known(where, COLUMNS, "others")
    asked = {name: where.pop(name, None) for name in ("indicator", "agency", "activity", "place")}
    told = columns(release, "others", Fetched, asked)
    for role in _ROLES:
        cells = zip(told[f"{role}_state"], told[role], told[f"{role}_as_written"], strict=True)
        told[f"{role}_told"] = [_told(*cell) for cell in cells]
    told["period"] = _codes(told, "period", told["figures"])
    told["baseline_period"] = _codes(told, "baseline", told["baseline_state"])
    notes = zip(*(told[f"{role}_note"] for role in _ROLES), told["figures"], strict=True)
    told["notes"] = [_notes(*note) for note in notes]
    return Answer(COLUMNS, Kept([[Coded(told[name]) for name in COLUMNS]]), NOTES, READING).where(where)


def _told(state: str | None, value: Decimal | None, as_written: str | None) -> str:
    """One value as it was published, in words where it is no number."""
    if state is None:
        return NOT_STATED
    if state != "reported":
        return _STATES[state]
    if value is not None:
        return plain(value)
    return f"as text: {as_written}" if as_written else _STATES["not_available"]


def _codes(told: Columns, name: str, there: list[Any]) -> list[str | None]:
    """The codes of periods, where there is anything that has one."""
    days = zip(told[f"{name}_start"], told[f"{name}_end"], there, strict=True)
    return [code_of(start, end) if is_there else None for start, end, is_there in days]


def _notes(baseline: str | None, target: str | None, result: str | None, figures: int) -> str | None:
    """What the publisher remarks, each remark once; and that nothing is published."""
    if not figures:
        return "nothing is published of this indicator"
    remarks = dict.fromkeys(
        f"{role}: {note}" for role, note in zip(_ROLES, (baseline, target, result), strict=True) if note
    )
    return "; ".join(remarks) or None

"""Quality: how well each indicator is described, and when its data were last assessed.

A reference sheet is complete if it says what kernel/quality.py asks for; an assessment is good for three years, and the
day from which the next one is overdue is told. `row` says what a row is: a framework (its counts, and the share of
standard indicators), an indicator, an assessment, a change of a sheet. No clock of the machine is read.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, known, sql
from istmo.analyse.as_of import day_read
from istmo.analyse.assessed import DAYS
from istmo.kernel.quality import QUALITIES, YEARS, missing, overdue_since
from istmo.kernel.vocabularies import is_standard

COLUMNS = (
    "row", "framework", "indicator", "title", "kind", "agency", "agency_name", "indicators", "standards", "standard",
    "vocabulary",
    "standard_code", "standard_title", "custom_reason", "sheet", "required", "missing", "updated_on", "changes",
    "standing", "assessment", "assessed_on", "overdue_since", "office", *QUALITIES, "comments", "limitations", "actions",
    "reported_by", "unassessed", "complete", "incomplete", "without_sheet", "in_time", "overdue", "not_assessed", "on",
    "what", "why", "source", "notes", "as_of",
)  # fmt: skip

READING = (
    "row", "framework", "indicator", "indicators", "standards", "standard", "sheet", "missing", "standing", "assessed_on",
    "overdue_since", "complete", "incomplete", "in_time", "overdue", "notes",
)  # fmt: skip

NOTES = (
    f"An assessment of data is good for {YEARS} years from its day.",
    "Counts of a framework are of its performance indicators: context is measured by others.",
)


class Fetched(NamedTuple):
    """The columns of quality.sql."""

    row: str
    framework: str
    indicator: str
    place: int
    title: str
    kind: str
    measure: str | None
    unit: str | None
    vocabulary: str | None
    standard_code: str | None
    standard_title: str | None
    custom_reason: str | None
    definition: str | None
    nodes: int
    breakdowns: int
    written: bool
    required: bool
    no_breakdown: str | None
    data_source: str | None
    method: str | None
    frequency: str | None
    responsible: str | None
    limitations: str | None
    baseline_time: str | None
    updated_on: date | None
    changes: int
    assessment: str | None
    agency: str | None
    assessed_on: date | None
    office: str | None
    validity: str | None
    integrity: str | None
    precision: str | None
    reliability: str | None
    timeliness: str | None
    comments: str | None
    found_limits: str | None
    actions: str | None
    source: str | None
    note: str | None
    reported_by: str | None
    unassessed: str | None
    on: date | None
    what: str | None
    why: str | None
    agency_name: str | None


Cells = dict[str, object]


def ask(release: Queryable, **where: object) -> Answer:
    """Every framework's counts, then its indicators, assessments and changes as of a day; `where` keeps rows by column.

    as_of="2025-09-30" is the day; without it, the latest day that the release knows. WrongUse for an unknown column, or
    an as_of that is no day and no period with an end.
    """
    known(where, COLUMNS, "quality")
    day, why = day_read(release, where.pop("as_of", None), DAYS)
    fetched = [Fetched._make(row) for row in release.query(sql("quality"), {"as_of": day})]
    rows = list(_all(fetched, day))
    answer = tuple(tuple((told | {"as_of": day}).get(name) for name in COLUMNS) for told in rows)
    return Answer(COLUMNS, answer, (why, *NOTES, *_shares(rows)), READING).where(where)


def _all(fetched: Iterable[Fetched], day: date | None) -> Iterator[Cells]:
    """Each framework above its indicators."""
    frameworks: dict[str, list[Cells]] = {}
    for one in fetched:
        frameworks.setdefault(one.framework, []).append(_TOLD[one.row](one, day))
    for framework, rows in frameworks.items():
        yield _framework(framework, [row for row in rows if row["row"] == "indicator"])
        yield from rows


def _indicator(one: Fetched, day: date | None) -> Cells:
    lacking = missing(one._asdict())
    sheet = ("incomplete" if lacking else "complete") if one.written else "none"
    return {
        **_base(one, day),
        "standard": is_standard(one.vocabulary, one.standard_code),
        "sheet": sheet,
        "required": one.required,
        "missing": "; ".join(lacking) or None,
        "limitations": one.found_limits or one.limitations,
        "notes": "; ".join(_notes(one, day)) or None,
    }


def _base(one: Fetched, day: date | None) -> Cells:
    """The cells of the row as they are, and how its assessment stands."""
    since = overdue_since(one.assessed_on) if one.assessed_on else None
    late = since is not None and day is not None and since <= day
    standing = "not_assessed" if since is None else "overdue" if late else "in_time"
    return {**one._asdict(), "standing": standing, "overdue_since": since}


def _notes(one: Fetched, day: date | None) -> Iterator[str]:
    since = overdue_since(one.assessed_on) if one.assessed_on else None
    if since and day and since <= day:
        yield f"data last assessed on {one.assessed_on}; overdue since {since}"
    if one.assessed_on and one.unassessed:
        yield f"data of {one.unassessed} never assessed"
    weak = [name for name in QUALITIES if getattr(one, name) in ("partly", "not_met")]
    if weak:
        yield f"last assessment: {', '.join(f'{name} {_SHORT[getattr(one, name)]}' for name in weak)}"
    if one.note:
        yield one.note


_SHORT = {"partly": "partly met", "not_met": "not met"}


def _assessment(one: Fetched, day: date | None) -> Cells:
    """An older one of the same agency's data is told, and stands for nothing any more."""
    told = _base(one, day)
    superseded = {"standing": "superseded", "overdue_since": None} if not one.written else {}
    return {**told, **superseded, "limitations": one.found_limits, "notes": one.note}


def _change(one: Fetched, day: date | None) -> Cells:
    return {**one._asdict(), "changes": None}


_TOLD = {"indicator": _indicator, "assessment": _assessment, "change": _change}


def _framework(framework: str, rows: list[Cells]) -> Cells:
    """Counts of the performance indicators of a framework."""
    performance = [row for row in rows if row["kind"] != "context"]

    def count(column: str, value: object) -> int:
        return sum(row[column] == value for row in performance)

    return {
        "row": "framework",
        "framework": framework,
        "indicators": len(performance),
        "standards": count("standard", True),
        "complete": count("sheet", "complete"),
        "incomplete": count("sheet", "incomplete"),
        "without_sheet": count("sheet", "none"),
        "in_time": count("standing", "in_time"),
        "overdue": count("standing", "overdue"),
        "not_assessed": count("standing", "not_assessed"),
        "notes": _share(count("standard", True), len(performance)),
    }


def _share(standard: int, of: int) -> str:
    if not of:
        return "no performance indicators"
    return f"{standard} of {of} performance indicators are standard"


def _shares(rows: Iterable[Cells]) -> Iterator[str]:
    for row in rows:
        if row["row"] == "framework":
            yield f"{row['framework']}: {row['notes']}."

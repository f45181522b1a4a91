"""How many undertakings: each counted once, parts told beside. undertakings.py asks for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from istmo.analyse.answer import Answer, Row

STATUSES = (
    "made",
    "under_way",
    "done",
    "dropped",
    "parties_differ",
    "informants_disagree",
    "not_followed_up",
)
DEADLINES = (
    "no_deadline",
    "no_date",
    "not_judged",
    "not_yet_due",
    "conditional",
    "overdue",
    "in_time",
    "late",
    "done_undated",
    "dropped",
)
LACKS = ("deadline", "date of the deadline", "forum", "follow-up", "evidence")

COLUMNS = ("by", "value", "undertakings", "parts", "which", "as_of")
READING = ("by", "value", "undertakings", "parts", "which")


@dataclass(frozen=True)
class Counted:
    """An undertaking as far as counting needs it. counted: it is no part of another."""

    code: str
    counted: bool
    kind: str
    status: str
    deadline: str
    strength: str
    forum: str
    missing: tuple[str, ...]
    due_by: date | None
    closed_on: date | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Counted":
        """From a row of the list."""
        return cls(
            row["undertaking"],
            row["counted"],
            row["kind"],
            row["status"],
            row["deadline"],
            row["strength"] or "",
            row["forum"] or "",
            tuple((row["missing"] or "").split(", ")) if row["missing"] else (),
            row["due_by"],
            row["closed_on"],
        )


def months_between(due: date, day: date) -> int:
    """Calendar months from the month of a deadline to the month of a later day: April to 1 May is 1."""
    return (day.year - due.year) * 12 + day.month - due.month


def counts(
    rows: Sequence[Counted], actors: Mapping[str, Sequence[str]], day: date | None, told: tuple[str, ...]
) -> Answer:
    """Rows by status, deadline, month, what is missing, kind, strength, forum and actor; `which` names the counted."""
    made: list[Row] = [_count("all", "", rows, day)]
    listed: dict[str, tuple[Sequence[str], Callable[[Counted], Iterable[str]]]] = {
        "status": (STATUSES, lambda row: (row.status,)),
        "deadline": (DEADLINES, lambda row: (row.deadline,)),
        "missing": (LACKS, lambda row: row.missing),
        "kind": (_seen(row.kind for row in rows), lambda row: (row.kind,)),
        "strength": (_seen(row.strength for row in rows), lambda row: (row.strength,)),
        "forum": (_seen(row.forum for row in rows), lambda row: (row.forum,)),
        "actor": (
            _seen(n for row in rows for n in actors.get(row.code, ())),
            lambda row: actors.get(row.code, ()),
        ),
    }
    for by, (values, of) in listed.items():
        made.extend(_count(by, value, [row for row in rows if value in of(row)], day) for value in values)
        if by == "deadline":
            made.extend(_by_month(rows, day))
    actors_told = (
        "By actor, an undertaking of several stands with each of them; all other counts have it once."
    )
    return Answer(COLUMNS, tuple(made), (*told, actors_told), READING)


def _seen(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def _count(by: str, value: str, rows: Iterable[Counted], day: date | None) -> Row:
    rows = list(rows)
    counted = [row.code for row in rows if row.counted]
    return (by, value or None, len(counted), len(rows) - len(counted), ", ".join(counted) or None, day)


def _by_month(rows: Iterable[Counted], day: date | None) -> Iterator[Row]:
    """How many were overdue at the end of each month, the last one as of the day; months without any are left out."""
    change: Counter[int] = Counter()
    spans = []
    for row in rows:
        if day is None or row.due_by is None or not row.counted or row.due_by >= day:
            continue
        if row.deadline not in ("overdue", "late", "dropped") or (
            row.closed_on is None and row.deadline != "overdue"
        ):
            continue
        first, after = _month(row.due_by, 1), _month(row.closed_on or day, 0 if row.closed_on else 1)
        first = _month(date.fromordinal(row.due_by.toordinal() + 1))
        if first < after:
            spans.append((first, after, row.code))
            change[first] += 1
            change[after] -= 1
    number = 0
    for month in range(min(change, default=0), max(change, default=0)):
        number += change[month]
        if number:
            which = ", ".join(code for first, after, code in spans if first <= month < after)
            yield ("overdue at the end of", f"{month // 12:04d}-{month % 12 + 1:02d}", number, 0, which, day)


def _month(day: date, more: int = 0) -> int:
    return day.year * 12 + day.month - 1 + more


def summary(rows: Sequence[Counted]) -> tuple[str, ...]:
    """The counts as sentences for under the list."""
    counted = [row for row in rows if row.counted]
    if not rows:
        return ("There is no undertaking here.",)
    parts = len(rows) - len(counted)
    beside = f"; {parts} part{'s' if parts > 1 else ''} of others not counted again" if parts else ""
    lacks = {lack: sum(lack in row.missing for row in counted) for lack in LACKS}
    told = [f"{len(counted)} undertaking{'' if len(counted) == 1 else 's'}, each counted once{beside}."]
    told.append(f"By status: {_told(row.status for row in counted)}.")
    told.append(f"By deadline: {_told(row.deadline for row in counted)}.")
    told.append(
        f"Without: {', '.join(f'{lack} {number}' for lack, number in lacks.items() if number) or 'nothing'}."
    )
    if any(row.deadline == "overdue" for row in counted):
        told.append(
            "Overdue means that the deadline has passed and that no follow-up here tells that it was kept."
        )
    return tuple(told)


def _told(values: Iterable[str]) -> str:
    found = Counter(values)
    known = [*STATUSES, *DEADLINES]
    return ", ".join(f"{v.replace('_', ' ')} {found[v]}" for v in dict.fromkeys(known) if found[v])

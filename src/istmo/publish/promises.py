"""Undertakings as the report tells them: counts and the register, both answers of the question `undertakings`."""

from dataclasses import dataclass
from typing import Any

from istmo.publish import display
from istmo.publish.words import Words


@dataclass(frozen=True)
class Count:
    """How many undertakings share something; parts of others are told beside and not counted again."""

    value: str
    number: int
    parts: int


@dataclass(frozen=True)
class Promise:
    """One undertaking, or a part of one."""

    code: str
    is_part: bool
    text: str
    actors: str
    places: tuple[str, ...]
    forum: str
    status: str
    said: str
    due: str
    deadline: str
    months_overdue: int
    missing: str
    source: str
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Promises:
    """The whole register with its counts; `as_of` is the day it is read."""

    as_of: str
    number: int
    parts: int
    statuses: tuple[Count, ...]
    deadlines: tuple[Count, ...]
    months: tuple[Count, ...]
    missing: tuple[Count, ...]
    listed: tuple[Promise, ...]

    def of_place(self, codes: set[str]) -> list[Promise]:
        """Those that are made of, or for, one of these places."""
        return [promise for promise in self.listed if codes & set(promise.places)]


def of(rows: list[dict[str, Any]], counted: list[dict[str, Any]], words: Words) -> Promises | None:
    """The register from its two answers; None where the release holds no undertaking."""
    if not rows:
        return None
    day = rows[0]["as_of"]
    return Promises(
        as_of=display.period(day, day, None, words) if day else "",
        number=sum(row["counted"] for row in rows),
        parts=sum(not row["counted"] for row in rows),
        statuses=_counts(counted, "status"),
        deadlines=_counts(counted, "deadline"),
        months=_counts(counted, "overdue at the end of"),
        missing=_counts(counted, "missing"),
        listed=tuple(_promise(row) for row in rows),
    )


def _counts(rows: list[dict[str, Any]], by: str) -> tuple[Count, ...]:
    told = (Count(r["value"] or "", r["undertakings"], r["parts"]) for r in rows if r["by"] == by)
    return tuple(count for count in told if count.number or count.parts)


def _promise(row: dict[str, Any]) -> Promise:
    return Promise(
        code=row["undertaking"],
        is_part=not row["counted"],
        text=row["text"],
        actors=row["actors"] or "",
        places=tuple(code for code in (row["places"] or "").split(", ") if code),
        forum=row["forum_name"] or row["forum"] or "",
        status=row["status"],
        said=row["said"] or "",
        due=row["due_as_written"] or row["due"] or "",
        deadline=row["deadline"],
        months_overdue=row["months_overdue"] or 0,
        missing=row["missing"] or "",
        source=row["source"] or "",
        start=row["char_start"],
        end=row["char_end"],
    )

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
class Undertaking:
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
class Undertakings:
    """The whole register with its counts; `as_of` is the day it is read."""

    as_of: str
    number: int
    parts: int
    statuses: tuple[Count, ...]
    deadlines: tuple[Count, ...]
    months: tuple[Count, ...]
    missing: tuple[Count, ...]
    listed: tuple[Undertaking, ...]

    def of_place(self, codes: set[str]) -> list[Undertaking]:
        """Those that are made of, or for, one of these places."""
        return [undertaking for undertaking in self.listed if codes & set(undertaking.places)]


def of(rows: list[dict[str, Any]], counted: list[dict[str, Any]], words: Words) -> Undertakings | None:
    """The register from its two answers; None where the release holds no undertaking."""
    if not rows:
        return None
    day = rows[0]["as_of"]
    return Undertakings(
        as_of=display.period(day, day, None, words) if day else "",
        number=sum(row["counted"] for row in rows),
        parts=sum(not row["counted"] for row in rows),
        statuses=_counts(counted, "status"),
        deadlines=_counts(counted, "deadline"),
        months=_counts(counted, "overdue at the end of"),
        missing=_counts(counted, "missing"),
        listed=tuple(_undertaking(row) for row in rows),
    )


def _counts(rows: list[dict[str, Any]], by: str) -> tuple[Count, ...]:
    told = (Count(r["value"] or "", r["undertakings"], r["parts"]) for r in rows if r["by"] == by)
    return tuple(count for count in told if count.number or count.parts)


def _undertaking(row: dict[str, Any]) -> Undertaking:
    return Undertaking(
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

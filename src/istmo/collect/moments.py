"""A call's opening, due and closing moments as a calendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime

from istmo.collect import timing
from istmo.collect.models import DataCall

#: A line of the format has at most 75 bytes; what is longer goes on in the next, behind a space.
_LONGEST = 75
_LINE_END = "\r\n"


def calendar(call: DataCall) -> str:
    """The text of the file: one event for each moment that the call has. The same call gives the same text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//istmo//data calls//EN", "CALSCALE:GREGORIAN"]
    for name, title, at in _moments(call):
        lines += _event(call, name, title, at)
    return "".join(_folded(line) + _LINE_END for line in [*lines, "END:VCALENDAR"])


def _moments(call: DataCall) -> Iterator[tuple[str, str, datetime]]:
    yield "opens", f"{call.title}: opens", timing.opens(call)
    if call.due_at:
        yield "due", f"{call.title}: answers are due", call.due_at
    if call.closes_at:
        yield "closes", f"{call.title}: closes", call.closes_at
    last = timing.last_moment(call)
    if last and call.grace_days:
        yield "last", f"{call.title}: last moment, grace included", last


def _event(call: DataCall, name: str, title: str, at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{call.code}-{name}@istmo",
        f"DTSTAMP:{_utc(call.opened_at)}",
        f"DTSTART:{_utc(at)}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(f'{call.code}, {call.reporting_year}. {timing.told(call, at)}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """As a text value: a stranger's line break cannot begin a line of its own."""
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, never cut within a character."""
    pieces, now, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _LONGEST:
            pieces.append(now)
            now, size = " ", 1
        now, size = now + char, size + width
    return _LINE_END.join([*pieces, now])

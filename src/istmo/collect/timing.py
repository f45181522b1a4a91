"""When a call opens, is due and closes: read and told in the call's own time zone, never in the server's."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils.translation import gettext as _

from istmo.collect.models import DataCall
from istmo.collect.models.calls import MOST_GRACE
from istmo.kernel.problem import WrongUse

_NEAR = 5


class Phase(StrEnum):
    """Where a call stands at a moment."""

    COMING = "coming"
    OPEN = "open"
    PAST_DUE = "past due"
    GRACE = "in grace"
    CLOSED = "closed"


@dataclass(frozen=True)
class Times:
    """The moments of a call, all of them aware; `due` None: standing, nothing is ever late."""

    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None
    grace_days: int = 0
    zone: str = "UTC"


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; WrongUse, naming some that are alike, if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        part = name.rpartition("/")[2].strip().lower()
        near = sorted(one for one in available_timezones() if part and part in one.lower())[:_NEAR]
        told = (
            _("Did you mean %(near)s?") % {"near": ", ".join(near)}
            if near
            else _("Write it as America/Bogota, or UTC.")
        )
        missing = _("There is no time zone “%(name)s”.") % {"name": name}
        raise WrongUse(f"{missing} {told}") from None


def moment(text: str, zone_name: str, *, last: bool = False) -> datetime:
    """`2017-12-15` or `2017-12-15 17:00` in a zone, as a moment. WrongUse if there is none such.

    last: a day alone means its last minute, as for a due day; else its first. An hour that a change of clocks leaves
    out is refused; of one that comes twice the second is meant, which is the later.
    """
    of = zone(zone_name)
    wall = _wall(text.strip(), last=last)
    found = wall.replace(tzinfo=of, fold=1)
    if found.astimezone(UTC).astimezone(of).replace(tzinfo=None, fold=0) != wall:
        raise WrongUse(
            _("%(text)s does not exist in %(zone)s: the clocks go forward then. Choose another hour.")
            % {"text": text, "zone": zone_name}
        )
    return found.astimezone(UTC)


def _wall(text: str, *, last: bool) -> datetime:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        wall = None
    if wall is None or wall.tzinfo is not None:
        raise WrongUse(_("“%(text)s” is no moment: write 2017-12-15, or 2017-12-15 17:00.") % {"text": text})
    is_day = len(text) <= len("2017-12-15")
    return datetime.combine(wall.date(), time(23, 59)) if last and is_day else wall


def told(call: DataCall, at: datetime | None) -> str:
    """A moment in the call's zone, with the zone: `2017-12-15 17:00 (America/Bogota, UTC-05:00)`; empty for None."""
    if at is None:
        return ""
    local = at.astimezone(zone(call.zone))
    return f"{local:%Y-%m-%d %H:%M} ({call.zone}{_offset(local)})"


def _offset(local: datetime) -> str:
    offset = f"{local:%z}"
    return "" if local.tzname() == "UTC" else f", UTC{offset[:3]}:{offset[3:5]}"


def day(call: DataCall, at: datetime) -> str:
    """The day of a moment where the call lives, as 2017-12-15."""
    return f"{at.astimezone(zone(call.zone)):%Y-%m-%d}"


def opens(call: DataCall) -> datetime:
    """From when on it takes answers."""
    return call.opens_at or call.opened_at


def last_moment(call: DataCall) -> datetime | None:
    """Until when it takes answers, days of grace included: the same hour by the clock where the call lives."""
    if call.closes_at is None:
        return None
    local = call.closes_at.astimezone(zone(call.zone))
    return (local + timedelta(days=call.grace_days)).astimezone(UTC)


def closed_since(call: DataCall, at: datetime) -> datetime | None:
    """Since when it is closed at a moment, by hand or by itself; None while it is not."""
    last = last_moment(call)
    return call.closed_at or (last if last is not None and at > last else None)


def phase(call: DataCall, at: datetime) -> Phase:
    """Where the call stands at a moment."""
    if closed_since(call, at):
        return Phase.CLOSED
    if at < opens(call):
        return Phase.COMING
    if call.closes_at and at > call.closes_at:
        return Phase.GRACE
    return Phase.PAST_DUE if call.due_at and at > call.due_at else Phase.OPEN


def takes_answers(call: DataCall, at: datetime) -> bool:
    """Whether what comes at a moment is submitted."""
    return phase(call, at) not in (Phase.COMING, Phase.CLOSED)


def check(times: Times, at: datetime) -> None:
    """WrongUse in a sentence where the moments do not follow one another, or a closing has no due moment."""
    zone(times.zone)
    opening = times.opens or at
    if times.due and times.due <= opening:
        raise WrongUse(_("The due moment must come after the opening. Name a later day."))
    if times.closes and times.due is None:
        raise WrongUse(
            _("A call that closes by itself needs a due moment too: until when are answers asked for?")
        )
    if times.closes and times.due and times.closes < times.due:
        raise WrongUse(_("The closing comes before the due moment. Name a later day, or leave it out."))
    if times.grace_days and times.closes is None:
        raise WrongUse(_("Days of grace follow a closing moment: name that too, or leave out the grace."))
    if times.grace_days > MOST_GRACE:
        raise WrongUse(
            _("More than %(days)s days of grace are another closing: name that.") % {"days": MOST_GRACE}
        )

"""The event log: appended under a lock on its head, each event bound to the one before by its hash."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from istmo.kernel.problem import Problem, Severity
from istmo.people.models import Event, EventHead, User

#: What stands before the first event.
GENESIS = "0" * 64


def append(*, verb: str, subject: str, by: User, at: datetime, **details: object) -> Event:
    """Append one event inside the caller's transaction; RuntimeError outside of one.

    The lock on the head is held until that transaction ends, so two writers stand one behind the other.
    """
    head = lock()
    event = Event(
        seq=head.seq + 1,
        at=at,
        user=by,
        verb=verb,
        subject=subject,
        details=_canonical(details),
        previous=head.hash,
    )
    event.hash = digest(event)
    event.full_clean()
    event.save(force_insert=True)
    head.seq, head.hash = event.seq, event.hash
    head.save()
    return event


def lock() -> EventHead:
    """Hold the end of the log until the caller's transaction ends: who else writes waits. RuntimeError outside of one."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event belongs into the transaction of what it tells")
    EventHead.objects.get_or_create(pk=1, defaults={"seq": 0, "hash": GENESIS})
    return EventHead.objects.select_for_update().get(pk=1)


def digest(event: Event) -> str:
    """SHA-256 over the canonical JSON of all that an event says, with the hash of the one before."""
    told = {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": event.user_id,
        "verb": event.verb,
        "subject": event.subject,
        "details": event.details,
        "previous": event.previous,
    }
    return hashlib.sha256(_canonical(told).encode()).hexdigest()


def verify_chain() -> list[Problem]:
    """Every event that was altered, is missing or was put in, and a head that points elsewhere."""
    previous, seq, found = GENESIS, 0, []
    for event in Event.objects.order_by("seq").iterator():
        seq += 1
        if event.seq != seq:
            found.append(_broken(f"event {seq} is missing: {event.seq} follows {seq - 1}"))
            seq = event.seq
        elif event.previous != previous:
            found.append(_broken(f"event {seq} does not follow the one before it"))
        if digest(event) != event.hash:
            found.append(_broken(f"event {seq} ({event.verb}) was altered"))
        previous = event.hash
    head = EventHead.objects.filter(pk=1).first()
    if (head.seq, head.hash) != (seq, previous) if head else seq:
        found.append(_broken(f"the log should end with event {head.seq if head else 0} and ends with {seq}"))
    return found


def _canonical(told: Mapping[str, object]) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _broken(found: str) -> Problem:
    return Problem(
        "event_chain",
        Severity.ERROR,
        found,
        why="somebody or something wrote into the database past istmo",
        fix="restore a backup and ask who has access to the database",
    )

"""Saving what is typed into an assignment: every state is a file of the vault, of which a row says that it is the last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from istmo.collect.models import Assignment, DataCall, GridDraft
from istmo.collect.typed import Change, Conflict, Finding, Sheet, joined
from istmo.framework import stored
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require

#: Who saves again within this time goes on with the same work.
SITTING = timedelta(minutes=15)
#: How long the file of a dropped state stays: a backup that began before it was dropped still finds it.
KEPT = timedelta(hours=1)
#: Dropped states that one save clears away at most.
_CLEARED = 100
_EMPTY = Sheet()


@dataclass(frozen=True)
class Kept:
    """How an assignment's draft stands. number: of its state, 0 before anybody typed."""

    sheet: Sheet
    number: int = 0
    by: User | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Saved:
    """What came of saving: the state there is now, and what was not saved because somebody else was there first."""

    kept: Kept
    conflicts: tuple[Conflict, ...] = ()


def current(assignment: Assignment, start: Sheet = _EMPTY) -> Kept:
    """The draft as it stands; before anybody typed, what it starts from."""
    row = assignment.drafts.select_related("by").order_by("number").last()
    return _read(row) if row else Kept(start)


def save(
    *, assignment: Assignment, changes: Sequence[Change], by: User, at: datetime, start: Sheet = _EMPTY
) -> Saved:
    """Keep what somebody typed. Cells that somebody else changed meanwhile are left alone and told; all others are kept.

    Taken whether or not the call takes answers: what was typed is never lost. The first save of a sitting is an event,
    not every pause of a hand.
    """
    require(by, Permission.SUBMIT, assignment.agency)
    with transaction.atomic():
        # The call's row is the lock, as it is for what is submitted.
        DataCall.objects.select_for_update().get(pk=assignment.call_id)
        kept = current(assignment, start)
        sheet, conflicts = joined(kept.sheet, changes, by.code)
        if sheet.cells != kept.sheet.cells:
            kept = _put(assignment, kept, sheet, by=by, at=at)
    _clear(at)
    return Saved(kept, tuple(conflicts))


@transaction.atomic
def note(
    *, assignment: Assignment, findings: Iterable[Finding], by: User, at: datetime, start: Sheet = _EMPTY
) -> Kept:
    """Keep what a check found. What somebody typed meanwhile stays: each finding knows the text that it was made of."""
    require(by, Permission.SUBMIT, assignment.agency)
    DataCall.objects.select_for_update().get(pk=assignment.call_id)
    kept = current(assignment, start)
    return _put(assignment, kept, Sheet(kept.sheet.cells, tuple(findings), True), by=by, at=at)


def _read(row: GridDraft) -> Kept:
    sheet = Sheet.of(stored.vault().path(row.sha256).read_bytes())
    return Kept(sheet, row.number, row.by, row.at)


def _put(assignment: Assignment, before: Kept, sheet: Sheet, *, by: User, at: datetime) -> Kept:
    number = before.number + 1
    # Call, agency and number make the bytes nobody else's, so that they may be discarded one day.
    head = {"draft": str(assignment), "number": number, "by": by.code, "at": at.isoformat()}
    row = GridDraft(assignment=assignment, number=number, by=by, at=at)
    row.sha256 = stored.vault().put(sheet.told(head))
    row.full_clean()
    row.save()
    sitting = assignment.drafts.filter(by=by, dropped_at=None, number__lt=number, at__gte=at - SITTING)
    if not sitting.update(dropped_at=at):
        events.append(verb="submission.typed", subject=str(assignment), by=by, at=at)
    return Kept(sheet, number, by, at)


def _clear(at: datetime) -> None:
    """Forget states dropped long enough ago: first the rows, then their files; what is dropped may miss its file."""
    dropped = GridDraft.objects.filter(dropped_at__lt=at - KEPT).order_by("pk")
    gone = dict(dropped.values_list("pk", "sha256")[:_CLEARED])
    if gone:
        GridDraft.objects.filter(pk__in=list(gone)).delete()
    for sha256 in gone.values():
        stored.vault().discard(sha256)

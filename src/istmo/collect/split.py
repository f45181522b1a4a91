"""An answer that several units fill in: each part is kept, and what is submitted is made of the last part of each."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from istmo.collect import deposit, queries, services
from istmo.collect.deposit import Raw, Reading
from istmo.collect.models import DataCall, State, Submission, UnitPart, Version
from istmo.framework import stored
from istmo.people import events
from istmo.people.models import Agency, User
from istmo.people.permissions import Permission, require

_USUAL = Reading()


def submit(
    *,
    call: DataCall,
    agency: Agency,
    parts: Sequence[tuple[str, Path]],
    by: User,
    at: datetime,
    reading: Reading = _USUAL,
) -> tuple[Version, bool]:
    """Keep these parts, (unit, file) with an empty unit for the whole, and submit what the last of each make together.

    As :func:`istmo.collect.services.submit`. A whole that comes later stands for all parts before it. Nothing is
    submitted again where all came before, also where that was recalled; only a draft is looked at anew, for what it
    lacked may be there now.
    """
    require(by, Permission.SUBMIT, agency)
    kept = [(unit, deposit.raw([file], reading.limits)) for unit, file in parts]
    standing, fresh = _kept(call=call, agency=agency, parts=kept, by=by, at=at)
    last = queries.last_of(standing[0].submission)
    if last and not fresh and last.state != State.DRAFT:
        return last, False
    with stored.scratch() as work:
        files = [_file(part, work / str(number)) for number, part in enumerate(standing)]
        return services.submit(call=call, agency=agency, files=files, by=by, at=at, reading=reading)


@transaction.atomic
def _kept(
    *, call: DataCall, agency: Agency, parts: Sequence[tuple[str, Raw]], by: User, at: datetime
) -> tuple[list[UnitPart], bool]:
    """Write down what is new; give what stands, and whether anything was."""
    DataCall.objects.select_for_update().get(pk=call.pk)
    submission, _new = Submission.objects.get_or_create(call=call, agency=agency)
    fresh = []
    for unit, raw in parts:
        last = submission.parts.filter(unit=unit).last()
        if last and last.raw_sha256 == raw.sha256:
            continue
        part = UnitPart(
            submission=submission,
            unit=unit,
            number=last.number + 1 if last else 1,
            filename=raw.name,
            raw_sha256=raw.sha256,
            received_by=by,
            received_at=at,
        )
        part.full_clean()
        part.save()
        fresh.append(f"{unit or 'whole'}/{part.number}")
    if fresh:
        events.append(verb="submission.parts", subject=str(submission), by=by, at=at, parts=fresh)
    return standing(submission), bool(fresh)


def standing(submission: Submission) -> list[UnitPart]:
    """The last part of each unit, by unit; of those before the last whole only that whole."""
    found: dict[str, UnitPart] = {}
    for part in submission.parts.order_by("pk"):
        if not part.unit:
            found.clear()
        found[part.unit] = part
    return [found[unit] for unit in sorted(found)]


def _file(part: UnitPart, into: Path) -> Path:
    """The bytes kept, under the name they came with."""
    into.mkdir()
    return Path(shutil.copyfile(stored.vault().path(part.raw_sha256), into / Path(part.filename).name))

"""What is handed in, by whatever door: each unit's part is kept, and what is submitted is made of the last part of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from istmo.collect import deposit, queries, services
from istmo.collect.deposit import Raw, Reading
from istmo.collect.models import DataCall, State, Submission, UnitPart, Version
from istmo.framework import pack, stored
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people import events
from istmo.people.models import Agency, User
from istmo.people.permissions import Permission, require

_USUAL = Reading()


@dataclass(frozen=True)
class Handed:
    """Files as they are handed in: of each unit its files, of an empty unit those of the whole.

    again: a person hands them in on purpose, so that what was recalled is submitted once more; a folder that is read
    again is not.
    """

    parts: tuple[tuple[str, tuple[Path, ...]], ...]
    again: bool = True


@dataclass(frozen=True)
class _Kept:
    """The parts that make up the answer now, the numbers of those that came just now, and whether any of them is new.

    One that came before and became no version yet is as good as new: it is being read at this moment, or a machine died.
    """

    standing: list[UnitPart]
    now: list[int]
    fresh: bool


def submit(
    *,
    call: DataCall,
    agency: Agency,
    handed: Handed,
    by: User,
    at: datetime,
    reading: Reading = _USUAL,
) -> tuple[Version, bool]:
    """Keep these parts, and submit what the last of each make together; as :func:`istmo.collect.services.submit`.

    A whole that comes later stands for all parts before it, unless it had errors and another part came after it. The
    same bytes as before give the version there is; only a draft is looked at anew, for what it lacked may be there now.
    WrongUse where a part would have to be joined to files that were read by a column plan.
    """
    require(by, Permission.SUBMIT, agency)
    if reading.sent_by:
        require(reading.sent_by, Permission.SUBMIT, agency)
    services.refuse(call=call, agency=agency, at=at)
    came = [_part(unit, files, reading) for unit, files in handed.parts]
    kept = _keep(call=call, agency=agency, came=came, again=handed.again, by=by, at=at)
    last = queries.last_of(kept.standing[0].submission)
    looked_at = (State.DRAFT, State.RECALLED) if handed.again else (State.DRAFT,)
    if last and not kept.fresh and last.state not in looked_at:
        return last, False
    try:
        with stored.scratch() as work:
            files = _files(kept, handed, reading, work)
            version, new = services.submit(
                call=call, agency=agency, files=files, by=by, at=at, reading=reading
            )
    except (WrongUse, InputProblem):
        UnitPart.objects.filter(pk__in=kept.now, version=None).update(refused=True)
        raise
    UnitPart.objects.filter(pk__in=kept.now).update(version=version)
    return version, new


def standing(parts: QuerySet[UnitPart], now: Sequence[int] = ()) -> list[UnitPart]:
    """Of the parts of one submission the last of each unit, by unit; of those before the last whole only that whole.

    now: numbers of parts that are handed in just now. A whole that had errors and is not among them stands for nothing:
    it was to be mended, and what came before it is there still.
    """
    found: dict[str, UnitPart] = {}
    for part in parts.filter(refused=False).select_related("version").order_by("pk"):
        if not part.unit and part.pk not in now and part.version and part.version.errors:
            continue
        if not part.unit:
            found.clear()
        found[part.unit] = part
    return [found[unit] for unit in sorted(found)]


def _part(unit: str, files: Sequence[Path], reading: Reading) -> UnitPart:
    """What came for a unit, its bytes in the vault; not written down yet."""
    every = [*files, reading.plan] if reading.plan else files
    raw = deposit.raw(every, reading.limits)
    part = UnitPart(unit=unit, filename=raw.name, raw_sha256=raw.sha256, is_planned=bool(reading.plan))
    part.sent_by = reading.sent_by
    return part


@transaction.atomic
def _keep(
    *, call: DataCall, agency: Agency, came: Sequence[UnitPart], again: bool, by: User, at: datetime
) -> _Kept:
    """Write down what is new, and give what stands then."""
    DataCall.objects.select_for_update().get(pk=call.pk)
    submission, _new = Submission.objects.get_or_create(call=call, agency=agency)
    stands = {part.pk for part in standing(submission.parts.all())}
    now, fresh, unread = [], [], False
    for part in came:
        last = submission.parts.filter(unit=part.unit).last()
        if last and _is_known(last, part, stands if again else {last.pk}):
            now.append(last.pk)
            unread = unread or last.version_id is None
            continue
        part.submission, part.number = submission, last.number + 1 if last else 1
        part.received_by, part.received_at = by, at
        part.full_clean()
        part.save()
        now.append(part.pk)
        fresh.append(f"{part.unit or 'whole'}/{part.number}")
    if any(part.unit for part in came) and fresh:
        events.append(verb="submission.parts", subject=str(submission), by=by, at=at, parts=fresh)
    return _Kept(standing(submission.parts.all(), now), now, bool(fresh) or unread)


def _is_known(last: UnitPart, part: UnitPart, stands: set[int]) -> bool:
    """Whether the same bytes came last for that unit and are a part of the answer still: a whole is so only alone."""
    same = last.raw_sha256 == part.raw_sha256 and not last.refused
    if same and last.version and last.version.errors:
        return True
    return same and last.pk in stands and bool(part.unit or len(stands) == 1)


def _files(kept: _Kept, handed: Handed, reading: Reading, work: Path) -> list[Path]:
    """What the answer is made of, under the names it came with."""
    if reading.plan:
        return [file for _unit, files in handed.parts for file in files]
    if any(part.is_planned for part in kept.standing):
        raise WrongUse(
            _(
                "What was handed in before was read by a column plan, and a part of it cannot be joined to that. "
                "Hand in the whole once more: in one workbook, or with the plan."
            )
        )
    return [file for number, part in enumerate(kept.standing) for file in _copied(part, work / str(number))]


def _copied(part: UnitPart, into: Path) -> list[Path]:
    many = part.filename.count(deposit.JOINED) + 1
    if many == 1:
        return deposit.by_name(Raw(part.raw_sha256, part.filename), [Path(Path(part.filename).name)], into)
    pack.unpack(stored.vault().path(part.raw_sha256), into)
    return [next((into / str(place)).iterdir()) for place in range(1, many + 1)]

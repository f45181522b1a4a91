"""Freezing: what was approved becomes a numbered release that never changes."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from istmo.framework import queries as frameworks
from istmo.framework import stored
from istmo.framework.models import Architecture
from istmo.freeze import queries, registers
from istmo.freeze.models import Included, Release
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.release.build import build
from istmo.release.manifest import Manifest
from istmo.release.parts import Part
from istmo.release.reader import open_release
from istmo.review.decided import Rows
from istmo.review.decided import decided as decided_by_persons
from istmo.review.models import Decision
from istmo.review.queries import approvals
from istmo.spec import architecture as spec
from istmo.vault.writing import before_write, make_folder, move_whole


def freeze(*, title: str, by: User, at: datetime) -> tuple[Release, bool]:
    """Freeze what is approved into the next release; give it, and whether it is new.

    Where nothing was approved, lifted or settled and no framework imported since the last release, that one is given.
    The folder is built before the transaction, so that the database is not locked meanwhile; where another freeze was
    faster, it is done again after that one.
    """
    require(by, Permission.FREEZE)
    approved, architecture, last = list(approvals()), frameworks.in_force(at.date()), queries.last()
    if not approved:
        raise WrongUse("Nothing is approved yet. See what waits: istmo review list.")
    decided = decided_by_persons(approved)
    if last and _same(last, approved, architecture, registers.decided_hash(decided)):
        return last, False
    _refuse_other_framework(approved, architecture)
    with stored.scratch() as work:
        made = _build(approved, decided, architecture, (last, _next(last)), title, work)
        release = Release(
            number=_next(last),
            title=made.title,
            content=made.content,
            parent=last,
            architecture=architecture,
            decided=registers.decided_hash(decided),
            frozen_by=by,
            frozen_at=at,
        )
        if _record(release=release, approved=approved, built=work / "release", by=by, at=at):
            return release, True
    return freeze(title=title, by=by, at=at)


def freeze_provisional(*, title: str, by: User, at: datetime) -> tuple[Path, Manifest]:
    """Build what is approved now as a provisional release, named by the day; give its folder and what it says of itself.

    It has no number and is no row: nothing rests on it, and another of the same day replaces it.
    """
    require(by, Permission.FREEZE)
    approved, architecture, last = list(approvals()), frameworks.in_force(at.date()), queries.last()
    if not approved:
        raise WrongUse("Nothing is approved yet. See what waits: istmo review list.")
    _refuse_other_framework(approved, architecture)
    name = at.date().isoformat()
    folder = queries.provisional_place(name)
    with stored.scratch() as work:
        made = _build(approved, decided_by_persons(approved), architecture, (last, None), title, work)
        with transaction.atomic():
            events.lock()
            _remove_orphan(folder)
            make_folder(folder.parent)
            move_whole(work / "release", folder)
            events.append(verb="release.provisional", subject=name, by=by, at=at, content=made.content)
    return folder, made


def _build(
    approved: Sequence[Decision],
    decided: Mapping[str, Rows],
    architecture: Architecture,
    about: tuple[Release | None, int | None],
    title: str,
    work: Path,
) -> Manifest:
    """Build the release's folder in `work` and give its manifest; `about`: the release before, and the number."""
    last, number = about
    read = spec.load(frameworks.unpack(architecture, work / "architecture"))
    parent = queries.folder(last.number) if last else None

    @cache
    def tables_of(key: int) -> Mapping[str, Rows]:
        if key == architecture.pk:
            return read.tables()
        earlier = Architecture.objects.get(pk=key)
        return spec.load(frameworks.unpack(earlier, work / f"architecture-{key}")).tables()

    told = registers.rows(
        approved, lambda call: tables_of(call.framework.architecture_id), _indicators(read, parent)
    )
    vault = stored.vault()
    return build(
        architecture=read,
        figures=[Part(vault.path(a.figures_sha256), a.version.code) for a in approved if a.figures_sha256],
        transactions=[
            Part(vault.path(a.transactions_sha256), a.version.code) for a in approved if a.transactions_sha256
        ],
        registers={**told, **decided},
        number=number,
        title=title,
        parent=parent,
        out=work / "release",
    )


def _indicators(read: spec.Architecture, parent: Path | None) -> set[str]:
    """Codes of indicators that a release can hold: of its framework, and of the release before, which are kept closed."""
    if parent is None:
        return set(read.codes("indicators"))
    with open_release(parent) as release:
        return {code for (code,) in release.query("SELECT code FROM indicators")} | read.codes("indicators")


@transaction.atomic
def _record(*, release: Release, approved: Sequence[Decision], built: Path, by: User, at: datetime) -> bool:
    """Give the folder its name and write its rows; False, and nothing is written, if another was frozen meanwhile."""
    events.lock()
    if queries.last() != release.parent:
        return False
    release.full_clean()
    release.save()
    for position, decision in enumerate(approved, 1):
        included = Included(release=release, decision=decision, position=position)
        included.full_clean()
        included.save()
    folder = queries.folder(release.number)
    _remove_orphan(folder)
    make_folder(folder.parent)
    move_whole(built, folder)
    events.append(verb="release.frozen", subject=str(release), by=by, at=at, content=release.content)
    return True


def _remove_orphan(folder: Path) -> None:
    """A folder without a row: left by a freeze that died, which nobody has seen; or a provisional one that is replaced."""
    if folder.exists():
        before_write()
        shutil.rmtree(folder)


def _same(last: Release, approved: Sequence[Decision], architecture: Architecture, decided: str) -> bool:
    included = list(last.included.order_by("position").values_list("decision_id", flat=True))
    return (
        last.architecture_id == architecture.pk
        and included == [decision.pk for decision in approved]
        and last.decided == decided
    )


def _refuse_other_framework(approved: Sequence[Decision], architecture: Architecture) -> None:
    held = set(architecture.frameworks.values_list("code", flat=True))
    asked = {decision.version.submission.call.framework.code for decision in approved}
    if missing := sorted(asked - held):
        raise WrongUse(
            f"The framework imported last lacks {', '.join(missing)}, which approved figures answer to. "
            "Import one folder that holds them all: istmo framework import."
        )


def _next(last: Release | None) -> int:
    return last.number + 1 if last else 1

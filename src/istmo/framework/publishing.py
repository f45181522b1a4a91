"""An architecture becomes a published one: checked, packed into the vault, its versions and agencies recorded."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from istmo.framework import pack, queries, stored, vanished
from istmo.framework.models import Architecture, Draft, FrameworkVersion
from istmo.people import events
from istmo.people.models import User
from istmo.people.services import AgencyRow, register_agencies
from istmo.spec import architecture as spec


def put(root: Path, today: date) -> tuple[spec.Architecture, str]:
    """Check the folder and keep it in the vault; its tables and its SHA-256. What is dated after `today` is an error.

    InputProblem with every error, and with every node that is gone while figures stand under it and nothing says what
    became of it.
    """
    read = spec.load(root, today)
    with stored.scratch() as work:
        pack.pack(pack.parts(root), work / "architecture.tar")
        last = Architecture.objects.order_by("pk").last()
        sha256 = stored.vault().put(work / "architecture.tar")
        if last and last.sha256 != sha256 and stored.latest_release():
            with TemporaryDirectory(prefix="istmo-before-") as scratch:
                vanished.refuse(spec.load(queries.unpack(last, Path(scratch, "before"))), read)
    return read, sha256


@transaction.atomic
def record(
    read: spec.Architecture,
    sha256: str,
    effective: Mapping[str, date],
    *,
    by: User,
    at: datetime,
    draft: Draft | None = None,
) -> tuple[FrameworkVersion, ...]:
    """Write the rows of a published architecture; `effective` gives the first day of each framework.

    The same files as the last one give the same versions. One event: framework.imported, or framework.published.
    """
    last = Architecture.objects.order_by("pk").last()
    # Only the last one: whoever imports an earlier folder again wants it to hold from now on.
    if last and last.sha256 == sha256 and draft is None:
        return tuple(last.frameworks.all())
    architecture = Architecture(sha256=sha256, imported_by=by, imported_at=at)
    architecture.full_clean()
    architecture.save(force_insert=True)
    versions = tuple(
        _version(architecture, row, effective[row["code"]]) for row in read.records("frameworks")
    )
    agencies = read.records("agencies")
    register_agencies(
        AgencyRow(a["code"], a["name"], bool(a["own"]), a["parent"] or "", a["kind"] or "") for a in agencies
    )
    codes = ",".join(version.code for version in versions)
    if draft is None:
        events.append(verb="framework.imported", subject=codes, by=by, at=at, sha256=sha256)
        return versions
    draft.published = architecture
    draft.full_clean()
    draft.save()
    days = {code: day.isoformat() for code, day in effective.items()}
    events.append(
        verb="framework.published", subject=codes, by=by, at=at, sha256=sha256, draft=draft.pk, effective=days
    )
    return versions


def _version(architecture: Architecture, row: Mapping[str, Any], effective: date) -> FrameworkVersion:
    version = FrameworkVersion(
        architecture=architecture,
        code=row["code"],
        title=row["title"],
        version=row["version"],
        effective_on=effective,
    )
    version.full_clean()
    version.save(force_insert=True)
    return version

"""Importing a framework's folder: checked, packed into the vault, its agencies registered."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from istmo.framework import pack, plans, stored
from istmo.framework.models import Architecture, FrameworkVersion
from istmo.kernel.problem import Problem
from istmo.kernel.tables import TABLES
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission, require
from istmo.people.services import register_agencies
from istmo.spec import architecture as spec
from istmo.spec import export
from istmo.spec.folder import find_root

Rows = Mapping[str, list[tuple[Any, ...]]]


def import_folder(*, path: Path, by: User, at: datetime) -> tuple[FrameworkVersion, ...]:
    """Check the folder and keep it; the same files again give the same versions.

    Where `path` is one framework inside a folder, the whole folder is kept: frameworks point to one another.
    Raises InputProblem with every error of its files. The vault is filled before the transaction begins.
    """
    require(by, Permission.IMPORT_FRAMEWORK)
    root, _ = find_root(path)
    tables = spec.load(root).tables()
    with stored.scratch() as work:
        pack.pack(pack.parts(root), work / "architecture.tar")
        sha256 = stored.vault().put(work / "architecture.tar")
    return _record(sha256=sha256, tables=tables, by=by, at=at)


def import_plan(
    *, path: Path, by: User, at: datetime, code: str = "", language: str = ""
) -> tuple[tuple[FrameworkVersion, ...], tuple[Problem, ...]]:
    """Keep the framework in a StratML file as a folder of its own; also what did not fit, each with its place.

    Raises InputProblem if the file is no StratML or what it says is against a rule.
    """
    require(by, Permission.IMPORT_FRAMEWORK)
    came = plans.load(path, code=code, language=language)
    with stored.scratch() as work:
        folder = export.write(came.whole, None, work / "architecture")
        return import_folder(path=folder, by=by, at=at), came.problems


@transaction.atomic
def _record(*, sha256: str, tables: Rows, by: User, at: datetime) -> tuple[FrameworkVersion, ...]:
    last = Architecture.objects.order_by("pk").last()
    # Only the last one: whoever imports an earlier folder again wants it to hold from now on.
    if last and last.sha256 == sha256:
        return tuple(last.frameworks.all())
    architecture = Architecture(sha256=sha256, imported_by=by, imported_at=at)
    architecture.full_clean()
    architecture.save()
    versions = tuple(_version(architecture, row) for row in _rows(tables, "frameworks"))
    agencies = _rows(tables, "agencies")
    register_agencies((a["code"], a["name"], bool(a["own"]), a["parent"] or "") for a in agencies)
    codes = ",".join(version.code for version in versions)
    events.append(verb="framework.imported", subject=codes, by=by, at=at, sha256=sha256)
    return versions


def _version(architecture: Architecture, row: Mapping[str, Any]) -> FrameworkVersion:
    version = FrameworkVersion(
        architecture=architecture, code=row["code"], title=row["title"], version=row["version"]
    )
    version.full_clean()
    version.save()
    return version


def _rows(tables: Rows, name: str) -> list[dict[str, Any]]:
    return [dict(zip(TABLES[name].names, row, strict=True)) for row in tables.get(name, ())]

"""A backup: the database first, then the files it names. One file, the same for SQLite and PostgreSQL.

Rows are written as JSON lines, not as a copy of one database's own files: a backup of either can be restored into
the other. Files are only ever added to a workspace, so those written after the rows were read do no harm.
"""

import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from istmo import __version__
from istmo.framework import stored
from istmo.freeze.carried import FOLDERS, FORMAT, HEAD, KEY, ROWS, Packing
from istmo.kernel.problem import WrongUse
from istmo.vault.writing import before_write, sync_file, sync_folder

#: Rooms whose tables a backup holds, each after those its foreign keys point to; and allauth's, without whose second
#: factors and sign-ins elsewhere nobody would come in again.
ROOMS = ("people", "mfa", "socialaccount", "framework", "collect", "review", "freeze")


class _Exact(DjangoJSONEncoder):
    """Django's own encoder cuts times to milliseconds; the event log hashes microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def backup(out: Path) -> None:
    """Write the whole workspace that is open into the file `out`, which must not exist and is made in one step."""
    _refuse(out)
    with TemporaryDirectory(prefix=f".{out.name}.", dir=out.resolve().parent) as work:
        folder = Path(work)
        head = {"istmo": __version__, "format": FORMAT, "database": connection.vendor}
        (folder / HEAD).write_text(json.dumps(head), encoding="utf-8")
        _rows(folder / ROWS)
        with tarfile.open(folder / "backup", "w:", format=tarfile.PAX_FORMAT) as tar:
            packing = Packing(tar)
            packing.add(HEAD, folder / HEAD)
            packing.add(ROWS, folder / ROWS)
            for name, path in _files(stored.workspace()):
                packing.add(name, path)
            packing.finish(folder)
        # It holds the secret key: for its owner alone.
        (folder / "backup").chmod(0o600)
        sync_file(folder / "backup")
        before_write()
        os.rename(folder / "backup", out)
        sync_folder(out.resolve().parent)


def tables() -> list[type[models.Model]]:
    """Every table of the rooms, each after those it points to."""
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def _refuse(out: Path) -> None:
    if out.exists():
        raise WrongUse(f"{out} exists already: name a new file.")
    if stored.workspace() in out.resolve().parents:
        raise WrongUse(f"{out} lies inside the workspace: keep a backup elsewhere, best on another disk.")
    if not out.resolve().parent.is_dir():
        raise WrongUse(f"The folder {out.parent} does not exist: make it first, or name another.")


def _rows(out: Path) -> None:
    with out.open("w", encoding="utf-8") as file, _snapshot():
        for table in tables():
            rows = table._default_manager.order_by("pk").iterator()
            serializers.serialize("jsonl", rows, stream=file, cls=_Exact, ensure_ascii=False)


@contextmanager
def _snapshot() -> Iterator[None]:
    """One moment of the database, whatever others write meanwhile; nothing is written, not even a lock."""
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not `atomic`, whose IMMEDIATE would lock, and fail on a read-only disk: just when a backup is wanted most.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    yield KEY, root / KEY
    for path in sorted(path for name in FOLDERS for path in (root / name).rglob("*") if path.is_file()):
        name = path.relative_to(root).as_posix()
        if not path.is_symlink() and not name.startswith("vault/incoming/") and "/." not in name:
            yield name, path

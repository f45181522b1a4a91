"""A workspace: one folder with everything. Made by `make`, opened by `start`; one process opens one."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from shlex import quote

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from istmo.config.crash import count_writes
from istmo.config.environment import value
from istmo.kernel.problem import WrongUse
from istmo.vault.writing import make_folder, write_whole

#: Everything istmo itself puts into a workspace, by the beginning of its name.
_OURS = ("istmo.sqlite3", "secret.key", ".", "vault", "provisional", "releases", "out", "jobs.sqlite3")
_KEY = "secret.key"


def start(path: Path) -> None:
    """Set up Django for the workspace at `path`. WrongUse if there is none, or one that was not finished."""
    folder = path.resolve()
    if not (folder / _KEY).is_file():
        raise WrongUse(f"{path} is not a workspace. Make one with: istmo init {quote(str(path))}")
    if not value("DATABASE_URL") and not (folder / "istmo.sqlite3").is_file():
        raise WrongUse(
            f"{path} has no database of its own. If it uses PostgreSQL, set DATABASE_URL; otherwise run: "
            f"istmo init {quote(str(path))}"
        )
    _set_up(folder)
    if _unfinished():
        raise WrongUse(
            f"The database of {path} is not finished or of an earlier istmo. Run: istmo init {quote(str(path))}"
        )


def make(path: Path, at: datetime) -> bool:
    """Make a workspace at `path` and open it; False, and nothing changed, where there is one already.

    Each step may be repeated, so a process that dies on the way leaves nothing that stops the next `make`.
    """
    folder = path.resolve()
    _refuse_foreign(path)
    made = lay_out(folder)
    from istmo.people import services

    made = services.begin(at=at) or made
    if not (folder / _KEY).is_file():
        made = True
        # Last, and readable by its owner alone: a folder with a key is a finished workspace.
        write_whole(folder / _KEY, secrets.token_urlsafe(50).encode("ascii"), secret=True)
    return made


def lay_out(folder: Path) -> bool:
    """Make the folders and tables of a workspace and open it; False where they were all there."""
    for name in ("", "vault", "releases", "out"):
        make_folder(folder / name)
    _set_up(folder)
    unfinished = _unfinished()
    if unfinished:
        _migrate()
    return unfinished


def _migrate() -> None:
    """Apply all migrations in one transaction.

    Django on its own commits a migration's tables before it notes the migration: a process that dies between the two
    leaves a database that no later `migrate` can mend. SQLite changes tables only while it does not check foreign
    keys, and that can be switched only outside of a transaction; Django checks them at the end of each migration.
    """
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.enable_constraint_checking()


def _refuse_foreign(path: Path) -> None:
    if path.is_file():
        raise WrongUse(f"{path} is a file; name a folder, or one that does not exist yet.")
    if path.is_dir() and not (path / _KEY).is_file():
        foreign = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith(_OURS))
        if foreign:
            raise WrongUse(
                f"{path} holds other things ({', '.join(foreign[:3])}): name an empty folder, or a new one."
            )


def _set_up(folder: Path) -> None:
    if apps.ready and folder != settings.WORKSPACE:
        raise RuntimeError(f"this process has opened {settings.WORKSPACE} and cannot open {folder} too")
    os.environ["ISTMO_WORKSPACE"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "istmo.config.settings")
    count_writes()
    django.setup()


def _unfinished() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

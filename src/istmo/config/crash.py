"""With ISTMO_CRASH_AT set, every writing statement and every commit counts as a durable write (see vault.writing)."""

import os
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from istmo.vault.writing import before_write

_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "REPLACE")


def count_writes() -> None:
    """Count from now on, on every connection; nothing happens unless the crash tests ask for it."""
    if os.environ.get("ISTMO_CRASH_AT"):
        connection_created.connect(_watch, dispatch_uid="istmo.crash")


def _watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if getattr(connection, "_istmo_counted", False):
        return
    connection._istmo_counted = True  # type: ignore[attr-defined]
    connection.execute_wrappers.append(_before_statement)
    commit = connection._commit  # type: ignore[attr-defined]

    def counted_commit() -> None:
        before_write()
        commit()

    connection._commit = counted_commit  # type: ignore[attr-defined]


def _before_statement(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if str(sql).lstrip().upper().startswith(_WRITES):
        before_write()
    return execute(sql, params, many, context)

"""What may be set from outside, read strictly: a wrong value stops the start and says how to mend it.

Every variable may also come as `NAME_FILE`, the path of a file that holds it (a secret of a container).
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from istmo.kernel.problem import WrongUse

#: A thread of the server keeps its connection for its next pages; one that broke meanwhile is opened anew.
_KEPT = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
_URL = "postgresql://user:password@host:5432/name"


def value(name: str) -> str | None:
    """The variable, or the content of the file that `NAME_FILE` points to; None where neither is set."""
    given, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if given and file:
        raise WrongUse(f"{name} and {name}_FILE are both set: unset one of them.")
    if not file:
        return given or None
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except OSError as error:
        raise WrongUse(
            f"{name}_FILE is “{file}”, which cannot be read ({error.strerror}): name a file that istmo may read."
        ) from error


def yes(name: str) -> bool:
    """Whether the variable is 1; not set and 0 are no, anything else stops."""
    given = value(name) or "0"
    if given not in ("0", "1"):
        raise WrongUse(f"{name} is “{given}”: set it to 1 or 0, or unset it.")
    return given == "1"


def database(workspace: Path) -> dict[str, Any]:
    """Django's description of the database: SQLite in the workspace, or PostgreSQL where DATABASE_URL names one."""
    url = value("DATABASE_URL")
    return _postgresql(url) if url else _sqlite(workspace)


def _sqlite(workspace: Path) -> dict[str, Any]:
    # IMMEDIATE: a writer waits at the start instead of failing in the middle.
    # SQLite's own rollback journal, not WAL: the database stays one file, so a copy of the folder is a copy of everything, and
    # a read-only folder can still be read. EXTRA also syncs the folder after each commit: what was acknowledged
    # survives a power cut. The price is that a commit waits for readers; ours are short.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(workspace / "istmo.sqlite3"),
        **_KEPT,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA synchronous=EXTRA;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong(url) from None
    options = dict(parse_qsl(parts.query))
    host, name = unquote(parts.hostname or options.pop("host", "")), unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name or "/" in name:
        raise _wrong(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        **_KEPT,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }


def _wrong(url: str) -> WrongUse:
    head, at, tail = url.rpartition("@")
    shown = f"{head.rpartition(':')[0]}:…@{tail}" if at and head.count(":") > 1 else url
    return WrongUse(
        f"DATABASE_URL is “{shown}”: write it as {_URL}, or unset it to use the workspace's own SQLite."
    )

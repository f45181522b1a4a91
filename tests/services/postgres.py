"""Starts a PostgreSQL of the tests' own, from the distribution's packages, in a temporary folder.

`python -m tests.services.postgres COMMAND …` runs a command with DATABASE_URL pointing at it.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

#: Not safe after a power cut, and quick: nothing in it outlives the tests.
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs of the newest version installed; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def why_not() -> str:
    """Why no PostgreSQL can be started here; empty if one can."""
    if os.name == "nt":
        return "PostgreSQL is started from Debian's packages only"
    if programs() is None:
        return "PostgreSQL is not installed: sh tests/services/install"
    if os.geteuid() == 0 and not _has_postgres_user():
        return "PostgreSQL does not run as root, and there is no user postgres"
    return ""


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A running server, reached by a socket in its own folder; gives a DATABASE_URL, for `database` to name one in.

    durable: as an office runs it, with every commit on the disk, where its speed is measured.
    """
    bin_ = programs()
    if bin_ is None:
        raise RuntimeError(why_not())
    folder = Path(mkdtemp(prefix="istmo-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _run(bin_ / "initdb", "-D", folder / "data", "-U", "istmo", "-A", "trust", "-E", "UTF8", "--no-sync")
        listen = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {'' if durable else _QUICK}"
        _run(bin_ / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", listen, "-w", "start")
        try:
            yield f"postgresql://istmo@/postgres?host={folder}"
        finally:
            _run(bin_ / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def database(url: str) -> str:
    """Make an empty database on the server of `url` and give its own DATABASE_URL."""
    import psycopg

    name = f"istmo_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return url.replace("/postgres?", f"/{name}?")


def _has_postgres_user() -> bool:
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return False
    return True


def _run(*command: object) -> None:
    # initdb and the server refuse to run as root, as a container's only user is.
    as_user = {"user": "postgres"} if os.geteuid() == 0 else {}
    ran = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **as_user,  # type: ignore[call-overload]
    )
    if ran.returncode:
        raise RuntimeError(f"{command[0]} failed: {ran.stdout}")


if __name__ == "__main__":
    if reason := why_not():
        sys.exit(reason)
    with server() as running:
        sys.exit(
            subprocess.run(
                sys.argv[1:], check=False, env={**os.environ, "DATABASE_URL": database(running)}
            ).returncode
        )

"""Writing so that a crash at any moment leaves all or nothing: temporary name, fsync, rename, fsync of the folder.

Every durable write of istmo calls :func:`before_write` first. With `ISTMO_CRASH_AT=n` in the environment the process
dies, as if the machine had, just before its n-th write: the crash tests try every n.
"""

import os
import signal
from functools import cache
from itertools import count
from pathlib import Path
from secrets import token_hex

from istmo.kernel.problem import WrongUse

_writes = count(1)


@cache
def _crash_at() -> int:
    wanted = os.environ.get("ISTMO_CRASH_AT", "")
    if not wanted:
        return 0
    if not wanted.isdecimal():
        raise WrongUse(f"ISTMO_CRASH_AT is “{wanted}”: it must be a whole number, or not set.")
    return int(wanted)


def before_write() -> None:
    """Count one write; die here if the crash tests asked for it. Nothing is flushed and no handler runs."""
    if next(_writes) == _crash_at():
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def sync_file(path: Path) -> None:
    """Return once the bytes of `path` are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Return once the names inside `path` are on the disk; Windows has no such call and needs none."""
    if os.name != "nt":
        sync_file(path)


def make_folder(path: Path) -> None:
    """Make `path` and the folders above it, each durable in the one above."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        before_write()
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def write_whole(path: Path, content: bytes, *, secret: bool = False) -> None:
    """Put `content` at `path`, replacing what is there: a reader sees the old bytes or the new, never a part.

    secret: only the owner may read it; else whoever may read what this user writes.
    """
    before_write()
    name = path.parent / f".{path.name}.{token_hex(8)}.part"
    handle = os.open(
        name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if secret else 0o666
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        before_write()
        os.replace(name, path)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def move_whole(source: Path, target: Path) -> None:
    """Give the finished folder `source` its final name `target`, in one step; everything in it is on the disk before.

    Both stand on one disk. WrongUse if `target` is there already.
    """
    for folder, _, names in os.walk(source):
        for name in names:
            sync_file(Path(folder, name))
        sync_folder(Path(folder))
    before_write()
    if target.exists():
        raise WrongUse(f"{target} exists already. What is finished is never changed: choose another name.")
    try:
        os.rename(source, target)
    except OSError as error:
        if target.exists():
            raise WrongUse(f"{target} was made by someone else meanwhile. Choose another name.") from error
        raise
    sync_folder(target.parent)

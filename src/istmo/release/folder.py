"""The folder a release is made in: beside its final place, renamed at the end, swept up when its maker died."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from istmo.vault.writing import before_write, make_folder, move_whole

if sys.platform != "win32":
    import fcntl

_END = ".building"
SPILL = "spill"


@contextmanager
def building(out: Path) -> Iterator[Path]:
    """A new folder `.<name>.<random>.building` beside `out`; it is removed unless :func:`keep` renamed it.

    Folders that a process left when it died are removed first; those of a process that lives are locked, and stay.
    """
    make_folder(out.parent)
    with _locked(out.parent):
        _sweep(out)
        before_write()
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=_END, dir=out.parent))
        mine = _lock(folder)
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        if mine is not None:
            os.close(mine)
        shutil.rmtree(folder, ignore_errors=True)


def keep(folder: Path, out: Path) -> None:
    """Make every file read-only and give the finished folder its final name. WrongUse if `out` is there already."""
    shutil.rmtree(folder / SPILL, ignore_errors=True)
    for file in folder.iterdir():
        file.chmod(0o444)
    move_whole(folder, out)


def _sweep(out: Path) -> None:
    for left in out.parent.glob(f".{out.name}.*{_END}"):
        handle = _lock(left)
        if handle is not None:
            os.close(handle)
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = _lock(folder, wait=True)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path, *, wait: bool = False) -> int | None:
    """A handle that holds the lock of `folder` until it is closed; None where another process holds it.

    Windows cannot lock a folder: there nothing is ever swept.
    """
    if sys.platform == "win32":
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle

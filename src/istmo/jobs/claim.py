"""One worker for a workspace: whoever holds the lock on a file of it, until it ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from istmo.framework import stored

_FILE = ".worker"
#: Somebody who only asks whether a worker runs holds the lock for a moment.
_TRIES, _PAUSE = 10, 0.1


def alive() -> bool:
    """Whether a worker runs on this workspace."""
    with _locked() as free:
        return not free


@contextmanager
def claimed() -> Iterator[bool]:
    """Hold the lock; False where another worker does."""
    for _ in range(_TRIES):
        with _locked() as ours:
            if ours:
                yield True
                return
        Event().wait(_PAUSE)
    yield False


@contextmanager
def _locked() -> Iterator[bool]:
    file = os.open(stored.workspace() / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _lock(file)
    finally:
        os.close(file)  # and with it the lock


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

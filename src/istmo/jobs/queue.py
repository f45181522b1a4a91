"""The queue of jobs: their numbers, in a file of the workspace that huey keeps, whichever process puts or takes."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from huey.storage import SqliteStorage

from istmo.framework import stored

FILE = "jobs.sqlite3"


@lru_cache(maxsize=4)
def _storage(path: Path) -> Any:
    return SqliteStorage("istmo", filename=str(path), fsync=True, strict_fifo=True)


def _here() -> Any:
    return _storage(stored.workspace() / FILE)


def put(number: int) -> None:
    """Let a worker take the job of that number."""
    _here().enqueue(str(number).encode("ascii"))


def take() -> int | None:
    """The number of the job that waits longest, which nobody else takes then; None where none waits."""
    number = _here().dequeue()
    return int(number) if number is not None else None


def clear() -> None:
    """Forget what waits; for a worker that begins and knows from the rows what is to be done."""
    _here().flush_queue()

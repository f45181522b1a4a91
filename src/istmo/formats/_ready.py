"""Children of the door that are ready at once, for a server: forks of one process that has read our modules already.

Every file is still read by a process of its own, which gives up memory, time and the network before it looks. Where
there is no fork (Windows), or the waiting process is gone, a fresh interpreter is started as for every command.
"""

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_START = "import sys; sys.path.insert(0, {root!r}); from istmo.formats._forking import main; main()"
#: How long a job that is killed may take to be gone.
_PATIENCE = 5.0


class Gone(Exception):  # noqa: N818  (the house word: what happened)
    """The waiting process is not there; nothing was read."""


class Ready:
    """One waiting process, started at the first job and anew when it is gone; for several threads."""

    def __init__(self, root: str) -> None:
        """root: the folder from which `istmo` is imported."""
        self._root, self._lock = root, Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def run(self, job: str, seconds: float, complaints: int) -> int | None:
        """The exit code of a job (None: it took too long); its complaints go to that descriptor. Gone if nobody did it."""
        with self._begun(complaints) as (answers, stdin):
            with contextlib.suppress(BrokenPipeError), os.fdopen(os.dup(stdin), "wb") as file:
                file.write(job.encode() + b"\n")
            answers.settimeout(seconds)
            try:
                told = answers.recv(64)
            except TimeoutError:
                self._end(answers)
                return None
            except OSError as fault:
                raise Gone from fault
            if not told:
                raise Gone
            return int(told)

    def _end(self, answers: socket.socket) -> None:
        """Have a job killed, and wait until it is."""
        answers.settimeout(_PATIENCE)
        with contextlib.suppress(OSError):
            answers.shutdown(socket.SHUT_WR)
            answers.recv(64)

    @contextmanager
    def _begun(self, complaints: int) -> Iterator[tuple[socket.socket, int]]:
        """The socket that tells the end of a job, and its stdin, which it outlives by nothing."""
        ours, theirs = socket.socketpair()
        read, write = os.pipe()
        try:
            with self._lock:
                control = self._waiting()
                try:
                    socket.send_fds(control, [b"."], [theirs.fileno(), read, complaints])
                except OSError as fault:
                    self._forget()
                    raise Gone from fault
                finally:
                    theirs.close()
                    os.close(read)
            yield ours, write
        finally:
            ours.close()
            os.close(write)

    def _waiting(self) -> socket.socket:
        if self._control is not None and self._owner == os.getpid():
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and module; no shell)
                [sys.executable, "-I", "-X", "utf8", "-c", _START.format(root=self._root)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
            )
        self._control, self._owner = ours, os.getpid()
        return ours

    def _forget(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        self._control = self._process = None

    def close(self) -> None:
        """End the waiting process."""
        with self._lock:
            self._forget()


def possible() -> bool:
    """Whether this system forks and passes descriptors on."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds") and Path("/dev/fd").is_dir()

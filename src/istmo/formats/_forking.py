"""A process that has read our modules and waits: each job of the door is done by a fork of it, with limits of its own.

Starting Python and reading the modules costs more than reading a file of two thousand rows; a server does it once. This
process never looks at a file itself, and has no thread at the moment it forks. It is started by `_ready` alone, which
passes three things for each job over the socket that is our stdin: where to tell how the job ended, the job's own
stdin, and where its complaints go. When that socket closes, whoever started us is gone.
"""

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import cast

from istmo.formats import _confine
from istmo.formats._shared import formats

#: What the readers of figures import, beside the formats themselves; what others need they import when they run.
_SHARED = (
    "pyarrow.parquet",
    "istmo.formats._union",
    "istmo.formats._called.read",
    "istmo.formats._called.merge",
)


def main() -> None:
    """Wait for jobs until nobody is there to bring one."""
    _confine.lighten()
    child = import_module("istmo.formats._child")
    for name in _SHARED:
        import_module(name)
    formats("read")
    gc.freeze()
    with socket.socket(fileno=os.dup(0)) as control:
        _Waiting(control, child.main).work()
    # DuckDB's module would tell at Python's own end of all that it still holds.
    os._exit(0)


class _Waiting:
    """The loop: a job that comes, a job whose asker went away, a child that ended."""

    def __init__(self, control: socket.socket, do: Callable[[], None]) -> None:
        self._control, self._do = control, do
        self._asking: dict[int, socket.socket] = {}
        self._heard, ended = socket.socketpair()
        ended.setblocking(False)
        self._heard.setblocking(False)
        self._ended = ended
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ended.fileno())
        self._ears = selectors.DefaultSelector()
        for each in (control, self._heard):
            self._ears.register(each, selectors.EVENT_READ)

    def work(self) -> None:
        while True:
            for key, _ in self._ears.select():
                heard = cast("socket.socket", key.fileobj)
                if heard is self._heard:
                    heard.recv(4096)
                elif heard is not self._control:
                    self._give_up(heard)
                elif not self._begin():
                    return
            self._bury()

    def _begin(self) -> bool:
        """Fork for one job; False where no more will come."""
        told, given, *_ = socket.recv_fds(self._control, 1, 3)
        if not told:
            return False
        answers, stdin, complaints = given
        asker = socket.socket(fileno=answers)
        number = os.fork()
        if number == 0:
            self._become(stdin, complaints)
        os.close(stdin)
        os.close(complaints)
        self._asking[number] = asker
        self._ears.register(asker, selectors.EVENT_READ)
        return True

    def _become(self, stdin: int, complaints: int) -> None:
        """This process is the child of one job from here on, and holds nothing of the others."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(stdin, 0)
        os.dup2(complaints, 2)
        os.closerange(3, max(map(int, os.listdir("/dev/fd"))) + 1)
        self._do()  # it never comes back

    def _give_up(self, asker: socket.socket) -> None:
        """Whoever asked does not wait any more: the job ends."""
        for number, each in self._asking.items():
            if each is asker:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
        self._ears.unregister(asker)

    def _bury(self) -> None:
        """Tell of every child that ended how it did, as `subprocess` counts."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                asker = self._asking.pop(ended[0])
                with contextlib.suppress(KeyError):
                    self._ears.unregister(asker)
                with contextlib.suppress(OSError):
                    asker.send(str(os.waitstatus_to_exitcode(ended[1])).encode("ascii"))
                asker.close()


if __name__ == "__main__":
    sys.exit("started by istmo.formats._ready alone")

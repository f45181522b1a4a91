"""What the child gives up before it looks at a stranger's file: memory, time, the network, and life without a parent."""

import contextlib
import os
import signal
import sys
import threading
from typing import IO, Any

from istmo.formats._shared import Limits

#: What the processors of two cores may work in the wall time; a file is read by at most four threads.
_PROCESSORS = 2
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def confine(limits: Limits) -> None:
    """Limit this process for good. What the system does not offer (Windows has no limits on memory) is left to DuckDB."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it ends this process
    lighten()
    _no_network()
    _limit(limits)


def lighten() -> None:
    """Before the first import of what reads: leave out what it would bring along and not use."""
    if not any(isinstance(each, _Without) for each in sys.meta_path):
        sys.meta_path.insert(0, _Without())


class _Without:
    """Refuses pandas and numpy: where they are installed, pyarrow imports them to look whether a list is one of theirs.

    That takes 0.3 s and 0.05 s. Neither is among the things that istmo needs.
    """

    def find_spec(self, name: str, *_: object) -> None:
        """As importlib asks; None to let others look."""
        if name in ("pandas", "numpy"):
            raise ModuleNotFoundError(f"No module named {name!r} is wanted here", name=name)


def end_with(parent: IO[bytes]) -> None:
    """End this process when the pipe from its parent closes, however the parent came to its end."""

    def watch() -> None:
        parent.read()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    seconds = int(limits.seconds * _PROCESSORS) + 1
    wanted = {
        # Data, not address space: DuckDB reserves addresses that it never fills.
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(limit)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (least, least))


def _no_network() -> None:
    sys.addaudithook(_refuse_sockets)
    if sys.platform == "linux":
        _leave_network()


def _refuse_sockets(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        raise PermissionError(f"reading a file never uses the network ({event})")


def _leave_network() -> None:
    """Move into a network namespace that has no way out, where the kernel lets us; the audit hook stands anyway."""
    import ctypes

    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None or unshare(_NEW_NETWORK) == 0:
        return
    user, group = os.geteuid(), os.getegid()
    if unshare(_NEW_USER | _NEW_NETWORK) == 0:
        with contextlib.suppress(OSError):
            for name, mapping in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                    file.write(mapping)

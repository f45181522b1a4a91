"""What was worked out once is kept: a release never changes, so no answer of it ever grows old."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
_NOBODY_WAITS = nullcontext()


class Kept(Generic[Made]):
    """The last things made, at most so many; the one not asked for longest goes first. Safe between threads."""

    def __init__(self, most: int) -> None:
        """Keep at most this many."""
        self._most, self._made, self._lock = most, OrderedDict[Hashable, Made](), Lock()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._made)

    def get(
        self, key: Hashable, make: Callable[[], Made], turn: AbstractContextManager[Any] = _NOBODY_WAITS
    ) -> Made:
        """What is kept under the key, or what `make` gives, kept from now on.

        turn: a lock of who makes it; who waited for it finds what was made. Without one, two at once may both make it.
        """
        found = self._found(key)
        if not found:
            with turn:
                found = self._found(key) or (self._keep(key, make()),)
        return found[0]

    def _found(self, key: Hashable) -> tuple[Made, ...]:
        with self._lock:
            if key not in self._made:
                return ()
            self._made.move_to_end(key)
            return (self._made[key],)

    def _keep(self, key: Hashable, made: Made) -> Made:
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

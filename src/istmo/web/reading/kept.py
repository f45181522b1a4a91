"""What was worked out once is kept: a release never changes, so no answer of it ever grows old."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The last things made, at most so many; the one not asked for longest goes first. Safe between threads."""

    def __init__(self, most: int) -> None:
        """Keep at most this many."""
        self._most, self._made, self._lock = most, OrderedDict[Hashable, Made](), Lock()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._made)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under the key, or what `make` gives, kept from now on. Two at once may both make it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

"""What was made of a text is kept while it is asked for, as much as is made of so many characters."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The last things made; the one not asked for longest goes first, the last one stays. Safe between threads."""

    def __init__(self, most: int) -> None:
        """Keep what is made of at most so many characters together."""
        self._most, self._lock = most, Lock()
        self._made = OrderedDict[Hashable, tuple[int, Made]]()

    @property
    def size(self) -> int:
        """Of how many characters something is kept now."""
        return sum(size for size, _ in self._made.values())

    def __contains__(self, key: Hashable) -> bool:
        """Whether something is kept under the key now."""
        with self._lock:
            return key in self._made

    def get(self, key: Hashable, size: int, make: Callable[[], Made]) -> Made:
        """What is kept under the key, or what `make` gives, kept from now on. Two at once may both make it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key][1]
        made = make()
        with self._lock:
            self._made[key] = size, made
            while self.size > self._most and len(self._made) > 1:
                self._made.popitem(last=False)
        return made

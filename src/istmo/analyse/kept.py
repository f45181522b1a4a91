"""The rows of a long answer, kept as small columns some thousand rows at a time, and made as they are read.

Ten million figures give six million rows of breakdowns: as tuples ten gigabytes, so a few hundred megabytes.
"""

import gc
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, islice
from operator import eq
from typing import Any, overload

from istmo.analyse.answer import Row
from istmo.release.column import Coded, packed

#: Columns of one length, as they were fetched or made.
Batch = Sequence[Coded | list[Any]]


@contextmanager
def uncollected() -> Iterator[None]:
    """Many rows are made without looking for circles in them, of which they have none: each look would be at all of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Kept(Sequence[Row]):
    """Rows in batches of columns. Reading one after the other is quick; one from the middle makes its whole batch."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        """Batches in the order of their rows, each with the same columns."""
        with uncollected():
            self._batches = tuple(tuple(map(packed, batch)) for batch in batches)
        self._ends = tuple(accumulate(len(batch[0]) for batch in self._batches))
        self._made: tuple[int, list[list[Any]]] = (-1, [])

    def __len__(self) -> int:
        """How many rows there are."""
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Row]:
        """One row after the other."""
        for batch in self._batches:
            yield from zip(*(column.values() for column in batch), strict=True)

    def column(self, at: int) -> Iterator[Any]:
        """The values of one column, without making the rows."""
        for batch in self._batches:
            yield from batch[at].values()

    def __eq__(self, other: object) -> bool:
        """Whether another sequence has the same rows."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # millions of rows are no key

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        """One row, or some."""
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step == 1 and start == 0:
                return tuple(islice(self, stop))
            return tuple(self[one] for one in range(start, stop, step))
        place = range(len(self))[at]
        number = bisect_right(self._ends, place)
        if self._made[0] != number:
            self._made = number, [column.values() for column in self._batches[number]]
        inside = place - (self._ends[number - 1] if number else 0)
        return tuple(column[inside] for column in self._made[1])

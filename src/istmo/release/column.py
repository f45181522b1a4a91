"""A column of an answer, kept small: each different value once, or as text where most values differ.

Millions of rows of Python values do not fit into the memory a question may take; what stands here takes one to four
bytes a cell, and for a long run of decimals as many as they have digits.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any, Protocol

#: A column with fewer different values than this share of its rows keeps each of them once.
FEW = 4
#: Where nearly all of so many first rows differ, the others are not looked at to see whether a value stands more than once.
SAMPLE = 1000
#: Between two texts of a run, and in the place of an empty cell. A text that holds one of them is kept as it is.
_PART, _NONE = "\x1f", "\x1e"


class Column(Protocol):
    """Values in the order of the rows."""

    def __len__(self) -> int:
        """How many rows there are."""

    def values(self) -> list[Any]:
        """All of them, made now."""


@dataclass(frozen=True)
class Coded:
    """Each different value once, and which of them each row has. places None: one row for each of `different`.

    Of one value for all rows the places are a range, which costs nothing and tells only how many rows there are.
    written: the texts that decimals were read from; to keep those is quicker than to write them anew.
    """

    different: list[Any]
    places: Sequence[int] | None = None
    written: list[str | None] | None = None

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.different if self.places is None else self.places)

    def values(self) -> list[Any]:
        """The value of every row."""
        if self.places is None:
            return self.different
        if len(self.different) == 1:
            return self.different * len(self.places)
        return list(map(self.different.__getitem__, self.places))

    def at(self, rows: Sequence[int]) -> "Coded":
        """The column with these rows, in this order."""
        if not rows:
            return Coded([])
        if self.places is None:
            return Coded(_taken(self.different, rows))
        if len(self.different) == 1:
            return Coded(self.different, range(len(rows)))
        return Coded(self.different, array(_code(len(self.different)), _taken(self.places, rows)))

    def told(self, say: Callable[[Any], Any]) -> "Coded":
        """The column with every different value replaced by what `say` makes of it."""
        return Coded([say(value) for value in self.different], self.places)

    def decimals(self) -> "Coded":
        """A column of texts, read as decimals."""
        read = [None if text is None else Decimal(text) for text in self.different]
        return Coded(read, self.places, self.different)


@dataclass(frozen=True)
class Run:
    """Values that mostly differ, as one text; `make` reads one of them."""

    text: bytes
    rows: int
    make: Callable[[str], Any]

    def __len__(self) -> int:
        """How many rows there are."""
        return self.rows

    def values(self) -> list[Any]:
        """Each made anew."""
        parts = self.text.decode("utf-8").split(_PART)
        return [None if part == _NONE else self.make(part) for part in parts]


def differ(different: int) -> bool:
    """Whether nearly all of `SAMPLE` rows do, of which so many are different."""
    return different * 10 > SAMPLE * 9


def packed(column: Coded | list[Any]) -> Column:
    """A column in its smallest form; its values come back equal and of the same type."""
    if isinstance(column, Coded) and column.places is not None:
        return column
    if isinstance(column, Coded) and column.written is not None:
        return _joined(column.written, Decimal) or Coded(column.different)
    values = column.different if isinstance(column, Coded) else column
    if values and values[0] is None and values.count(None) == len(values):
        return Coded([None], range(len(values)))
    if len(values) > SAMPLE and differ(len(set(map(id, values[:SAMPLE])))):
        return _run(values) or Coded(values)
    column = each_once(values)
    return _run(values) or column if column.places is None else column


def each_once(values: list[Any]) -> Coded:
    """Each different value once; as they are where too many differ. Of equal values that are two objects each is kept."""
    ids = list(map(id, values))
    different = dict(zip(ids, values, strict=True))
    if len(different) * FEW > len(values):
        return Coded(values)
    kept = list(different.values())
    if len(kept) == 1:
        return Coded(kept, range(len(values)))
    numbers = {which: number for number, which in enumerate(different)}
    return Coded(kept, array(_code(len(kept)), map(numbers.__getitem__, ids)))


def _run(values: list[Any]) -> Run | None:
    """As one text; None where they are neither all decimals nor all texts, or hold what parts them."""
    types = set(map(type, values)) - {type(None)}
    if types not in ({Decimal}, {str}):
        return None
    return _joined([None if value is None else str(value) for value in values], types.pop())


def _joined(texts: list[str | None], make: Callable[[str], Any]) -> Run | None:
    """Texts as one; None where one of them holds what parts them."""
    holes = texts.count(None)
    whole = [_NONE if text is None else text for text in texts] if holes else texts
    text = _PART.join(whole)  # type: ignore[arg-type]
    if text.count(_PART) != len(texts) - 1 or text.count(_NONE) != holes:
        return None
    try:
        return Run(text.encode("utf-8"), len(texts), make)
    except UnicodeEncodeError:  # half a surrogate pair, as a stranger's file may hold
        return None


def _taken(values: Sequence[Any], rows: Sequence[int]) -> list[Any]:
    return list(itemgetter(*rows)(values)) if len(rows) > 1 else [values[rows[0]]]


def _code(different: int) -> str:
    """The smallest type of array that numbers so many."""
    return "B" if different <= 1 << 8 else "H" if different <= 1 << 16 else "I"


def rows_of(columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """The rows of columns of one length."""
    return zip(*(column.values() for column in columns), strict=True)

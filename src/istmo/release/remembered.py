"""A release that remembers what it was asked: it never changes, so the same SELECT has the same answer.

Several questions begin with the same long SELECT; whoever asks many of one open release asks it once.
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from istmo.release.reader import Parameters, Release

#: Answers kept, and the cells that one may have to be kept: a large answer is read once and forgotten.
_MOST, _LARGEST = 24, 200_000


@dataclass(frozen=True)
class Remembered(Release):
    """An open release whose last answers are kept. Not for several threads at once: who shares it takes turns."""

    _answers: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict, repr=False)

    def query(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """As of any release; a list of its own for every caller."""
        key = ("rows", sql, _hashable(parameters))
        found: list[tuple[Any, ...]] | None = self._kept(key)
        if found is None:
            found = super().query(sql, parameters)
            self._keep(key, found, len(found) * len(found[0]) if found else 1)
        return list(found)

    def lists(self, sql: str, parameters: Parameters = ()) -> dict[str, list[Any]]:
        """As of any release; lists of their own for every caller, who may write into them."""
        key = ("columns", sql, _hashable(parameters))
        found: dict[str, list[Any]] | None = self._kept(key)
        if found is None:
            found = super().lists(sql, parameters)
            self._keep(key, found, sum(map(len, found.values())))
        return {name: list(values) for name, values in found.items()}

    def _kept(self, key: Hashable) -> Any:
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def _keep(self, key: Hashable, answer: object, cells: int) -> None:
        if cells <= _LARGEST:
            self._answers[key] = answer
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)


def remembered(release: Release) -> Remembered:
    """The same open release, remembering from now on; closing either closes both."""
    return Remembered(**{one.name: getattr(release, one.name) for one in fields(release)})


def _hashable(parameters: Parameters) -> Hashable:
    """Parameters as a key; their types count, since 1 and true are told apart in SQL."""
    told = parameters.items() if isinstance(parameters, Mapping) else enumerate(parameters)
    return tuple((name, type(value).__name__, repr(value)) for name, value in told)

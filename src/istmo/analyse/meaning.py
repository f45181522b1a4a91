"""What an indicator meant when a value was of: a redefinition holds from its day on, and old values keep the old meaning.

Read from the table `breaks`, which a release fills by comparing its framework with that of its parent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from istmo.analyse.answer import Queryable

_SQL = """
SELECT indicator, first_day, dated, part, earlier, later, reason
FROM breaks WHERE first_day IS NOT NULL ORDER BY indicator, first_day, part
"""
#: A break of this part moves an indicator under other nodes; its own numbers mean what they meant.
NODE = "node"


@dataclass(frozen=True)
class Break:
    """From `first_day` on `part` of an indicator says `later`; dated: the framework states the day."""

    indicator: str
    first_day: date
    dated: bool
    part: str
    earlier: str | None
    later: str | None
    reason: str | None

    @property
    def is_redefinition(self) -> bool:
        """Whether numbers on both sides do not compare."""
        return self.part != NODE

    @property
    def words(self) -> str:
        """The break in a sentence without its end."""
        day = (
            self.first_day.isoformat()
            if self.dated
            else f"about {self.first_day.isoformat()}, no day is stated"
        )
        because = f" ({self.reason})" if self.reason else ""
        if self.part == NODE:
            return f"from {day} its node {self.earlier} is {self.later}{because}"
        return (
            f"redefined from {day}: {self.part} was {_said(self.earlier)} and is {_said(self.later)}{because}"
        )


class Meanings:
    """The breaks of a release by indicator."""

    def __init__(self, release: Queryable) -> None:
        """Read them all: there are few."""
        self._breaks: dict[str, list[Break]] = {}
        for row in release.query(_SQL):
            made = Break(*row)
            self._breaks.setdefault(made.indicator, []).append(made)

    def __contains__(self, indicator: str) -> bool:
        """Whether the indicator ever meant anything else."""
        return indicator in self._breaks

    def between(self, indicator: str, last: date | None, ends: date | None) -> list[Break]:
        """Breaks after the last day of one value, up to the last day of another; none where either is not dated."""
        if last is None or ends is None:
            return []
        return [one for one in self._breaks.get(indicator, ()) if last < one.first_day <= ends]

    def then(self, indicator: str, part: str, ends: date | None, now: str | None) -> str | None:
        """What a part of the indicator said for a value whose last day is `ends`; `now` is what it says today."""
        later = [
            one
            for one in self._breaks.get(indicator, ())
            if one.part == part and _before(ends, one.first_day)
        ]
        return later[0].earlier if later else now

    def __iter__(self) -> Iterator[Break]:
        """Every break, by indicator and day."""
        return (one for of in self._breaks.values() for one in of)


def _before(ends: date | None, day: date) -> bool:
    return ends is not None and ends < day


def _said(text: str | None) -> str:
    return f"“{text}”" if text else "not given"

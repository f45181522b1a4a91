"""What of a release is not for everybody: figures marked sensitive, and every total they are part of."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from istmo.release.reader import Release

_MARKED = """
SELECT DISTINCT indicator, coalesce(agency, ''), coalesce(place, ''), sensitivity FROM (
    SELECT indicator, agency, place, sensitivity FROM figures
    UNION ALL SELECT indicator, agency, place, sensitivity FROM revisions
) AS told
WHERE coalesce(sensitivity, '') <> '' ORDER BY ALL
"""


@dataclass(frozen=True)
class Marked:
    """Figures of one indicator, agency and place that are marked, and why. agency, place: empty where a figure has none."""

    indicator: str
    agency: str
    place: str
    why: str


def marked(release: Release) -> frozenset[Marked]:
    """All that is marked in a release; of most releases nothing."""
    return frozenset(Marked(*row) for row in release.query(_MARKED))


@dataclass(frozen=True)
class Discreet:
    """What is withheld from a reader, and what of the same indicators this reader may see. Empty where nothing is."""

    hidden: Set[Marked] = frozenset()
    seen: Set[Marked] = frozenset()

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(one.indicator for one in self.hidden)

    def __bool__(self) -> bool:
        """Whether anything is withheld at all."""
        return bool(self.hidden)

    def withholds(self, indicator: str | None) -> bool:
        """Whether the numbers of an indicator are withheld, wherever they are of.

        A total of a wider place may hold the figure, and who takes away the rest would know it.
        """
        return indicator in self._codes

    def reasons(self, indicator: str) -> tuple[str, ...]:
        """Why, each reason once."""
        return tuple(sorted({one.why for one in self.hidden if one.indicator == indicator}))

    def own(self, indicator: str) -> tuple[Marked, ...]:
        """What this reader may see of an indicator whose numbers are withheld."""
        if not self.withholds(indicator):
            return ()
        return tuple(one for one in sorted(self.seen, key=_order) if one.indicator == indicator)


def _order(one: Marked) -> tuple[str, str, str]:
    return one.agency, one.place, one.why

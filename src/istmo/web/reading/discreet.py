"""What of a release is not for everybody: figures marked sensitive, and every total they are part of."""

from collections.abc import Mapping
from dataclasses import dataclass

from istmo.release.reader import Release

_MARKED = """
SELECT DISTINCT indicator, sensitivity FROM (
    SELECT indicator, sensitivity FROM figures
    UNION ALL SELECT indicator, sensitivity FROM revisions
) AS told
WHERE coalesce(sensitivity, '') <> '' ORDER BY ALL
"""


@dataclass(frozen=True)
class Discreet:
    """Which indicators are withheld from this reader, and why. Empty for who may see everything."""

    why: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, release: Release, *, everything: bool) -> "Discreet":
        """What is withheld from somebody who may see everything, or may not."""
        marked: dict[str, tuple[str, ...]] = {}
        for indicator, reason in [] if everything else release.query(_MARKED):
            marked[indicator] = (*marked.get(indicator, ()), reason)
        return cls(marked)

    def __bool__(self) -> bool:
        """Whether anything is withheld at all."""
        return bool(self.why)

    def withholds(self, indicator: str | None) -> bool:
        """Whether the numbers of an indicator are withheld, wherever they are of.

        A total of a wider place may hold the figure, and who takes away the rest would know it.
        """
        return indicator in self.why

    def reasons(self, indicator: str) -> tuple[str, ...]:
        """Why, each reason once."""
        return self.why.get(indicator, ())

"""Standard indicators whose words are like those of another: so that nobody invents what there is.

Words are compared as they are written, without case and order; nothing is understood. Half of the likeness asks how
much of the shorter text stands in the longer one, half how alike they are as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process, utils

#: Below this nothing is like it.
LEAST = 45
MOST = 3
#: How many of each kind of likeness are looked at before the two are joined.
_SHORTLIST = 25


@dataclass(frozen=True)
class Near:
    """One standard indicator and how like it is, from 0 to 100."""

    likeness: int
    vocabulary: str
    code: str
    title: str

    def __str__(self) -> str:
        """`US-F ES.1-14 “Number of classrooms built” (86 % alike)`."""
        return f"{self.vocabulary} {self.code} “{self.title}” ({self.likeness} % alike)"


@dataclass(frozen=True)
class Standards:
    """The rows of `standards`, ready to be searched."""

    rows: Sequence[Mapping[str, Any]]
    _words: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> "Standards":
        """The rows with their words made ready once."""
        return cls(rows, tuple(utils.default_process(str(row["title"])) for row in rows))

    def near(self, text: str, most: int = MOST) -> list[Near]:
        """The standard indicators most like a text, the likest first; none where nothing is like it."""
        wanted = utils.default_process(text)
        places = {
            place
            for scorer in (fuzz.token_set_ratio, fuzz.token_sort_ratio)
            for _, _, place in process.extract(wanted, self._words, scorer=scorer, limit=_SHORTLIST)
        }
        scored = [(self._likeness(wanted, place), place) for place in places]
        best = sorted((one for one in scored if one[0] >= LEAST), key=lambda one: (-one[0], one[1]))
        return [self._told(likeness, place) for likeness, place in best[:most]]

    def _likeness(self, wanted: str, place: int) -> int:
        words = self._words[place]
        return round((fuzz.token_set_ratio(wanted, words) + fuzz.token_sort_ratio(wanted, words)) / 2)

    def _told(self, likeness: int, place: int) -> Near:
        row = self.rows[place]
        return Near(likeness, row["vocabulary"], row["standard_code"], row["title"])

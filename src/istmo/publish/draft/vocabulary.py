"""The words by which two texts are known to speak of the same: word stems, and how much each of them tells."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from istmo.publish.draft.language import Language
from istmo.publish.draft.tokens import Kind, Token, tokens

#: Letters of a stem: `conviction` and `convicted` share theirs.
_STEM = 6
_LEAST = 3
_ENDINGS = ("ies", "es", "s")


def stem(word: str) -> str:
    """The beginning of a word without accents and the ending of the plural."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for ending in _ENDINGS:
        if len(plain) > len(ending) + _LEAST and plain.endswith(ending):
            plain = plain[: -len(ending)]
            break
    return plain[:_STEM]


def stems_of(read: Sequence[Token], language: Language) -> list[tuple[int, str]]:
    """Where each telling word stands among the tokens, and its stem."""
    return [
        (at, stem(token.low))
        for at, token in enumerate(read)
        if token.kind is Kind.WORD and len(token.low) >= _LEAST and token.low not in language.stop
    ]


def stems(text: str, language: Language) -> set[str]:
    """The stems of a text."""
    return {told for _, told in stems_of(tokens(text), language)}


class Vocabulary:
    """How much each stem tells: the fewer topics have it, the more."""

    def __init__(self, topics: Iterable[Iterable[str]]) -> None:
        """The stems of every topic."""
        listed = [set(topic) for topic in topics]
        counts = Counter(told for topic in listed for told in topic)
        self._all = len(listed)
        self._weights: Mapping[str, float] = {
            told: math.log(1 + self._all / count) for told, count in counts.items()
        }

    def weight(self, told: str) -> float:
        """The weight of a stem; one that no topic has tells nothing."""
        return self._weights.get(told, 0.0)

    @property
    def most(self) -> float:
        """The weight of a stem that only one topic has."""
        return math.log(1 + self._all) if self._all else 1.0

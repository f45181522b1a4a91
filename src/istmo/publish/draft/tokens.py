"""A text as words, numerals and signs, each with its place in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMERAL = "numeral"
    VULGAR = "vulgar"  # ½
    SIGN = "sign"
    ADDRESS = "address"


@dataclass(frozen=True)
class Token:
    """`text[start:end]`; low: in small letters, an abbreviation without its last point; glued: no space before it."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    glued: bool


_ATOM = re.compile(
    r"""
    (?P<address>(?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+\.[\w.]+ | (?<![\w.])(?:[a-z0-9-]+\.)+(?:gov|org|com|net|int|edu|mil)\b\S*)
  | (?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
  | (?P<word>[^\W\d_](?:\.[^\W\d_])+\.? | [^\W\d_]+(?:['’][^\W\d_]+)*)
  | (?P<numeral>[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+)*)
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)


#: Characters that are not seen: PDF files put joiners between digits, Word soft hyphens into words.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")


def seen(text: str) -> str:
    """A text without the characters that are not seen."""
    return _UNSEEN.sub("", text)


def tokens(text: str) -> list[Token]:
    """The tokens of a text in their order; what is between them is space."""
    if not _UNSEEN.search(text):
        return list(_read(text))
    at = [position for position, char in enumerate(text) if char not in UNSEEN]
    return [replace(one, start=at[one.start], end=at[one.end - 1] + 1) for one in _read(seen(text))]


def _read(text: str) -> Iterator[Token]:
    ended = -1
    for match in _ATOM.finditer(text):
        kind = Kind(match.lastgroup or "sign")
        low = match[0].casefold() if kind is not Kind.NUMERAL else match[0]
        low = low.rstrip(".") if kind is Kind.WORD else low
        yield Token(kind, match[0], low, match.start(), match.end(), match.start() == ended)
        ended = match.end()


class Phrases:
    """Phrases of one or more tokens, each with what it stands for; the longest one counts."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Pairs of a phrase and what it stands for."""
        self._named: dict[tuple[str, ...], str] = {
            tuple(token.low for token in tokens(phrase)): name for phrase, name in named
        }
        self._longest = max(map(len, self._named), default=0)

    @property
    def firsts(self) -> frozenset[str]:
        """The words that phrases begin with."""
        return frozenset(phrase[0] for phrase in self._named)

    def at(self, read: Sequence[Token], at: int) -> tuple[str, int] | None:
        """What the phrase that begins at a token stands for, and the token behind it."""
        for length in range(min(self._longest, len(read) - at), 0, -1):
            name = self._named.get(tuple(token.low for token in read[at : at + length]))
            if name is not None:
                return name, at + length
        return None

    def before(self, read: Sequence[Token], at: int) -> tuple[str, int] | None:
        """What the phrase that ends before a token stands for, and its first token."""
        for length in range(min(self._longest, at), 0, -1):
            name = self._named.get(tuple(token.low for token in read[at - length : at]))
            if name is not None:
                return name, at - length
        return None

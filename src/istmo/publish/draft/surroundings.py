"""What stands around each number of our own papers: a draft made from one of them keeps it, so that a changed number shows.

A number is known by the tokens on both sides, or by more of them on one side. Its neighbours count as they are; where
several numbers near one another were changed, words alone must do.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish.draft.language import Language
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.papers import Line
from istmo.publish.draft.tokens import Kind, Token, tokens

#: Tokens before and behind, and whether numbers among them count as they are.
_WINDOWS = ((5, 5, True), (3, 3, True), (9, 0, True), (0, 9, True), (8, 8, False))
#: So many words or numbers of some length must stand in a window.
_LEAST = 3
#: So many different numbers in one place say nothing.
_MANY = 3
_ANY = "#"

Key = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A number as a paper of ours says it: the token, what the whole mention is, and the line it stands in."""

    token: str
    readings: tuple[Decimal, ...]
    unit: str
    text: str
    line: str


@dataclass(frozen=True)
class Spot:
    """A number token of a text, with what stands around it."""

    token: Token
    mention: int
    keys: tuple[Key, ...]


def spots(texts: Sequence[tuple[str, Sequence[Mention]]], language: Language) -> list[list[Spot]]:
    """Of each text its number tokens; what stands around them runs on from text to text."""
    read = [tokens(text) for text, _ in texts]
    flat = [token for one in read for token in one]
    numeric = [_is_number(token, language) for token in flat]
    lows = [token.low for token in flat]
    masked = [_ANY if is_number else low for low, is_number in zip(lows, numeric, strict=True)]
    found, at = [], 0
    for one, (_, told) in zip(read, texts, strict=True):
        mine = []
        starts = [mention.start for mention in told]
        for offset, token in enumerate(one):
            if numeric[at + offset]:
                number = bisect_right(starts, token.start) - 1
                is_inside = number >= 0 and token.start < told[number].end
                mine.append(Spot(token, number if is_inside else -1, tuple(_keys(lows, masked, at + offset))))
        found.append(mine)
        at += len(one)
    return found


def _is_number(token: Token, language: Language) -> bool:
    if token.kind in (Kind.NUMERAL, Kind.VULGAR):
        return True
    is_word = token.low in language.cardinals or token.low in language.scales or token.low in language.parts
    return is_word and token.low not in language.words["pronoun"]


def _keys(lows: Sequence[str], masked: Sequence[str], at: int) -> Iterator[Key]:
    for before, behind, is_exact in _WINDOWS:
        told = lows if is_exact else masked
        left, right = told[max(at - before, 0) : at], told[at + 1 : at + 1 + behind]
        telling = sum(_tells(word) for word in (*left, *right))
        if len(left) + len(right) < before + behind or telling < _LEAST * (1 if is_exact else 2):
            yield ()
        else:
            yield (f"{before}.{behind}.{is_exact}", *left, "|", *right)


def _tells(low: str) -> bool:
    return (len(low) > 2 and low.isalpha()) or (len(low) > 1 and low[0].isdigit())


class Surroundings:
    """All numbers of our papers by what stands around them."""

    def __init__(self, papers: Iterable[Sequence[Line]], language: Language) -> None:
        """The lines of each paper."""
        self._said: dict[Key, list[Said]] = {}
        for paper in papers:
            told = [(line.text, mentions(line.text, language, is_cell=line.is_cell)) for line in paper]
            for (line, found), mine in zip(told, spots(told, language), strict=True):
                for spot in mine:
                    self._add(spot, found[spot.mention] if spot.mention >= 0 else None, line)

    def _add(self, spot: Spot, mention: Mention | None, line: str) -> None:
        readings, unit, text = (
            (mention.readings, mention.unit, mention.text) if mention else ((), "", spot.token.text)
        )
        said = Said(spot.token.low, readings, unit, text, line)
        for key in spot.keys:
            if key and all(said.token != other.token for other in self._said.setdefault(key, [])):
                self._said[key].append(said)

    def of(self, spot: Spot, *, is_sure: bool = False) -> tuple[Said, ...]:
        """What our papers say in the place of a number token; nothing where they know no such place.

        is_sure: only if all is as it was on both sides.
        """
        for key in spot.keys[: 1 if is_sure else None]:
            said = self._said.get(key, ()) if key else ()
            if said:
                same = [one for one in said if one.token == spot.token.low]
                if same or len(said) <= _MANY:
                    return tuple(same or said)
        return ()

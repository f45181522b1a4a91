"""Words that tie a result to the strategy more strongly than a context indicator allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from istmo.publish.draft.language import Language
from istmo.publish.draft.tokens import Token, tokens

#: How far behind "assistance" the word for what it did may stand.
_REACH = 6
_ENDS = (".", ";", ":")


@dataclass(frozen=True)
class Strong:
    """`text[start:end]` says that something was caused."""

    start: int
    end: int
    text: str


def strong(text: str, language: Language, *, reach: int = _REACH) -> list[Strong]:
    """The words of a sentence that say that the assistance made the result; softened ones are none.

    reach: how many words behind "assistance" the word for what it did may stand.
    """
    read = tokens(text)
    found: list[Strong] = []
    at = 0
    while at < len(read):
        behind = _soft(read, at, language)
        if behind is None:
            behind = _strong(read, at, language, reach)
            if behind is not None:
                start, end = read[at].start, read[behind - 1].end
                found.append(Strong(start, end, text[start:end]))
        at = behind if behind is not None else at + 1
    return found


def _soft(read: Sequence[Token], at: int, language: Language) -> int | None:
    soft = language.contributory.at(read, at)
    return soft[1] if soft else None


def _strong(read: Sequence[Token], at: int, language: Language, reach: int) -> int | None:
    said = language.causal.at(read, at)
    if said:
        return said[1]
    return _deed(read, at + 1, language, reach) if read[at].low in language.doers else None


def _deed(read: Sequence[Token], first: int, language: Language, reach: int) -> int | None:
    """The token behind what assistance did, if it is told within reach and not softened."""
    for at in range(first, min(first + reach, len(read))):
        if read[at].low in _ENDS or _soft(read, at, language):
            return None
        done = language.deeds.at(read, at)
        if done:
            return done[1]
    return None

"""One number of a sentence as a claim has it: value, upper end, unit, how exact, and its own characters."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish.draft.language import Language
from istmo.publish.draft.mention import SHARE, Mention
from istmo.publish.draft.tokens import Kind, Token, tokens

#: So many words may stand between a number and the noun it counts: 22,000 new jobs.
_REACH = 4
#: Within so many words before a percentage, or behind it, it is told which way it went; before “by” farther off.
_FAR, _BEFORE, _BEHIND = 25, 7, 2
_RANGE = ("to", "a", "-", "–", "—")
_FROM = ("from", "de", "desde")
_QUALIFIERS = {"": "exact", "under": "about"}
_STANDS_FOR = re.compile(r"([^\W\d_]+(?:\s+[^\W\d_]+){0,4})\s+\(([A-Z]{2,}s?)\)")
#: Words on either side of a number that are looked at, whatever a text without stops may hold.
_AROUND = 40
_WORD = re.compile(r"\w+")
_PERCENT, _MOST_WORDS = "percent", 7


@dataclass(frozen=True)
class Counted:
    """A number. start, end: its characters in the sentence; unit: empty where nothing says what is counted."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: str
    as_written: str


def short_forms(text: str) -> dict[str, str]:
    """What the abbreviations of a document stand for, as it says itself: `metric tons (MT)`."""
    found: dict[str, str] = {}
    for words, short in _STANDS_FOR.findall(text):
        listed, waiting = words.split(), short.rstrip("s")
        while listed and waiting:
            waiting = waiting[:-1] if listed[-1][0].casefold() == waiting[-1].casefold() else waiting
            listed.pop()
        if not waiting:
            found.setdefault(short, " ".join(words.split()[len(listed) :]))
    return found


def counted(
    said: str, mentions: Sequence[Mention], language: Language, short: Mapping[str, str]
) -> Iterator[Counted]:
    """The numbers of a sentence; two that are a range are one. mentions: those of it that stand for a figure."""
    every, at = tokens(said), 0
    while at < len(mentions):
        one = mentions[at]
        middle = bisect_left(every, one.start, key=lambda token: token.start)
        read = every[max(middle - _AROUND, 0) : middle + _AROUND]
        high = _upper(read, one, mentions[at + 1], language) if at + 1 < len(mentions) else None
        last = mentions[at + 1] if high is not None else one
        yield _made(said, read, (one, last), high, language, short)
        at += 1 if high is None else 2


def _upper(read: Sequence[Token], one: Mention, next_: Mention, language: Language) -> Decimal | None:
    """The upper end if the two are a range; from 3 weeks to 2 days is none."""
    between = [token.low for token in read if one.end <= token.start and token.end <= next_.start]
    before = [token.low for token in read if token.end <= one.start][-1:]
    is_hyphened = len(between) == 3 and between[0] == between[2] == "-"
    joins = between[1:2] if is_hyphened else between
    is_range = len(joins) == 1 and joins[0] in _RANGE
    is_change = any(low in _FROM for low in before) and not is_hyphened
    if not is_range or is_change or (one.unit and one.unit != next_.unit):
        return None
    low, high = _scaled(one, next_), next_.readings[0]
    return high if low < high else None


def _scaled(one: Mention, next_: Mention) -> Decimal:
    """The lower end: the 2 of `2 to 3 million` is two million."""
    return max((r for r in one.readings if r < next_.readings[0]), default=one.readings[0])


def _made(
    said: str,
    read: Sequence[Token],
    ends: tuple[Mention, Mention],
    high: Decimal | None,
    language: Language,
    short: Mapping[str, str],
) -> Counted:
    first, last = ends
    value = first.readings[0] if high is None else _scaled(first, last)
    unit, end = last.unit or first.unit, last.end
    if unit == SHARE:
        unit = _PERCENT
    elif not unit:
        unit, end = _noun(said, read, last.end, language, short)
    start = _begins(read, first, language)
    is_down = unit == _PERCENT and _is_down(read, (start, first.end, last.end), language)
    if first.negative or is_down:
        value, high = -value, (-high if high is not None else None)
        value, high = (high, value) if high is not None else (value, None)
    written = " ".join(said[start:end].split())
    if len(_WORD.findall(written)) > _MOST_WORDS:
        written = " ".join(said[first.start : last.end].split())
    qualifier = first.qualifier or last.qualifier
    return Counted(first.start, last.end, value, high, unit, _QUALIFIERS.get(qualifier, qualifier), written)


def _begins(read: Sequence[Token], mention: Mention, language: Language) -> int:
    """The first character of the words that say how exact the number is, or of the number."""
    at = next((n for n, token in enumerate(read) if token.start >= mention.start), len(read))
    found = language.qualifiers.before(read, at)
    if not found and at and read[at - 1].low in language.words["skipped"]:
        found = language.qualifiers.before(read, at - 1)
    return read[found[1]].start if found else mention.start


def _noun(
    said: str, read: Sequence[Token], after: int, language: Language, short: Mapping[str, str]
) -> tuple[str, int]:
    """The plural that a number counts, a measure with its kind (metric tons), and the character behind it."""
    behind = [token for token in read if token.start >= after][: _REACH + 1]
    if behind and behind[0].low == "-":
        behind = behind[1:2]
    for at, token in enumerate(behind):
        is_plain = token.kind is Kind.WORD and (at == 0 or token.low not in language.words["of_unit"])
        if not is_plain or token.low in language.words["of_month"] - language.words["of_unit"]:
            return "", after
        if token.text in short:
            return short[token.text].casefold(), token.end
        is_stop = token.low in language.stop and at and token.low not in ("new", "other")
        if is_stop or (language.qualifiers.at(read, read.index(token)) and at):
            return "", after
        if _is_plural(token, language):
            is_kind = at and behind[at - 1].low in language.words["measures"]
            first = behind[at - 1] if is_kind else token
            return said[first.start : token.end].casefold(), token.end
    return "", after


def _is_plural(token: Token, language: Language) -> bool:
    if token.low in language.words["plurals"]:
        return True
    is_shaped = len(token.low) > 3 and token.low.endswith("s") and not token.low.endswith(("ss", "us", "is"))
    is_verb = token.low in language.words["helped"] or token.low in language.stop
    return is_shaped and not is_verb and "'" not in token.low and "’" not in token.low


def _is_down(read: Sequence[Token], at: tuple[int, int, int], language: Language) -> bool:
    """Whether a percentage is told as a fall; 40 percent of something is a share and falls nowhere."""
    start, _, end = at
    behind = [token.low for token in read if token.start >= end]
    if behind[:1] and behind[0] in ("of", "del"):
        return False
    told = [language.directions.get(low) for low in behind[:_BEHIND]]
    if not any(told):
        before = [token.low for token in read if token.end <= start]
        is_by = before[-1:] == ["by"]
        told = [language.directions.get(low) for low in reversed(before[-(_FAR if is_by else _BEFORE) :])]
    return next((way for way in told if way), "") == "down"

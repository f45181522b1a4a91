"""Every number of a text, in digits or in words: what it may mean, in what unit, how exactly; or why it is no figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from istmo.publish.draft import no_figures, numerals
from istmo.publish.draft.language import Language
from istmo.publish.draft.language import language as of_code
from istmo.publish.draft.mention import SHARE, Mention
from istmo.publish.draft.numerals import Number
from istmo.publish.draft.tokens import Kind, Token, seen, tokens

_HUNDRED = Decimal(100)
_MINUS = ("−", "-", "–")


@dataclass(frozen=True)
class _Found:
    """A mention with the tokens it is made of."""

    mention: Mention
    first: int
    behind: int


def mentions(text: str, language: Language, *, is_cell: bool = False) -> tuple[Mention, ...]:
    """The numbers of one paragraph or cell, in their order."""
    return _mentions(text, language.code, is_cell)


@lru_cache(maxsize=1 << 16)
def _mentions(text: str, code: str, is_cell: bool) -> tuple[Mention, ...]:
    """The same, remembered: our papers are read for their facts and for what stands around these."""
    language = of_code(code)
    read = tokens(text)
    found = list(_walk(text, read, language, is_cell))
    return tuple(one.mention for one in _shared(found, read, language))


def _walk(text: str, read: Sequence[Token], language: Language, is_cell: bool) -> Iterator[_Found]:
    at = 0
    while at < len(read):
        place = no_figures.Place(read, at, language, is_cell)
        left_out = no_figures.why(place)
        one = (
            _Found(_left_out(text, read, at, *left_out), at, left_out[1])
            if left_out
            else _figure(text, read, at, language)
        )
        if one is None:
            at += 1
            continue
        if one.mention.text:
            yield one
        at = max(one.behind, at + 1)


def _left_out(text: str, read: Sequence[Token], at: int, why: str, behind: int) -> Mention:
    behind = min(behind, len(read))
    start, end = read[at].start, read[behind - 1].end
    return Mention(start, end, seen(text[start:end]), why=why)


def _figure(text: str, read: Sequence[Token], at: int, language: Language) -> _Found | None:
    part = _part(read, at, language)
    if half := _half_scale(read, at, language):
        return _made(text, read, at, half, _unit(read, at, half.end, language), language)
    if part:
        return _made(text, read, at, part, (SHARE, part.end), language)
    told = numerals.number(read, at, language)
    if told is None or told.end == at:
        return None
    unit = _unit(read, at, told.end, language)
    is_pronoun = told.in_words and told.end == at + 1 and read[at].low in language.words["pronoun"]
    if is_pronoun and not unit[0] and not _is_joined(read, at, language):
        return None
    return _made(text, read, at, told, unit, language)


def _is_joined(read: Sequence[Token], at: int, language: Language) -> bool:
    """Whether another number follows behind a word that joins: one to three."""
    if at + 2 >= len(read) or read[at + 1].low not in language.words["join"]:
        return False
    return read[at + 2].low in language.cardinals or read[at + 2].kind is Kind.NUMERAL


def _made(
    text: str, read: Sequence[Token], at: int, told: Number, unit: tuple[str, int], language: Language
) -> _Found:
    name, behind = unit
    first = at
    before = language.units.before(read, at)
    if not name and before and (before[0].isupper()):
        name, first = before[0], before[1]
    elif before and before[0].isupper() and name == before[0]:
        first = before[1]
    is_negative = (
        first > 0 and read[first - 1].text in _MINUS and read[first].glued and not read[first - 1].glued
    )
    first -= is_negative
    qualifier, more = _qualifier(read, first, (told.end, behind), language)
    start, end = read[first].start, read[behind - 1].end
    mention = Mention(
        start,
        end,
        seen(text[start:end]),
        told.readings,
        told.step,
        name,
        qualifier,
        told.in_words,
        is_negative,
    )
    return _Found(mention, first, max(behind, more))


def _qualifier(read: Sequence[Token], first: int, ends: Sequence[int], language: Language) -> tuple[str, int]:
    """How exact the number is said to be, before it or behind the number or its unit; and the token behind it all."""
    behind = max(ends)
    for end in ends:
        after = language.behind.at(read, end)
        if after and (read[end].text != "+" or read[end].glued):
            return ("at_least" if after[0] == "more" else "at_most"), max(after[1], behind)
    found = language.qualifiers.before(read, first)
    if not found and first and read[first - 1].low in language.words["skipped"]:
        found = language.qualifiers.before(read, first - 1)
    return (found[0] if found else ""), behind


def _unit(read: Sequence[Token], at: int, behind: int, language: Language) -> tuple[str, int]:
    """The unit behind a number, a hyphen or the word of before it or not, and the token behind it."""
    next_ = behind
    if behind + 1 < len(read) and read[behind].text == "-" and read[behind].glued and read[behind + 1].glued:
        next_ = behind + 1
    if next_ < len(read) and read[next_].low in language.words["of_unit"]:
        next_ += 1
    found = language.units.at(read, next_)
    if not found and (more := language.behind.at(read, behind)):
        found = language.units.at(read, more[1])
    if not found or (read[next_].text == "$" and not read[next_].glued):
        return "", behind
    return found


def _part(read: Sequence[Token], at: int, language: Language) -> Number | None:
    """`half`, `one third`, `two-thirds`, `½`, `two in five`, as percent; None for the first half, a third party."""
    if read[at].kind is Kind.VULGAR:
        return _share(*numerals.vulgar(read[at].text), at + 1)
    return _named_part(read, at, language) or _one_in(read, at, language)


def _share(part: int, whole: int, end: int) -> Number:
    return Number((_HUNDRED * part / whole,), Decimal(1), end, in_words=True)


def _half_scale(read: Sequence[Token], at: int, language: Language) -> Number | None:
    """`half a million`, `medio millón`."""
    if read[at].low not in language.words["half_of"]:
        return None
    scale = at + 1 + (_low(read, at + 1) in language.words["article"])
    if _low(read, scale) not in language.scales:
        return None
    value = Decimal(language.scales[read[scale].low]) / 2
    return Number((value,), numerals.step_of(value), scale + 1, in_words=True)


def _named_part(read: Sequence[Token], at: int, language: Language) -> Number | None:
    words, before = language.words, read[at - 1].low if at else ""
    low = read[at].low
    if low in words["bare_parts"] and low in language.parts:
        is_time = before in words["nth"] or _low(read, at + 1) in words["times"]
        is_time = is_time or (_low(read, at + 1) == "-" and _low(read, at + 2) in words["times"])
        is_scale = _low(read, at + 2) in language.scales
        return None if is_time or is_scale or before == "-" else _share(1, language.parts[low], at + 1)
    count = 1 if low in words["article"] else language.cardinals.get(low, 0)
    next_ = at + 2 if _low(read, at + 1) == "-" else at + 1
    if not 1 <= count <= 9 or _low(read, next_) not in language.parts:
        return None
    after = next_ + 1 + (_low(read, next_ + 1) in words["of_part"])
    follows = _low(read, after)
    is_share = low not in words["article"] or follows in words["after_part"] or not follows.isalpha()
    if not is_share or follows in words["times"] or count > language.parts[_low(read, next_)]:
        return None
    return _share(count, language.parts[_low(read, next_)], after)


def _one_in(read: Sequence[Token], at: int, language: Language) -> Number | None:
    """`two in five`, `3 out of 4`, `uno de cada tres`: small numbers only."""
    part = numerals.number(read, at, language)
    joint = language.in_phrases.at(read, part.end) if part and part.end > at else None
    if part is None or joint is None or joint[1] >= len(read):
        return None
    whole = numerals.number(read, joint[1], language)
    is_loose = _low(read, part.end) == read[joint[1] - 1].low in ("of", "de", "en")
    if whole is None or whole.end == joint[1] or is_loose:
        return None
    n, of = part.readings[0], whole.readings[0]
    is_small = 1 <= n < of <= 1000 and n == int(n) and of == int(of)
    return _share(int(n), int(of), whole.end) if is_small and not part.end > at + 1 else None


def _low(read: Sequence[Token], at: int) -> str:
    return read[at].low if 0 <= at < len(read) else ""


def _shared(found: Sequence[_Found], read: Sequence[Token], language: Language) -> list[_Found]:
    """Numbers joined by to, and, a dash or a comma take the unit that is told once: 74 and 96 percent, $50 to 60 million."""
    told = list(found)
    for at in range(len(told) - 2, -1, -1):
        one, next_ = told[at], told[at + 1]
        if not (one.mention.is_figure and next_.mention.is_figure and _joint(read, one, next_, language)):
            continue
        is_money = one.mention.unit.isupper() and not next_.mention.unit
        if is_money:
            told[at + 1] = replace(next_, mention=replace(next_.mention, unit=one.mention.unit))
        elif not one.mention.unit and next_.mention.unit not in ("", SHARE):
            told[at] = replace(one, mention=replace(one.mention, unit=next_.mention.unit))
        told[at] = replace(told[at], mention=_scaled_alike(told[at].mention, next_.mention))
    return told


def _joint(read: Sequence[Token], one: _Found, next_: _Found, language: Language) -> bool:
    between = [token.low for token in read[one.behind : next_.first]]
    return len(between) == 1 and (between[0] in language.words["join"] or between[0] == ",")


def _scaled_alike(one: Mention, next_: Mention) -> Mention:
    """The 2 of `2 to 3 million` may be two million."""
    scale = next(
        (Decimal(10) ** power for power in (12, 9, 6, 3) if next_.step >= Decimal(10) ** (power - 2)),
        Decimal(1),
    )
    is_bare = one.readings[0] < 1000 <= next_.readings[0] and not any(c.isalpha() for c in one.text)
    if not is_bare or not any(char.isalpha() for char in next_.text):
        return one
    return replace(one, readings=(*one.readings, *(reading * scale for reading in one.readings)))

"""Digits and number words: what they may mean, and the place of their last digit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from istmo.publish.draft.language import Language
from istmo.publish.draft.tokens import Kind, Token

_SPACES = re.compile("[\u00a0\u202f\u2009'’]")
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_ONE = Decimal(1)
#: No text counts further.
_MOST = Decimal(10) ** 15


@dataclass(frozen=True)
class Number:
    """A number up to the token `end`; readings and step as a mention has them."""

    readings: tuple[Decimal, ...]
    step: Decimal
    end: int
    in_words: bool = False


def vulgar(sign: str) -> tuple[int, int]:
    """Numerator and denominator of ½ and its like."""
    return _VULGAR[sign]


def readings(digits: str, language: Language) -> tuple[Decimal, ...]:
    """What digits with their separators may mean, the likeliest first; nothing where they are no number (1.2.3)."""
    digits = _SPACES.sub(language.thousands, digits)
    marks = set(re.findall(r"[.,]", digits))
    if len(marks) == 2:
        last = digits[max(digits.rfind("."), digits.rfind(","))]
        first = next(iter(marks - {last}))
        whole, _, part = digits.rpartition(last)
        grouped = _grouped(whole, first)
        return (Decimal(f"{grouped}.{part}"),) if grouped and part else ()
    if not marks:
        return (Decimal(digits),)
    mark = marks.pop()
    grouped, is_one = _grouped(digits, mark), digits.count(mark) == 1
    as_whole = (Decimal(grouped),) if grouped else ()
    as_part = (Decimal(digits.replace(mark, ".")),) if is_one else ()
    if mark == language.decimal:
        return as_part + (() if language.firm else as_whole)
    return as_whole + (() if language.firm else as_part)


def _grouped(digits: str, mark: str) -> str:
    """Digits without the marks of their groups of three; nothing if the groups are not of three."""
    first, *rest = digits.split(mark)
    is_right = 1 <= len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in rest)
    return first + "".join(rest) if is_right else ""


def step_of(value: Decimal) -> Decimal:
    """The place of the last digit that says something: 1,000 of 22,000; 0.1 of 5.4."""
    exponent = value.as_tuple().exponent
    if not value or not isinstance(exponent, int):
        return _ONE
    return Decimal(1).scaleb(exponent if exponent < 0 else int(value.normalize().as_tuple().exponent))


def number(read: Sequence[Token], at: int, language: Language) -> Number | None:
    """The number that begins at a token, in digits or in words, with the scales behind it; None if there is none."""
    if read[at].kind is Kind.NUMERAL:
        found = readings(read[at].text, language)
        return _scaled(Number(found, step_of(found[0]), at + 1), read, language) if found else None
    words = _words(read, at, language)
    return _scaled(words, read, language) if words else None


def _words(read: Sequence[Token], at: int, language: Language) -> Number | None:
    """Number words below the scales of a thousand and more: `twenty-two`, `two hundred and five`, `a million`."""
    low = read[at].low
    if low in language.words["article"] and at + 1 < len(read) and read[at + 1].low in language.scales:
        return Number((_ONE,), _ONE, at + 1, in_words=True)
    if low not in language.cardinals:
        return Number((_ONE,), _ONE, at, in_words=True) if low in language.words["bare"] else None
    value, at = _below_hundred(read, at, language)
    if at < len(read) and language.scales.get(read[at].low) == 100:
        value, at = value * 100, at + 1
    after = at + 1 if at < len(read) and read[at].low in language.words["plus"] and value >= 100 else at
    if value >= 100 and after < len(read) and language.cardinals.get(read[after].low, 100) < 100:
        more, at = _below_hundred(read, after, language)
        value += more
    return Number((Decimal(value),), step_of(Decimal(value)), at, in_words=True)


def _below_hundred(read: Sequence[Token], at: int, language: Language) -> tuple[int, int]:
    value, at = language.cardinals[read[at].low], at + 1
    if 20 <= value < 100 and value % 10 == 0:
        next_ = at + 1 if at < len(read) and read[at].low in language.words["tens"] else at
        if next_ < len(read) and 1 <= language.cardinals.get(read[next_].low, 0) <= 9:
            return value + language.cardinals[read[next_].low], next_ + 1
    return value, at


def _scaled(told: Number, read: Sequence[Token], language: Language) -> Number:
    """With `K`, `bn`, `thousand`, `mil millones` behind it, and what is added to it: `two million three hundred`."""
    factor, at = _factor(told, read, language)
    if factor == 1:
        return told
    found = Number(tuple(r * factor for r in told.readings), told.step * factor, at, told.in_words)
    while told.in_words and (rest := _rest(found, factor, read, language)):
        more, factor = rest
        found = Number((found.readings[0] + more.readings[0],), more.step, more.end, in_words=True)
    return found


def _factor(told: Number, read: Sequence[Token], language: Language) -> tuple[Decimal, int]:
    """What multiplies a number, and the token behind it."""
    at = told.end
    if at < len(read) and read[at].glued and read[at].text in language.letters and not told.in_words:
        return Decimal(language.letters[read[at].text]), at + 1
    factor = _ONE
    while factor < _MOST and (after := _scale(read, at, language)) is not None:
        factor, at = factor * language.scales[read[after].low], after + 1
    return factor, at


def _rest(
    before: Number, scale: Decimal, read: Sequence[Token], language: Language
) -> tuple[Number, Decimal] | None:
    """What is added behind a scale, and its own scale: smaller numbers only."""
    words = _words(read, before.end, language) if before.end < len(read) else None
    if words is None:
        return None
    factor, end = _factor(words, read, language)
    more = Number((words.readings[0] * factor,), words.step * factor, end, in_words=True)
    is_smaller = end > before.end and scale > 1 and factor < scale and more.readings[0] < scale
    return (more, factor) if is_smaller else None


def _scale(read: Sequence[Token], at: int, language: Language) -> int | None:
    """The token of a scale behind a number, a hyphen before it or not."""
    if at < len(read) and read[at].low in language.scales:
        return at
    is_joined = at + 1 < len(read) and read[at].text == "-" and read[at + 1].glued
    return at + 1 if is_joined and read[at + 1].low in language.scales else None

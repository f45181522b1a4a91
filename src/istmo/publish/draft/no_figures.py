"""Numerals that stand for no figure: dates, years, places in a text or a law, codes, marks, telephones, times.

Each rule is asked at a token and says how far what it knows reaches, or nothing. The first one that knows counts.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from istmo.publish.draft.language import Language
from istmo.publish.draft.numerals import number
from istmo.publish.draft.tokens import Kind, Token

_DASHES = ("-", "–", "—", "−")
_CHAIN = (*_DASHES, ",", "/", "&", "(", ")", ".", ":")
_HASH = re.compile(r"[a-f]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PLAIN = re.compile(r"[0-9]+")
#: Numbers of versions, and numbers in groups of three.
_DOTTED, _GROUPS = re.compile(r"[0-9]+(?:\.[0-9]+){2,}"), re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_TIMES = ("days", "weeks", "months", "years")
_AFTER = (".", ",", ";", ":", ")", "”", '"', "’", "!", "?", "»")


@dataclass(frozen=True)
class Place:
    """Where a rule is asked: all tokens, the token asked about, and whether the text is a cell of a table."""

    read: Sequence[Token]
    at: int
    language: Language
    is_cell: bool = False

    def token(self, offset: int = 0) -> Token | None:
        """The token so many further on, if there is one."""
        at = self.at + offset
        return self.read[at] if 0 <= at < len(self.read) else None

    def low(self, offset: int = 0) -> str:
        """Its small letters, or nothing."""
        token = self.token(offset)
        return token.low if token else ""

    def plain(self, offset: int = 0) -> int | None:
        """Its digits as a number if it has nothing but digits."""
        token = self.token(offset)
        is_plain = token is not None and token.kind is Kind.NUMERAL and _PLAIN.fullmatch(token.text)
        return int(token.text) if token and is_plain and len(token.text) <= 12 else None

    def glued(self, offset: int) -> bool:
        """Whether nothing stands between it and the token before."""
        token = self.token(offset)
        return bool(token and token.glued)


Rule = Callable[[Place], tuple[str, int] | None]


def why(place: Place) -> tuple[str, int] | None:
    """What the numerals from this token on are, and the token behind them; None if they may be a figure."""
    token = place.read[place.at]
    if token.kind is Kind.WORD and token.low not in place.language.openers:
        return None
    return next((found for rule in RULES if (found := rule(place)) is not None), None)


def _address(place: Place) -> tuple[str, int] | None:
    token = place.token()
    return ("address", place.at + 1) if token and token.kind is Kind.ADDRESS else None


def _is_month(place: Place, offset: int) -> bool:
    token, words = place.token(offset), place.language.words
    if token is None or token.low not in words["months"]:
        return False
    return token.low not in words["capital"] or token.text[0].isupper()


def _is_day(place: Place, offset: int) -> bool:
    day = place.plain(offset)
    return day is not None and 1 <= day <= 31


def _is_year(place: Place, offset: int) -> bool:
    year, token = place.plain(offset), place.token(offset)
    return year is not None and token is not None and len(token.text) == 4 and 1900 <= year <= 2099


def _date(place: Place) -> tuple[str, int] | None:
    """`June 15-16, 2017`, `15 June`, `15 de junio de 2017`, `May 2016`."""
    if _is_month(place, 0):
        after = 1 + (place.low(1) == ".")
        after += place.low(after) in place.language.words["of_month"]
        if _is_year(place, after):
            return "date", place.at + after + 1
        return ("date", _with_year(place, _days(place, after))) if _is_day(place, after) else None
    if not _is_day(place, 0):
        return None
    after = _days(place, 0)
    after += place.low(after) in place.language.words["of_month"]
    return ("date", _with_year(place, after + 1)) if _is_month(place, after) else None


def _days(place: Place, after: int) -> int:
    """Behind a day and those joined to it: `15-16`, `15 and 16`, `15th`."""
    after += 1
    after += place.glued(after) and place.low(after) in place.language.words["ordinal_endings"]
    while place.low(after) in place.language.words["join"] and _is_day(place, after + 1):
        after += 2
    return after


def _with_year(place: Place, after: int) -> int:
    """Behind a year that belongs to the date."""
    next_ = after
    while place.low(next_) in (",", ".", *place.language.words["of_month"]):
        next_ += 1
    return place.at + (next_ + 1 if _is_year(place, next_) else after)


def _numeric_date(place: Place) -> tuple[str, int] | None:
    """`02/05/2021`, `2017-06-15`, `2017-06`."""
    first, second, third = (place.plain(offset) for offset in (0, 2, 4))
    mark = place.low(1)
    if first is None or second is None or mark not in ("/", "-") or not (place.glued(1) and place.glued(2)):
        return None
    if third is not None and place.low(3) == mark and place.glued(3) and place.glued(4):
        ends = (first, third)
        return ("date", place.at + 5) if any(1900 <= end <= 2099 for end in ends) or mark == "/" else None
    token = place.token(2)
    is_month = (
        mark == "-"
        and _is_year(place, 0)
        and token is not None
        and len(token.text) == 2
        and 1 <= second <= 12
    )
    return ("date", place.at + 3) if is_month else None


def _fiscal(place: Place) -> tuple[str, int] | None:
    found = place.language.fiscal.at(place.read, place.at)
    if found is None:
        return None
    offset = found[1] - place.at
    return ("year", place.at + _chain(place, offset)) if place.plain(offset) is not None else None


def _chain(place: Place, offset: int) -> int:
    """Behind plain numerals joined by dashes, strokes and words: `2015-17`, `2016 and 2017`."""
    offset += 1
    while (place.low(offset) in ("/", *place.language.words["join"])) and _is_short_year(place, offset + 1):
        offset += 2
    return offset


def _is_short_year(place: Place, offset: int) -> bool:
    token = place.token(offset)
    is_two = token is not None and place.plain(offset) is not None and len(token.text) == 2
    return _is_year(place, offset) or (is_two and place.glued(offset))


def _year(place: Place) -> tuple[str, int] | None:
    """`2016`, `2015-17`, `the 1980s`; not `2,016`, `$2016` or `more than 2016 firearms`."""
    if not _is_year(place, 0):
        return None
    if place.glued(1) and place.low(1) == "s":
        return "year", place.at + 2
    return None if _is_amount(place) else ("year", place.at + _chain(place, 0))


def _is_money(place: Place) -> bool:
    """Whether a currency stands before it."""
    before = place.language.units.before(place.read, place.at)
    return before is not None and before[0].isupper()


def _is_amount(place: Place) -> bool:
    """Whether a unit or a scale stands beside a number, or it is said how exact a count is."""
    units, after = place.language.units, place.low(1)
    if after in place.language.scales or units.at(place.read, place.at + 1) or _is_money(place):
        return True
    told = place.token(1)
    is_counted = told is not None and told.kind is Kind.WORD and told.text.islower()
    is_counted = is_counted and after not in place.language.stop and len(after) > 3
    return is_counted and place.language.qualifiers.before(place.read, place.at) is not None


def _reference(place: Place) -> tuple[str, int] | None:
    """`section 7045(a)`, `P.L. 115-31`, `Executive Order 13773`, `pages 3 and 4`, `31 U.S.C. 1116`."""
    words = place.language.words
    offset = 0
    if place.plain() is not None:
        if place.low(1) not in words["laws"]:
            return None
        offset = 2
        offset += place.low(offset) in ("§", "section", "part")
        return "reference", place.at + (_numbers(place, offset) if place.plain(offset) is not None else 2)
    if place.low() not in words["references"]:
        return None
    offset = 1
    while place.low(offset) in (".", "no", "nos", "°", "º", ":", "#"):
        offset += 1
    token = place.token(offset)
    if (
        token is None
        or token.kind is not Kind.NUMERAL
        or (place.glued(offset) and place.low() not in ("§", "#", "p", "v"))
    ):
        return None
    after = _numbers(place, offset)
    is_amount = (
        place.language.units.at(place.read, place.at + after) or place.low(after) in place.language.scales
    )
    return None if is_amount else ("reference", place.at + after)


def _numbers(place: Place, offset: int) -> int:
    """Behind the numbers of a reference, their letters in brackets, and those joined to them."""
    offset += 1
    while True:
        if place.low(offset) == "(" and place.glued(offset) and place.low(offset + 2) == ")":
            offset += 3
            continue
        if place.glued(offset) and (token := place.token(offset)) and token.kind is Kind.WORD:
            offset += 1
            continue
        joins = place.low(offset) in (
            *_DASHES,
            ",",
            ".",
            "/",
            "&",
            "·",
            "of",
            "de",
            *place.language.words["join"],
        )
        if not joins or place.plain(offset + 1) is None or _is_year(place, offset + 1):
            return offset
        offset += 2


def _mark(place: Place) -> tuple[str, int] | None:
    """`[4]`, `[4 · 120–140]`; a footnote's number glued behind a point or a bracket."""
    if place.low() == "[":
        offset = 1
        while place.plain(offset) is not None or place.low(offset) in ("·", ",", *_DASHES):
            offset += 1
        return ("mark", place.at + offset + 1) if offset > 1 and place.low(offset) == "]" else None
    number, before, after = place.plain(), place.low(-1), place.token(1)
    if number is None or number > 299 or before not in _AFTER or not (place.glued(0) and place.glued(-1)):
        return None
    stands_alone = after is None or not after.glued or after.low in _AFTER
    is_inside = before in (",", ".", ":") and (earlier := place.token(-2)) and earlier.kind is Kind.NUMERAL
    return ("mark", place.at + 1) if stands_alone and not is_inside else None


def _listed(place: Place) -> tuple[str, int] | None:
    """The number of an item, a heading or a note: `1.`, `(2)`, `3)`, `1.2 Security`, `1 The plan is`."""
    if place.low() == "(" and place.at == 0 and place.plain(1) is not None and place.low(2) == ")":
        return "list", 3
    token = place.token()
    if (
        place.at != 0
        or token is None
        or token.kind is not Kind.NUMERAL
        or not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})*", token.text)
    ):
        return None
    next_, then = place.token(1), place.token(2)
    if next_ is None:
        return None if place.is_cell else ("page", 1)
    if next_.low in (".", ")") and next_.glued and (then is None or not then.glued):
        return "list", 2
    is_title = next_.kind is Kind.WORD and next_.text[0].isupper() and not next_.text[1:2].isupper()
    is_title = is_title and not place.is_cell
    return ("list", 1) if is_title and not place.language.units.at(place.read, 1) else None


def _code(place: Place) -> tuple[str, int] | None:
    """`A4P`, `MS-13`, `GAO-17-145`, `1.2.3`, `22nd`, a hash."""
    token = place.token()
    if token is None or token.kind is not Kind.NUMERAL:
        return None
    if place.glued(1) and place.low(1) in place.language.words["ordinal_endings"]:
        return "ordinal", place.at + 2
    if _ends_hash(place, token):
        return "code", place.at + 1
    if _is_tail(place, token) or _is_mixed(place):
        return "code", place.at + _tail(place)
    return (
        ("code", place.at + 1)
        if _DOTTED.fullmatch(token.text) and not _GROUPS.fullmatch(token.text)
        else None
    )


def _ends_hash(place: Place, token: Token) -> bool:
    """Whether a SHA-256 begins on the line before and ends with these digits: a narrow column breaks it."""
    before: list[str] = []
    while (one := place.token(-1 - len(before))) is not None:
        before.insert(0, one.text)
        if not one.glued:
            break
    return not token.glued and bool(_SHA256.fullmatch("".join([*before, token.text])))


def _is_tail(place: Place, token: Token) -> bool:
    """Whether letters are glued before it, or capitals with a hyphen."""
    before, word = place.token(-1), place.token(-2)
    if not token.glued or before is None:
        return False
    if before.kind is Kind.WORD:
        return not _is_money(place)
    is_hyphen = before.low in ("-", "_") and before.glued
    return bool(is_hyphen and word and word.kind is Kind.WORD and word.text[-1].isupper())


def _is_mixed(place: Place) -> bool:
    """Whether letters and then digits are glued behind it (`7f19`), or letters of a hash alone (`745233ca`)."""
    letters, digits = place.token(1), place.token(2)
    if letters is None or not letters.glued or letters.kind is not Kind.WORD:
        return False
    if digits is not None and digits.glued and digits.kind is Kind.NUMERAL:
        return True
    return bool(_HASH.fullmatch(letters.text)) and letters.text not in place.language.letters


def _tail(place: Place) -> int:
    """Behind everything that is glued on: letters, digits, hyphens between them."""
    offset = 1
    while place.glued(offset):
        token = place.token(offset)
        is_more = token is not None and token.kind in (Kind.WORD, Kind.NUMERAL)
        is_hyphen = place.low(offset) in ("-", "_") and place.glued(offset + 1)
        if not (is_more or is_hyphen):
            break
        offset += 1
    return offset


def _telephone(place: Place) -> tuple[str, int] | None:
    """`+1 202-647-4000`, `(202) 647-4000`, `24/7`."""
    offset, lengths = 0, []
    while (token := place.token(offset)) is not None and (
        token.kind is Kind.NUMERAL or token.low in ("+", "(", ")", "-", ".")
    ):
        if token.kind is Kind.NUMERAL:
            lengths += [len(part) for part in re.split(r"\D", token.text)]
        offset += 1
        if len(lengths) >= 5:
            break
    if lengths[-3:] == [3, 3, 4] or (
        lengths[-2:] == [3, 4] and len(lengths) <= 3 and place.low() in ("+", "(")
    ):
        return "telephone", place.at + offset - (place.low(offset - 1) in (".", "-", "("))
    if place.plain() == 24 and place.low(1) == "/" and place.plain(2) == 7:
        return "time", place.at + 3
    return None


def _clock(place: Place) -> tuple[str, int] | None:
    if place.plain() is None:
        return None
    if place.low(1) == ":" and place.glued(1) and place.glued(2) and place.plain(2) is not None:
        offset = 3
        while place.low(offset) == ":" and place.glued(offset) and place.plain(offset + 1) is not None:
            offset += 2
        return "time", place.at + offset + (place.low(offset) in place.language.words["hours"])
    return ("time", place.at + 2) if place.low(1) in place.language.words["hours"] else None


def _period(place: Place) -> tuple[str, int] | None:
    """`the first six months`, `its first 12 months`: a stretch of time, no amount of it."""
    if place.low() not in place.language.words["nth"]:
        return None
    told = number(place.read, place.at + 1, place.language) if place.token(1) else None
    unit = place.language.units.at(place.read, told.end) if told and told.end > place.at + 1 else None
    return ("period", unit[1]) if unit and unit[0] in _TIMES else None


RULES: tuple[Rule, ...] = (
    _address, _period, _date, _numeric_date, _fiscal, _reference, _listed, _telephone, _clock, _code, _mark, _year,
)  # fmt: skip

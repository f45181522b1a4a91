"""The period a sentence names, as a code: only where it names one, and in a way that leaves no choice."""

import re
from collections.abc import Sequence

from istmo.kernel.period import Period
from istmo.publish.draft.language import Language
from istmo.publish.draft.surmise import years_in
from istmo.publish.draft.tokens import Token, seen, tokens

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SHORT = re.compile(r"[0-9]{2}")


def period(said: str, language: Language) -> str:
    """`2016`, `FY2016`, `2017-H1`, `2011/2016`, `2011/..`; empty if no year is named, or several with no span of them."""
    read = tokens(seen(said))
    found = list(_dates(read, language))
    if not found and any(years_in(said)):
        return ""
    if len(found) == 1:
        first, _, (start, _) = found[0]
        before = read[start - 1].low if start else ""
        return _code(f"{first}/..") if before in language.words["since"] else _code(first)
    if len(found) != 2:
        return ""
    (first, _, (_, behind)), (last, _, (start, _)) = found
    between = [token.low for token in read[behind:start]]
    is_span = len(between) == 1 and between[0] in language.words["join"]
    return _code(f"{first}/{last}") if is_span else ""


def is_undated(said: str) -> bool:
    """Whether no year stands in it."""
    return not any(years_in(said))


def _code(text: str) -> str:
    try:
        return Period.parse(text).code
    except ValueError:
        return ""


def _dates(read: Sequence[Token], language: Language) -> list[tuple[str, str, tuple[int, int]]]:
    """Each date that names a year, as a code, with its tokens. A month whose year is told once takes it."""
    found: list[tuple[str, str, tuple[int, int]]] = []
    for at, token in enumerate(read):
        if not _YEAR.fullmatch(token.text) or (at and read[at - 1].text == "$"):
            continue
        year = token.text
        start, code = _before(read, at, year, language)
        behind, last = _short_end(read, at, year)
        found.append((code, year, (start, at + 1)))
        if last:
            found.append((("FY" if code.startswith("FY") else "") + last, last, (behind - 1, behind)))
    return _with_months(read, found, language)


def _before(read: Sequence[Token], at: int, year: str, language: Language) -> tuple[int, str]:
    """Where the date begins, and its code: `FY2016`, `2016-05`, `2017-H1`, `2016`."""
    if fiscal := language.fiscal.before(read, at):
        return fiscal[1], f"FY{year}"
    for name, half in (("first_half", "H1"), ("second_half", "H2")):
        if told := language.told[name].before(read, at):
            return told[1], f"{year}-{half}"
    for back in (1, 2, 3):
        month = language.months.get(read[at - back].low) if at >= back else None
        between = [token.low for token in read[at - back + 1 : at]]
        if month and all(low in (",", ".", *language.words["of_month"]) or low.isdigit() for low in between):
            return at - back, f"{year}-{month:02d}"
    return at, year


def _short_end(read: Sequence[Token], at: int, year: str) -> tuple[int, str]:
    """The last year of `2015-17`, if one stands there."""
    mark, short = read[at + 1 : at + 2], read[at + 2 : at + 3]
    is_short = mark and mark[0].text in ("-", "–", "/") and short and _SHORT.fullmatch(short[0].text)
    if is_short and short[0].glued and int(short[0].text) > int(year[2:]):
        return at + 3, year[:2] + short[0].text
    return at + 1, ""


def _with_months(
    read: Sequence[Token], found: list[tuple[str, str, tuple[int, int]]], language: Language
) -> list[tuple[str, str, tuple[int, int]]]:
    """`January to June 2017`: the first month has no year of its own."""
    if len(found) != 1 or found[0][2][0] < 2 or "-" not in found[0][0]:
        return found
    code, year, (start, _) = found[0]
    month = language.months.get(read[start - 2].low)
    if month and read[start - 1].low in language.words["join"]:
        return [(f"{year}-{month:02d}", year, (start - 2, start - 1)), (code, *found[0][1:])]
    return found

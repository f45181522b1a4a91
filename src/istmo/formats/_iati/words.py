"""What IATI writes and what it means: texts in several languages, numbers, days, code lists of both generations.

IATI 2 writes codes and `narrative`, IATI 1 words and plain text; both are read the same way, so that no file has to
say its version. The code lists are those of the IATI standard (CC BY 4.0).
"""

import csv
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from istmo.kernel.quantity import rounded

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: A number as XPath's number() reads one: no plus sign, no exponent, no commas, no percent.
_NUMBER = re.compile(r"[ \t\r\n]*(-?)([0-9]*)(?:\.([0-9]*))?[ \t\r\n]*")
#: Decimals that are kept of a number; the canonical table rounds to nine and says so.
_DECIMALS = 30
_MOST_DIGITS = 20
_DAY = re.compile(r"([12]\d{3}-\d{2}-\d{2})(?:[T Z+-].*)?")

ROLES = {
    "1": "funding",
    "2": "accountable",
    "3": "extending",
    "4": "implementing",
    **{role: role for role in ("funding", "accountable", "extending", "implementing")},
    "donor": "funding",
}
STATUSES = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
#: Codes of kinds of organisation, and what an agency of ours is.
_ORGANISATIONS = {
    "1": "government",
    "2": "ngo",
    "3": "public-private",
    "4": "multilateral",
    "6": "foundation",
    "7": "private",
    "8": "academic",
    "9": "other",
}
RESULT_TYPES = {"1": "output", "2": "outcome", "3": "impact", "9": "other"}
MEASURES = {"1": "unit", "2": "percentage", "3": "nominal", "4": "ordinal", "5": "qualitative"}
SECTOR_LISTS = {
    "1": "DAC-5",
    "DAC": "DAC-5",
    "2": "DAC-3",
    "3": "COFOG",
    "4": "NACE",
    "5": "NTEE",
    "6": "AidData",
    "ADT": "AidData",
    "7": "SDG-goals",
    "8": "SDG-targets",
    "9": "SDG-indicators",
    "10": "IASC-clusters",
    "11": "NAICS",
    "12": "UN-functions",
    "RO": "99",
    "RO2": "98",
}
INDICATOR_LISTS = {
    "1": "WHO",
    "2": "Sphere",
    "3": "US-F",
    "4": "WDI",
    "5": "MDG",
    "6": "OCHA",
    "7": "HIV",
    "8": "HIPSO",
    "9": "SDG",
}


def told(parent: Any, child: str) -> str:
    """The text of a child in English, else in the first language it is given in; empty if it says nothing."""
    texts = [text for each in parent.findall(child) for text in _texts(each)]
    english = [text for language, text in texts if language.startswith("en")]
    return next(iter(english or [text for _, text in texts]), "")


def own(element: Any) -> str:
    """The text of an element itself, chosen as :func:`told` chooses."""
    texts = _texts(element)
    return next((text for language, text in texts if language.startswith("en")), texts[0][1] if texts else "")


def _texts(element: Any) -> list[tuple[str, str]]:
    """Language and text of each narrative, or of the element itself where it has none; empty ones left out."""
    here = element.get(_LANGUAGE) or ""
    found = [(each.get(_LANGUAGE) or here, plain(each)) for each in element.findall("narrative")]
    found = found or [(here, plain(element))]
    return [(language.casefold(), text) for language, text in found if text]


def plain(element: Any) -> str:
    """All text in an element, each run of space as one space."""
    return " ".join("".join(element.itertext()).split())


def attribute(element: Any, name: str) -> str:
    """An attribute without space around it; empty if there is none."""
    return " ".join((element.get(name) or "").split()) if element is not None else ""


def code(element: Any) -> str:
    """The code an element bears; drafts of IATI 1 called it `ref`."""
    return attribute(element, "code") or attribute(element, "ref")


def code_of(parent: Any, child: str) -> str:
    """The code of a child; empty if there is none."""
    return code(parent.find(child))


def number(text: str) -> str | None:
    """The digits of a number as canonical tables read it, or None if XPath's number() would not call it one."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, fraction = found[1], found[2], found[3]
    if not whole and not fraction:
        return None
    return f"{sign}{whole.lstrip('0') or '0'}" + (f".{fraction[:_DECIMALS]}" if fraction else "")


def share(element: Any) -> Decimal | None:
    """The attribute `percentage` as a number of at most nine decimals; None if it is not given or is no number."""
    digits = number(element.get("percentage") or "")
    if digits is None or is_too_long(digits):
        return None
    return rounded(Decimal(digits), 9)


def is_too_long(digits: str) -> bool:
    """Whether a number has more digits before its point than a table holds, rounded to nine decimals."""
    whole, _, fraction = digits.lstrip("-").partition(".")
    carries = whole == "9" * _MOST_DIGITS and fraction[:9] == "9" * 9 and fraction[9:10] >= "5"
    return len(whole) > _MOST_DIGITS or carries


def day(text: str) -> date | None:
    """The day of an xsd:date or xsd:dateTime, its time and zone left out; None if it is none."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def day_of(parent: Any, child: str) -> tuple[date | None, str]:
    """The day of a child such as `period-start`, in its attribute or as text; and what is written there."""
    element = parent.find(child)
    if element is None:
        return None, ""
    written = written_day(element)
    return day(written), written


def written_day(element: Any) -> str:
    """The day as an element writes it, in its attribute or as text."""
    return attribute(element, "iso-date") or attribute(element, "iso_date") or plain(element)


def organisation(kind: str) -> str:
    """What an organisation is, by the code of its kind (10 is a government, 40 a multilateral body); may be empty."""
    return _ORGANISATIONS.get(kind[:1], "")


@cache
def _names() -> dict[tuple[str, str], str]:
    with (Path(__file__).parent / "codes.csv").open(encoding="utf-8", newline="") as file:
        return {(row["list"], row["code"]): row["name"] for row in csv.DictReader(file)}


def name(code_list: str, code: str) -> str:
    """The English name of a code of `country`, `region`, `DAC-3` or `DAC-5`; empty if it is not on the list."""
    return _names().get((code_list, code), "")

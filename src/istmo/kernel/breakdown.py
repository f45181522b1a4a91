"""Breakdowns: which part of a total a figure is, as one canonical text such as `age=15-24;sex=f`.

The text is sorted by dimension, so that the same part always has the same text and can be a key. Empty is the total.
"""

import re
from collections.abc import Iterable, Mapping

Pair = tuple[str, str]

#: The code of the category of those whose category is not known: a part like any other, in no share.
UNKNOWN = "unknown"

#: Marks with a meaning in the canonical text cannot stand in a code.
_CODE = re.compile(r"[^\s=;|,\"]+(?: [^\s=;|,\"]+)*")


def parse(text: str) -> tuple[Pair, ...]:
    """Read a breakdown, in any order and with spaces round its marks; ValueError with a plain sentence if it is none.

    `sex = f; age=15-24` gives `(("age", "15-24"), ("sex", "f"))`.
    """
    pairs = [_pair(part, text) for part in text.split(";") if part.strip()]
    return _sorted(pairs)


def canonical(pairs: Iterable[Pair] | Mapping[str, str]) -> str:
    """The one text of these pairs, sorted by dimension. ValueError if a dimension is given twice or a code is none."""
    listed = list(pairs.items()) if isinstance(pairs, Mapping) else list(pairs)
    for pair in listed:
        for code in pair:
            if not _CODE.fullmatch(code):
                raise ValueError(
                    f"“{code}” cannot be a code in a breakdown: = ; | , and quotes have a meaning"
                )
    return ";".join(f"{dimension}={category}" for dimension, category in _sorted(listed))


def normal(text: str) -> str:
    """The canonical text of any text that :func:`parse` reads."""
    return canonical(parse(text))


def dimensions(text: str) -> frozenset[str]:
    """The dimensions a canonical text uses."""
    return frozenset(dimension for dimension, _ in parse(text))


def within(part: str, whole: str) -> bool:
    """Whether `part` is the same as `whole` or a part of it: it says all that `whole` says, and perhaps more."""
    return set(parse(whole)) <= set(parse(part))


def _pair(part: str, text: str) -> Pair:
    dimension, mark, category = (piece.strip() for piece in part.partition("="))
    if not mark or not _CODE.fullmatch(dimension) or not _CODE.fullmatch(category):
        raise ValueError(f"“{text}” is not a breakdown; write it like age=15-24;sex=f")
    return dimension, category


def _sorted(pairs: list[Pair]) -> tuple[Pair, ...]:
    given = [dimension for dimension, _ in pairs]
    twice = sorted({dimension for dimension in given if given.count(dimension) > 1})
    if twice:
        raise ValueError(f"the breakdown gives {', '.join(twice)} more than once")
    return tuple(sorted(pairs))

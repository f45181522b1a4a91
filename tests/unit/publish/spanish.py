"""Reads a page as a reader of Spanish does: which words are English and do not say so."""

import re
from collections.abc import Iterator

from lxml import html

#: Words that no Spanish sentence has, and hardly an English one is without.
_ENGLISH = re.compile(
    r"\b(the|of|and|with|was|were|been|not|which|its|that|has|have|than|told|stated|each|from|for)\b",
    re.IGNORECASE,
)
_UNREAD = {"style", "script", "code"}
_HEARD = ("aria-label", "alt", "title")


def left_in_english(page: str, english: set[str]) -> list[str]:
    """Texts that stand outside of `lang="en"` and are one of `english`, or have words of English in them."""
    return [
        text for text in _texts(html.fromstring(page), own=True) if text in english or _ENGLISH.search(text)
    ]


def _texts(element: html.HtmlElement, *, own: bool) -> Iterator[str]:
    """All that is read or heard in the language of the page itself."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return
    own = own and element.get("lang") in (None, "es")
    if own:
        yield from (element.get(name, "") for name in _HEARD)
        yield (element.text or "").strip()
    for child in element:
        yield from _texts(child, own=own)
        if own:
            yield (child.tail or "").strip()

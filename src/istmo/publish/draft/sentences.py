"""Where the sentences of a paragraph begin and end."""

import re
from collections.abc import Iterator

from istmo.publish.draft.language import Language

_END = re.compile(r"[.!?…]+[”\"’')\]]*(?:[0-9]{1,3})?(?=\s)")
#: Characters of an abbreviation: the whole text before every stop would be looked through otherwise.
_LONGEST = 20
_WORD = re.compile(r"([^\s(\[“\"]+?)\.+$")


def sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """First character and character after the last of every sentence, without the space around it."""
    start = 0
    for match in _END.finditer(text):
        if _goes_on(text, match, language):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _goes_on(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether the point is one of an abbreviation, or the next word is small."""
    next_ = text[match.end() :].lstrip()[:1]
    if next_.islower():
        return True
    word = _WORD.search(text[max(match.start() - _LONGEST, 0) : match.start() + 1])
    if match[0] != "." or word is None:
        return False
    low = word[1].casefold()
    return low in language.words["abbreviations"] or (len(low) == 1 and low.isalpha())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inside = text[start:end].strip()
    if inside:
        first = start + text[start:end].index(inside[0])
        yield first, first + len(inside)


def around(text: str, start: int, language: Language) -> tuple[int, int]:
    """The sentence that holds a character."""
    found = [span for span in sentences(text, language) if span[0] <= start < span[1]]
    return found[0] if found else (0, len(text))

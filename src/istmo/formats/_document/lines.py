"""Where paragraphs begin and end in a text of lines."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Only the line ends of files: what a program puts inside a paragraph (form feeds, U+2028) divides none.
_LINE = re.compile(r"[^\r\n]+")
#: What begins an item, a heading of Markdown, a row of a table or the line beneath a quotation.
_ITEM = re.compile(r"\s*([•▪◦‣●*–—-]|#{1,6}|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])\s+\S|\s*\|")
#: Of the lines after one empty line, more than one in four begin small: the empty line is only the line spacing.
_SMALL = 4


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    empty_before: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """First character and character after the last of every paragraph, without the space around it.

    Paragraphs are divided by empty lines and by items of lists. A text of double line spacing has an empty line between
    any two, and more of them between paragraphs.
    """
    lines = _lines(text)
    needed = 2 if _is_double_spaced(lines) else 1
    start = end = -1
    for line in lines:
        if start >= 0 and (line.empty_before >= needed or _ITEM.match(line.text)):
            yield start, end
            start = -1
        start = line.start if start < 0 else start
        end = line.end
    if start >= 0:
        yield start, end


def _lines(text: str) -> list[_Line]:
    """The lines that are not empty, without the space around them, each with how many empty ones stand before it."""
    found: list[_Line] = []
    ended = 0
    for match in _LINE.finditer(text):
        inside = match[0].strip()
        if not inside:
            continue
        start = match.start() + match[0].index(inside)
        between = text[ended:start]
        ends = between.count("\n") + between.count("\r") - between.count("\r\n")
        found.append(_Line(start, start + len(inside), inside, max(ends - 1, 0) if found else 0))
        ended = start + len(inside)
    return found


def _is_double_spaced(lines: Sequence[_Line]) -> bool:
    after_one = [line.text for line in lines if line.empty_before == 1]
    small = sum(text[0].islower() and not _ITEM.match(text) for text in after_one)
    return small * _SMALL > len(after_one)

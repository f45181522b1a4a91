"""Numbers that stand at the edge of a text and are none of its figures: pages at head and foot, contents, axes of drawings.

A PDF has no parts: what is repeated on its sheets, what leads to them and what is counted off evenly is known by its
lines.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from istmo.formats.door import Document
from istmo.publish.draft.tokens import seen

_LINE = re.compile(r"[^\n\f]+")
_ENTRY = re.compile(r".*[^\W\d].*?[\s.…·]([0-9]{1,4})\s*$")
_SCALE = re.compile(r"\s*(?:[$€−–-]*[0-9][0-9.,]*[%kKMB]?\s+){2,}[$€−–-]*[0-9][0-9.,]*[%kKMB]?\s*$")
_ALONE = re.compile(r"\s*[$€−–-]*[0-9][0-9.,]*[%kKMB]?\s*")
_OF = re.compile(r"\b([0-9]{1,4}) (?:of|de|/) ([0-9]{1,4})\s*$")
_SUFFIX = {"k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9}
_NUMBER = re.compile(r"[−–-]?[0-9][0-9.,]*")
_ITEM = re.compile(r"\s*[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?(?:\t|\u2003| {2,})\s*(?=[^\W\d_])")
AXIS = "axis"
#: A line on so many sheets, numbers aside, is their head or foot.
_SHEETS = 3
#: So many lines in order that end in rising numbers of pages are contents.
_ENTRIES = 5
#: Characters of such a line: a paragraph in one line is none, and would take long to be found none.
_LONGEST = 400
#: Lines at either end of a page that may be its head and foot.
_EDGE = 3


@dataclass(frozen=True)
class Margin:
    """`document.text[start:end]` holds no figure; why: what its numbers are."""

    start: int
    end: int
    why: str


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str


def margins(document: Document) -> list[Margin]:
    """The margins of a document, in its order."""
    pages = [_lines(document.text, first, last) for first, last in _pages(document.text)]
    every = [line for page in pages for line in page]
    edges = [*_numbered(pages), *_repeated(pages)]
    at_edge = {margin.start for margin in edges}
    found = [
        *edges,
        # Contents go on over the foot of a page.
        *_contents([line for line in every if line.start not in at_edge], len(pages)),
        *_scales(every),
        *_items(every),
    ]
    return sorted(found, key=lambda margin: margin.start)


def _pages(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for page in text.split("\f"):
        yield start, start + len(page)
        start += len(page) + 1


def _lines(text: str, first: int, last: int) -> list[_Line]:
    return [_Line(m.start(), m.end(), seen(m[0])) for m in _LINE.finditer(text, first, last) if m[0].strip()]


def _numbered(pages: Sequence[Sequence[_Line]]) -> Iterator[Margin]:
    """The line that ends in which sheet of how many it is: 1 of 1."""
    for number, page in enumerate(pages, 1):
        for line in page[-_EDGE:]:
            told = _OF.search(line.text)
            if told and (int(told[1]), int(told[2])) == (number, len(pages)):
                yield Margin(line.start, line.end, "page")


def _repeated(pages: Sequence[Sequence[_Line]]) -> Iterator[Margin]:
    """Heads and feet: the same line at the edge of several sheets, whatever its numbers."""
    edges = [{line.start: line for line in (*page[:_EDGE], *page[-_EDGE:])}.values() for page in pages]
    times = Counter(key for edge in edges for key in {_masked(line) for line in edge})
    for edge in edges:
        for line in edge:
            if times[_masked(line)] >= min(_SHEETS, max(len(pages), 2)) and any(
                c.isdigit() for c in line.text
            ):
                yield Margin(line.start, line.end, "page")


def _masked(line: _Line) -> str:
    return re.sub(r"[0-9]+", "#", " ".join(line.text.split()))


def _contents(lines: Sequence[_Line], pages: int) -> Iterator[Margin]:
    """Entries that end in numbers of pages, each as high as the one before or higher."""
    run: list[_Line] = []
    last = 0
    for line in (*lines, _Line(0, 0, "")):
        entry = _ENTRY.match(line.text) if len(line.text) <= _LONGEST else None
        page = int(entry[1]) if entry else 0
        if entry and last <= page <= max(pages, 1):
            run.append(line)
            last = page
            continue
        if len(run) >= _ENTRIES:
            yield from (Margin(one.start, one.end, "contents") for one in run)
        run, last = ([line], page) if entry and page <= pages else ([], 0)


def _scales(lines: Sequence[_Line]) -> Iterator[Margin]:
    """The numbers along an axis, in one line or each in its own: nothing else there, and all as far from one another."""
    run: list[_Line] = []
    for line in (*lines, _Line(0, 0, "")):
        if _ALONE.fullmatch(line.text):
            run.append(line)
            continue
        if run and _is_even([line.text for line in run]):
            yield Margin(run[0].start, run[-1].end, AXIS)
        run = []
        if _SCALE.match(line.text) and _is_even(line.text.split()):
            yield Margin(line.start, line.end, AXIS)


def _is_even(told: Sequence[str]) -> bool:
    values = [_value(text) for text in told if _NUMBER.search(text)]
    return len(values) > 2 and len({after - before for before, after in pairwise(values)}) == 1


def _value(text: str) -> Decimal:
    """A number of an axis: $1.2B."""
    number = _NUMBER.search(text.strip().rstrip("%"))
    digits = (
        number[0].rstrip(".,").translate({ord("−"): "-", ord("–"): "-", ord(","): None}) if number else "0"
    )
    whole, _, part = digits.partition(".")
    return Decimal(f"{whole}.{part.replace('.', '')}" if part else whole) * _SUFFIX.get(text.strip()[-1], 1)


def _items(lines: Sequence[_Line]) -> Iterator[Margin]:
    """The number of a heading or an item before a tab or a wide space."""
    for line in lines:
        if item := _ITEM.match(line.text):
            yield Margin(line.start, line.start + item.end(), "list")

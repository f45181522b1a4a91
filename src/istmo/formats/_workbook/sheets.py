"""Putting marks into the part of a sheet: colours by a condition that always holds, and the link to its remarks.

The cells themselves are copied byte for byte, so that formulas, values and formats of the reporter stay what they are.
"""

import mmap
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from istmo.formats._workbook import cells, parse
from istmo.formats._workbook.marks import Mark, Place, ranges
from istmo.kernel.problem import Severity

#: A condition that always holds, by which our colours are known again after Excel has saved the workbook.
_ALWAYS = 'N("istmo")=0'
#: What may stand in a sheet after the colours, and after the drawing of remarks (ECMA-376, 18.3.1.99).
_AFTER_REMARKS = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
_AFTER_COLOURS = [
    *[
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
    ],
    *["customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"],
    *_AFTER_REMARKS,
]
_ROOT = re.compile(rb"<(?:[\w.-]+:)?worksheet(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*>")
_SELECTED = re.compile(rb"(<(?:[\w.-]+:)?sheetView\b[^>]*?\btabSelected\s*=\s*[\"'])(?:1|true)")
#: Ranges of one condition.
_RANGES = 400


class NotMarkable(Exception):  # noqa: N818  (a fact about a workbook, told to the caller)
    """A sheet that is well-formed but written in a way into which no marks can be put."""


@dataclass(frozen=True)
class Opened:
    """The part of a sheet: its bytes, where its cells begin and end, and as elements what stands below them."""

    content: mmap.mmap
    start: int
    end: int
    below: Any

    @property
    def drawing(self) -> str:
        """The relation of the drawing that the sheet has for its remarks; empty if it has none."""
        drawn = parse.children(self.below, "legacyDrawing")
        return next((str(each.get(f"{{{parse.RELATED}}}id", "")) for each in drawn), "")

    def anchored(self, marks: Mapping[Place, Mark]) -> dict[Place, Mark]:
        """The marks of cells that are merged, at the one of them that is seen."""
        spans = [
            span
            for merged in parse.children(self.below, "mergeCells")
            for each in merged
            if (span := cells.span(each.get("ref", "")))
        ]
        seen: dict[Place, Mark] = {}
        for (row, index), mark in marks.items():
            over = (
                (first, left)
                for (left, first), (right, last) in spans
                if first <= row <= last and left <= index <= right
            )
            kept = seen.setdefault(next(over, (row, index)), Mark(mark.wording))
            kept.problems += [problem for problem in mark.problems if problem not in kept.problems]
        return seen

    def write(
        self, marks: Mapping[Place, Mark], looks: Mapping[Severity, int], relation: str, out: Path
    ) -> None:
        """Write the part with its marks. relation: that of its remarks; empty if it has none. Older marks go."""
        _colour(self.below, marks, looks)
        if relation:
            _link(self.below, relation)
        # An element that is empty would be closed at once.
        self.below.text = self.below.text or "\n"
        written = etree.tostring(self.below, encoding="UTF-8")
        root = _ROOT.search(written)
        if root is None:
            raise NotMarkable
        with out.open("wb") as file:
            file.write(unselected(self.content[: self.start]))
            with memoryview(self.content) as view, view[self.start : self.end] as kept:
                file.write(kept)
            file.write(written[root.end() :])


def opened(content: mmap.mmap, file: str) -> Opened:
    """Look at the part of a sheet. NotMarkable if it is not written in UTF-8, or has no cells."""
    start, end = _cells(content)
    root = _ROOT.search(content, 0, start)
    if root is None:
        raise NotMarkable
    return Opened(content, start, end, parse.tree(root[0] + content[end:], file))


def unselected(part: bytes) -> bytes:
    """A sheet that is not selected: of several that are, every one would take what is typed."""
    return _SELECTED.sub(rb"\g<1>0", part)


def _cells(content: mmap.mmap) -> tuple[int, int]:
    """Where the cells begin and where they end."""
    start = content.find(b"sheetData")
    last = content.rfind(b"sheetData")
    while last > 0 and not re.search(rb"[</](?:[\w.-]+:)?$", content[max(last - 40, 0) : last]):
        last = content.rfind(b"sheetData", 0, last)
    if start < 0 or last <= 0 or content[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 in content[:100]:
        raise NotMarkable
    return content.rfind(b"<", 0, start), content.find(b">", last) + 1


def _colour(tail: Any, marks: Mapping[Place, Mark], looks: Mapping[Severity, int]) -> None:
    priority = 0
    for formatting in list(parse.children(tail, "conditionalFormatting")):
        for rule in list(parse.children(formatting, "cfRule")):
            said = "".join(formula.text or "" for formula in parse.children(rule, "formula"))
            if said.replace(" ", "") == _ALWAYS:
                formatting.remove(rule)
            else:
                given = rule.get("priority", "")
                priority = max(priority, int(given) if given.isdigit() and len(given) < 9 else 0)
        if next(parse.children(formatting, "cfRule"), None) is None:
            tail.remove(formatting)
    for severity, look in looks.items():
        listed = ranges(place for place, mark in marks.items() if mark.severity is severity)
        for first in range(0, len(listed), _RANGES):
            priority += 1
            _before(tail, _rule(tail, listed[first : first + _RANGES], look, priority), _AFTER_COLOURS)


def _rule(tail: Any, listed: Sequence[str], look: int, priority: int) -> Any:
    rule = f'<cfRule type="expression" dxfId="{look}" priority="{priority}"><formula/></cfRule>'
    made = parse.grown(
        tail, f'<conditionalFormatting sqref="{" ".join(listed)}">{rule}</conditionalFormatting>'
    )
    made[0][0].text = _ALWAYS
    return made


def _link(tail: Any, relation: str) -> None:
    for old in list(parse.children(tail, "legacyDrawing")):
        tail.remove(old)
    _before(tail, parse.related(tail, "<legacyDrawing/>", relation), _AFTER_REMARKS)


def _before(tail: Any, element: Any, later: Iterable[str]) -> None:
    """Put an element before the first of those that may only stand after it."""
    names = set(later)
    after = next((child for child in tail if parse.name(child) in names), None)
    if after is None:
        tail.append(element)
    else:
        after.addprevious(element)

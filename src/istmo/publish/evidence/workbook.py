"""The workbook of an evidence pack: a sheet to work on, then every table; a text of a stranger is only ever text."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from istmo.formats._workbook.write import LONGEST, OPTIONS, cell
from istmo.publish.evidence.gathered import Sheet
from istmo.publish.words import Words, mark
from istmo.release.illustrative import TOLD

#: No clock enters a release, and none enters what is made of it.
_ALWAYS = datetime(1980, 1, 1)  # noqa: DTZ001  (Excel keeps times without a zone)
_OPTIONS = {**OPTIONS, "constant_memory": False, "in_memory": True}
#: What the auditor sees of each figure before the columns to fill.
_SEEN = (
    "draw", "agency_name", "activity_title", "title", "place_name", "period", "role", "breakdown", "state", "value",
    "numerator", "denominator", "value_as_written", "unit", "source_title", "file", "submission", "row", "at",
)  # fmt: skip
_FILLED = (
    (mark("agrees with the evidence (yes, no)"), 18),
    (mark("value found"), 14),
    (mark("difference"), 14),
    (mark("remark"), 44),
    (mark("looked at by"), 18),
    (mark("on"), 12),
)
_WIDE = {
    "title": 40,
    "agency_name": 24,
    "activity_title": 28,
    "value_as_written": 22,
    "source_title": 32,
    "draw": 6,
    "row": 6,
}
WORKING = "working sheet"
_CUT = " … (cut here; whole in the folder csv)"


def workbook(
    sheets: Sequence[Sheet], figures: Iterable[Mapping[str, Any]], words: Words, *, illustrative: bool
) -> bytes:
    """The bytes of the workbook; the same sheets give the same bytes."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, _OPTIONS)
    with closing(book):
        book.set_properties({"created": _ALWAYS, "comments": TOLD if illustrative else ""})
        _working(book, list(figures), words, illustrative=illustrative)
        for sheet in sheets:
            _table(book, sheet)
    return made.getvalue()


def _working(book: Any, figures: Sequence[Mapping[str, Any]], words: Words, *, illustrative: bool) -> None:
    """One line a figure: what the release says, and room for what the evidence says."""
    sheet, bold, wrap = (
        book.add_worksheet(WORKING),
        _head(book),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    to_fill = book.add_format({"bg_color": "#FFF8DC", "border": 1, "text_wrap": True, "valign": "top"})
    top = 1 if illustrative else 0
    if illustrative:
        sheet.write_string(0, 0, TOLD, book.add_format({"bold": True}))
    for index, name in enumerate(_SEEN):
        sheet.set_column(index, index, _WIDE.get(name, 14))
        sheet.write_string(top, index, name, bold)
    for index, (name, width) in enumerate(_FILLED, len(_SEEN)):
        sheet.set_column(index, index, width)
        sheet.write_string(top, index, words.say(name), bold)
    for line, figure in enumerate(figures, top + 1):
        for index, name in enumerate(_SEEN):
            cell(sheet, (line, index), _plain(figure[name]), wrap)
        for index in range(len(_SEEN), len(_SEEN) + len(_FILLED)):
            sheet.write_blank(line, index, None, to_fill)
    answers = {"validate": "list", "source": [words.say("yes"), words.say("no")]}
    sheet.data_validation(top + 1, len(_SEEN), top + len(figures), len(_SEEN), answers)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _table(book: Any, told: Sheet) -> None:
    sheet, bold, day = (
        book.add_worksheet(told.name),
        _head(book),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    for index, name in enumerate(told.columns):
        sheet.set_column(index, index, _WIDE.get(name, 14))
        sheet.write_string(0, index, name, bold)
    for line, row in enumerate(told.rows, 1):
        for index, value in enumerate(row):
            cell(sheet, (line, index), _plain(value), day)
    sheet.freeze_panes(1, 0)
    if told.rows:
        sheet.autofilter(0, 0, len(told.rows), len(told.columns) - 1)


def _plain(value: Any) -> Any:
    """As a cell can hold it: a text longer than that is cut, says so, and is whole in the CSV beside."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{value[: LONGEST - len(_CUT)]}{_CUT}"
    return value


def _head(book: Any) -> Any:
    return book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})

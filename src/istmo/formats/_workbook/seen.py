"""What is told of single cells, counted by column: a date where a code should be, an error, a percentage, digits cut off.

Cells of numbers need no word here: their texts say what they are, and the rules for numbers explain them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from istmo.formats._columns import Columns
from istmo.formats._rows import Raw
from istmo.formats._shared import error, note, warning
from istmo.formats._tally import at_rows
from istmo.formats._workbook.cells import Cell
from istmo.formats._workbook.styles import DATES, Kind
from istmo.kernel.problem import Problem
from istmo.kernel.schema import Type

#: Columns of words, in which a day is as good as any other text.
_WORDS = ("note", "basis", "account", "period_as_written", "value_as_written", "at")
_PERIODS = ("period", "period_start", "period_end")
_SHORTER = {Kind.MONTH: 7, Kind.YEAR: 4}


@dataclass
class Seen:
    """Cells of one table by what is told of them, in the order they were met; `most`: the rows that are kept of each."""

    raw: Raw
    columns: Columns
    most: int
    _rows: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _first: dict[tuple[str, int], str] = field(default_factory=dict)
    _types: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Say of each column of ours what it holds: number, day, period, words or code."""
        kinds = {column.name: column.type for column in self.columns.table.columns}
        for name, index in self.columns.ours.items():
            if kinds.get(name) in (Type.DECIMAL, Type.INTEGER):
                self._types[index] = "number"
            elif name in _PERIODS:
                self._types[index] = "period"
            elif kinds.get(name) is Type.DATE:
                self._types[index] = "day"
            else:
                self._types[index] = "words" if name in _WORDS else "code"
        self._types |= dict.fromkeys(self.columns.dimensions.values(), "code")

    def text(self, cell: Cell, row: int) -> str:
        """The text of a special cell as its column wants it; what has to be told of it is counted."""
        holds = self._types.get(cell.column, "")
        if cell.kind is Kind.PERCENT:
            if holds != "number":
                return f"{cell.text}%"
            self._add("percent", cell, row)
        elif cell.kind is Kind.ZEROS:
            return cell.text if holds == "number" else cell.text.zfill(cell.width)
        elif cell.kind in (Kind.CUT, Kind.FORMULA):
            self._add(str(cell.kind), cell, row)
        elif cell.kind in DATES:
            return self._dated(cell, row, holds)
        elif cell.kind in (Kind.ERROR, Kind.NOT_CALCULATED) and holds in ("code", "words", "period", "day"):
            self._add(str(cell.kind), cell, row)
        return cell.text

    def _dated(self, cell: Cell, row: int, holds: str) -> str:
        if holds in ("number", "day"):
            return cell.text
        text = cell.text[: _SHORTER.get(cell.kind or Kind.DAY, len(cell.text))]
        if holds == "code" or (holds == "period" and cell.kind is not Kind.YEAR):
            self._add(f"{holds} from a date", cell._replace(text=text), row)
        return text

    def _add(self, what: str, cell: Cell, row: int) -> None:
        if cell.column not in self._types:
            return
        key = (what, cell.column)
        self._counts[key] = self._counts.get(key, 0) + 1
        self._first.setdefault(key, cell.text)
        rows = self._rows.setdefault(key, [])
        if len(rows) < self.most:
            rows.append(row)

    def problems(self, stale: bool) -> Iterator[Problem]:
        """One problem for each thing told of a column. stale: the workbook itself doubts the values of its formulas."""
        for (what, index), count in self._counts.items():
            if what != Kind.FORMULA or stale:
                said = _SAID[what]
                found = said.found.replace("FIRST", self._first[what, index])
                told = replace(said, found=found, where=self.raw.where(index))
                yield at_rows(told, count, self._rows[what, index])


#: What is told of each kind; FIRST stands for the text of the first cell. Of ordinary formulas nothing is told: their
#: values are as good as any.
_SAID = {
    "percent": note(
        "percent_as_shown",
        "the cells show percentages and were read as shown, the first as FIRST",
        fix="nothing need be done if the indicator is told per 100",
    ),
    Kind.CUT: warning(
        "digits_lost",
        "the number has more digits than a spreadsheet keeps; it was read as shown",
        fix="format the cell as text and type the number again",
    ),
    Kind.ERROR: error("cell_error", "“FIRST” is an error of a spreadsheet", fix="mend the formula"),
    Kind.NOT_CALCULATED: error(
        "formula_without_value",
        "the formula has no value",
        fix="open the workbook in Excel or LibreOffice, let it calculate, and save it",
    ),
    Kind.FORMULA: warning(
        "formula_not_calculated",
        "the value of the formula may be an old one: the workbook was saved without being calculated",
        fix="open it in Excel or LibreOffice and save it",
    ),
    "code from a date": error(
        "date_for_text",
        "the cell holds a date, FIRST; a spreadsheet makes one of what looks like it, such as 5-9 or 10-14",
        fix="format the cell as text and type it again",
    ),
    "period from a date": warning(
        "date_read_as_period",
        "the cells hold dates and were read as the days or months they show, the first as FIRST",
        why="a spreadsheet makes a date of what looks like one, such as 2011-12",
        fix="if that is not meant, format the cell as text and type it again",
    ),
}

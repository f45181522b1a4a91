"""Which sheets of a workbook are those of a call: by their headers alone, whatever the sheets and columns are called now."""

from dataclasses import dataclass
from itertools import islice

from istmo.formats._called import keys, words
from istmo.formats._called.quick import Quick
from istmo.formats._columns import plain
from istmo.formats._shared import letter
from istmo.formats._workbook.cells import Cell, Reader, Sight
from istmo.formats._workbook.outline import Outline, Sheet
from istmo.formats._workbook.table import Found

#: Filled rows among which the header must be.
_SEARCHED = 25
#: Rows of a sheet by which a workbook is known.
_FIRST = 200
#: What the columns of a call's sheet are read as; the others are names for people, which the key of the row says too.
_READ = {
    **dict.fromkeys(words.COUNTED, "value"),
    "why": "note",
    **{
        name: name
        for name in ("numerator", "denominator", "state", "note", "reason", "explanation", "plan", "plan_by")
    },
    "maturity": "maturity",
    "stated_on": "stated_on",
    "base_period": "base_period",
}


@dataclass(frozen=True)
class Called:
    """A sheet of a call: where its header stands, what each column means (empty: nothing of ours), its own headers.

    counted: the name of the column that holds what is counted; empty: the sheet is a roster. period: the one that the
    header of that column names.
    """

    sheet: Sheet
    row: int
    names: tuple[str, ...]
    headers: tuple[str, ...]
    counted: str
    period: str

    @property
    def found(self) -> Found:
        """The same as a sheet to be read into a raw table."""
        read = tuple(_READ.get(name) or f"called:{index}" for index, name in enumerate(self.names))
        told = tuple((letter(index), header) for index, header in enumerate(self.headers))
        return Found(self.sheet, self.row, read, told)

    def place(self, name: str) -> int | None:
        """The index of a column; None if there is none."""
        return self.names.index(name) if name in self.names else None


def called(reader: Reader | Quick, book: Outline) -> list[Called]:
    """The sheets of a call, in the order of the workbook; none where it is another workbook."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden and sheet.name != book.ours]
    return [found for sheet in visible if (found := _called(reader, sheet))]


def _called(reader: Reader | Quick, sheet: Sheet) -> Called | None:
    rows = islice(reader.rows(sheet, Sight()), _SEARCHED)
    scored = [(len(_names(cells)), -row, cells) for row, cells in rows]
    best = max(scored, default=None, key=lambda each: each[:2])
    return _understood(sheet, -best[1], best[2]) if best and best[0] > 2 else None


def _names(cells: list[Cell]) -> set[str]:
    return {name for cell in cells if (name := words.column(cell.text)[0])}


def _understood(sheet: Sheet, row: int, cells: list[Cell]) -> Called | None:
    texts = {cell.column: cell.text.strip() for cell in cells}
    headers = tuple(texts.get(index, "") for index in range(max(texts) + 1))
    meant = [words.column(text) for text in headers]
    names: list[str] = []
    for name, _ in meant:  # of a header that stands twice the first is meant
        names.append("" if name in names else name)
    counted = next((name for name in names if name in words.COUNTED), "")
    period = next((period for name, period in meant if name == counted), "") if counted else ""
    ours = {"role", "value"} <= {plain(text) for text in headers}  # a plain table in the kernel's own words
    is_figures = counted and ({"code", "key"} & set(names) or {"indicator", "place"} <= set(names))
    is_roster = not counted and {"title", "standing"} <= set(names)
    if ours or not (is_figures or is_roster):
        return None
    return Called(sheet, row, tuple(names), headers, counted, period)


def first_rows(reader: Reader | Quick, found: list[Called]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the first rows of the sheets of figures, and the agencies that their keys name."""
    codes, agencies = [], set()
    for called in found:
        below = (cells for row, cells in reader.rows(called.sheet, Sight()) if row > called.row)
        for cells in islice(below, _FIRST if called.counted else 0):
            texts = {
                called.names[cell.column]: cell.text for cell in cells if cell.column < len(called.names)
            }
            codes += [texts["code"].strip().upper()] if texts.get("code", "").strip() else []
            agencies |= {keys.field_of(texts.get("key", ""), "agency")}
    return tuple(codes), tuple(sorted(agencies - {""}))

"""Each column of ours as SQL over a raw table: its own cell read by its type, or what is made of several."""

from collections.abc import Mapping
from dataclasses import dataclass

from istmo.formats import _numbers
from istmo.formats._columns import Columns
from istmo.formats._numbers import Spelling
from istmo.formats._rules import DEFAULTS, day
from istmo.formats._shared import letter, quoted
from istmo.formats._vocabulary import Vocabulary
from istmo.kernel.schema import Column, Type
from istmo.kernel.sheets import prefix
from istmo.kernel.tables import FIGURES

#: Remarks and wordings stand as they were written; around codes spaces mean nothing.
_AS_WRITTEN = ("note", "explanation", "plan", "period_as_written", "value_as_written", "basis", "account")


@dataclass(frozen=True)
class Understood:
    """What is known of a file before its rows are turned: its columns, how numbers are spelled, what texts mean."""

    columns: Columns
    spellings: Mapping[str, Spelling]
    periods: Vocabulary | None
    breakdowns: tuple[Vocabulary, ...]
    sheet: str = ""

    @property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """Those that the file needs."""
        return (*([self.periods] if self.periods else []), *self.breakdowns)

    def cell(self, name: str) -> str:
        """SQL: the cell of a column of ours; NULL if the file has none."""
        index = self.columns.ours.get(name)
        return "NULL" if index is None else f"c{index}"

    @property
    def amount(self) -> str:
        """The column that holds what is counted."""
        return "value" if self.columns.table is FIGURES else "amount"


def field(column: Column, file: Understood) -> str:
    """SQL: one column of ours, over the raw table with `own` (the row's number) and the places of its meanings."""
    made = _made(column.name, file)
    if made:
        return made
    cell = file.cell(column.name)
    if cell == "NULL":
        return f"'{DEFAULTS.get(column.name, '')}'" if column.required else f"NULL::{column.type}"
    if column.type is Type.TEXT:
        return _text(column, cell)
    return _numbers.number(cell, file.spellings[column.name]) if column.type is Type.DECIMAL else day(cell)


def _text(column: Column, cell: str) -> str:
    """SQL: a remark as it stands, a code without spaces around it, a word of a closed list in small letters."""
    if column.name in _AS_WRITTEN:
        return cell
    text = f"lower({_numbers.trimmed(cell)})" if column.values else _numbers.trimmed(cell)
    return f"coalesce({text}, '{DEFAULTS.get(column.name, '')}')" if column.required else text


def _made(name: str, file: Understood) -> str:
    """SQL of a column that is made of more than its own cell; empty if it is not."""
    own, periods = file.cell(name), file.periods
    parts = ", ".join(f"nullif({each.meaning('code')}, '')" for each in file.breakdowns)
    made = {
        "row": "own",
        "period_start": periods.meaning("starts") if periods else "NULL::DATE",
        "period_end": periods.meaning("ends") if periods else "NULL::DATE",
        "period_as_written": f"coalesce({own}, {periods.meaning('words')})" if periods else f"{own}::VARCHAR",
        "breakdown": f"concat_ws(';', {parts})" if parts else "''",
        "value_as_written": _as_written(own, file),
        "at": own if name in file.columns.ours else _at(file),
    }
    return made.get(name, "")


def _as_written(own: str, file: Understood) -> str:
    """The text of the value; a column of its own stands as it is, unless the value would otherwise be lost."""
    cell, spelling = file.cell(file.amount), file.spellings.get(file.amount, Spelling.MIXED)
    if own == "NULL":
        return f"{cell if spelling is Spelling.PLAIN else _numbers.trimmed(cell)}::VARCHAR"
    if cell == "NULL":
        return own
    lost = f"({_numbers.number(cell, spelling)}) IS NULL"
    return f"CASE WHEN {lost} THEN coalesce({own}, {_numbers.trimmed(cell)}) ELSE {own} END"


def _at(file: Understood) -> str:
    """The reporter's cell that holds the value, or what stands for it."""
    ours = file.columns.ours
    cells = (ours[name] for name in (file.amount, "numerator", "state") if name in ours)
    sheet = prefix(file.sheet) if file.sheet else ""
    return f'{quoted(sheet + letter(next(cells, 0)))} || "row"'

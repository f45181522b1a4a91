"""Writing canonical tables as a workbook: for people, row by row, every value exactly or as text."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from istmo.formats import _write
from istmo.formats._workbook.cells import ROWS
from istmo.kernel.problem import WrongUse
from istmo.kernel.schema import Table
from istmo.kernel.tables import FIGURES, TRANSACTIONS

#: Nothing that stands in a text is ever anything but text; rows are written as they come.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: Characters of a cell, and digits that a number keeps.
LONGEST, _DIGITS = 32_767, 15
_FIRST_DAY = date(1900, 3, 1)
_BATCH = 10_000
_WIDE = {"note": 40, "indicator": 28, "value_as_written": 16, "breakdown": 18}


def write(figures: Path | None, transactions: Path | None, out: Path) -> Path:
    """Write `out` with the sheets figures and transactions. WrongUse for what no sheet can hold; then nothing is written."""
    tables = [(path, table) for path, table in ((figures, FIGURES), (transactions, TRANSACTIONS)) if path]

    def copy(connection: duckdb.DuckDBPyConnection, part: Path) -> None:
        book = xlsxwriter.Workbook(str(part), OPTIONS)
        with closing(book):
            for path, table in tables:
                _sheet(book, table, _write.rows(connection, path, table, _BATCH))

    return _write.whole(out, copy)


def _sheet(book: Any, table: Table, batches: Iterator[list[tuple[Any, ...]]]) -> None:
    columns = _write.columns(table)
    sheet = book.add_worksheet(table.name)
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for index, name in enumerate(columns):
        sheet.set_column(index, index, _WIDE.get(name, 14))
        sheet.write_string(0, index, name, bold)
    last = 0
    for batch in batches:
        if last + len(batch) >= ROWS:
            raise WrongUse(
                f"A sheet of Excel holds {ROWS - 1:,} rows below its header. Write CSV or Parquet instead."
            )
        for record in batch:
            last += 1
            for index, value in enumerate(record):
                cell(sheet, (last, index), value, day)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def cell(sheet: Any, place: tuple[int, int], value: Any, day: Any) -> None:
    """One value: a number where fifteen digits hold it, a day where Excel has it, else text."""
    if value is None or value == "":
        return
    if isinstance(value, (Decimal, int)) and _fits(Decimal(value)):
        sheet.write_number(*place, value)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(*place, value, day)
    else:
        text = value if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
        if len(text) > LONGEST:
            raise WrongUse(
                f"A cell of Excel holds {LONGEST:,} characters; one text here has {len(text):,}. Write CSV or Parquet instead."
            )
        sheet.write_string(*place, text)


def _fits(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) <= _DIGITS

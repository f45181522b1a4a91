"""Finding a cell of a workbook as its reader does: the sheet, the words of the row, the header of the column."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from tests.called import FIRST, headers

#: What is typed: (sheet, beginning of the header, words that the row and no other holds) -> text.
Words = Mapping[tuple[str, str, tuple[str, ...]], str]


def cells(book: Path, typed: Words) -> dict[tuple[str, str], str]:
    """The same by the address of the cell; of a row that is not there, or there twice, the test fails."""
    return {(sheet, at(book, sheet, header, words)): text for (sheet, header, words), text in typed.items()}


def at(book: Path, sheet: str, header: str, words: tuple[str, ...]) -> str:
    """The address of a cell, such as I5."""
    opened = _opened(book)[sheet]
    column = next(place for said, place in headers(opened).items() if said.startswith(header))
    (row,) = (line for line in opened.iter_rows(min_row=FIRST) if _holds(line, words))
    return str(row[column - 1].coordinate)


def _holds(line: tuple[Any, ...], words: tuple[str, ...]) -> bool:
    """Whether a row holds these; one of a part, or of a whole life, is meant only where that is named."""
    told = [str(cell.value or "") for cell in line[1:6]]
    apart = [text for text in told if ": " in text or ", the whole" in text]
    return all(any(word in text for text in told) for word in words) and (
        not apart or any(word in text for text in apart for word in words)
    )


@cache
def _opened(book: Path) -> Any:
    return openpyxl.load_workbook(book)

"""Changing one row of a CSV register; the others keep their quotes and spaces, character for character."""

import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import PurePosixPath
from typing import Any

from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import TABLES
from istmo.spec.pieces import delimiter_of, place_of


def set_cells(path: str, text: str, name: str, fields: Mapping[str, Any]) -> str:
    """The row with these cells; None empties one. WrongUse if the register has no such column."""
    place = place_of(path, text, name)
    headers = _headers(text)
    _known(path, headers, fields)
    cells = {**place.item.fields, **{key: _cell(value) for key, value in fields.items()}}
    return text[: place.start] + _row(headers, cells, delimiter_of(text)) + text[place.end :]


def add_row(path: str, text: str, fields: Mapping[str, Any]) -> str:
    """One more row at the end; an empty register begins with a header of the columns given."""
    if not text.strip():
        columns = [name for name in TABLES[PurePosixPath(path).stem].names if name in fields]
        headers = [*columns, *(name for name in fields if name not in columns)]
        return f"{','.join(headers)}\n{_row(headers, _cells(fields), ',')}\n"
    headers = _headers(text)
    _known(path, headers, fields)
    end = "\r\n" if "\r\n" in text else "\n"
    begun = text if text.endswith("\n") else text + end
    return begun + _row(headers, _cells(fields), delimiter_of(text)) + end


def without_line(text: str, start: int, end: int) -> str:
    """The text without a row and its line end."""
    while text[end : end + 1] in ("\r", "\n"):
        end += 1
        if text[end - 1] == "\n":
            break
    return text[:start] + text[end:]


def must_be_one_row(path: str, text: str, row: str) -> None:
    """WrongUse if what was typed is not one row with the register's number of cells."""
    try:
        rows = [
            cells
            for cells in csv.reader(StringIO(row.strip("\r\n"), newline=""), delimiter=delimiter_of(text))
            if cells
        ]
    except csv.Error as wrong:
        raise WrongUse(f"This row cannot be read: {wrong}.") from None
    wanted = len(_headers(text))
    if len(rows) != 1 or len(rows[0]) != wanted:
        raise WrongUse(
            f"One row of {path} has {wanted} cells; this is {len(rows)} row(s) of {[len(r) for r in rows]}."
        )


def _headers(text: str) -> list[str]:
    return [
        header.strip()
        for header in next(csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text)), [])
    ]


def _known(path: str, headers: list[str], fields: Mapping[str, Any]) -> None:
    if unknown := [name for name, value in fields.items() if name not in headers and value not in (None, "")]:
        raise WrongUse(f"{path} has no column {', '.join(unknown)}. It has {', '.join(headers)}.")


def _cells(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: _cell(value) for name, value in fields.items()}


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _row(headers: list[str], cells: Mapping[str, str], delimiter: str) -> str:
    stream = StringIO()
    # The writer quotes a cell with a line end in it only because it ends rows with one itself.
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerow(
        [cells.get(h, "") for h in headers]
    )
    return stream.getvalue().removesuffix("\r\n")

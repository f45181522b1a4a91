"""How places in the sheets of a workbook are named: `Results!F12`, `'Actual results'!F12`, `Results!value`."""

import re

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: No name of a sheet holds a colon, and every name of a column is a word or begins with a word and a colon.
_IN_SHEET = re.compile(r"([^:]*)!((?:[a-z]+:.*)|[a-z_]+)", re.DOTALL)


def prefix(sheet: str) -> str:
    """What stands before a cell of this sheet, as Excel writes it: `Results!` or `'Actual results'!`."""
    # A name like a cell (`Q1`) has to be quoted, or Excel takes it for one.
    plain = _PLAIN.fullmatch(sheet) and not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc]?[0-9]*", sheet)
    return f"{sheet}!" if plain else "'" + sheet.replace("'", "''") + "'!"


def parted(at: str) -> tuple[str, str]:
    """The sheet (empty if none is named) and the cell of a place; undoes :func:`prefix`."""
    sheet, _, cell = at.rpartition("!")
    if len(sheet) > 1 and sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, cell


def in_sheet(sheet: str, column: str) -> str:
    """The name of a canonical column as it stands in one sheet."""
    return f"{sheet}!{column}"


def of_sheet(named: str) -> tuple[str, str]:
    """The sheet (empty if none is named) and the column; undoes :func:`in_sheet`."""
    found = _IN_SHEET.fullmatch(named)
    return (found[1], found[2]) if found else ("", named)

"""The World Bank's own CSV, bulk or from its API: one row a series, one column a year.

Layout: a byte order mark, lines `Data Source` and `Last Updated Date` above the header, a comma at the end of each
row; extracts leave these out. Every cell that is not empty becomes one context figure of the source `worldbank`, under
the Bank's own codes of indicator and country. It keeps its text, its row, and its cell in `at`.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from istmo.formats import _engine
from istmo.formats._canonical import canonical
from istmo.formats._head import Head
from istmo.formats._numbers import trimmed
from istmo.formats._rows import Raw, rows
from istmo.formats._shared import USUAL, Limits, Read, error, letter, quoted, warning
from istmo.kernel.problem import InputProblem, Problem

#: Only by name: its files end in .csv like any other.
EXTENSIONS: tuple[str, ...] = ()
SOURCE = "worldbank"
_PLACE, _INDICATOR = "Country Code", "Indicator Code"
#: DataBank writes `2016 [YR2016]`.
_YEAR = re.compile(r"([12]\d{3})( \[YR\1\])?")
#: DataBank's mark for a value that is not there.
_MISSING = "'..'"
_LONG = ("indicator", "place", "period", "role", "value", "source", "as_of", "at")


def read(path: Path, into: Path, limits: Limits = USUAL) -> Read:
    """Read one file. InputProblem if it has no country, indicator or year columns, or is no text."""
    with _engine.connect(into, limits) as connection:
        wide = rows(path, into, connection, limits, (_PLACE, _INDICATOR))
        years = {
            index: found[1] for index, header in enumerate(wide.headers) if (found := _YEAR.fullmatch(header))
        }
        if not years:
            fix = "look whether it is the World Bank's file"
            raise InputProblem([error("no_header", "no column of the file is a year", wide.where(), fix=fix)])
        return canonical(connection, _long(connection, wide, years, into), into)


def _long(connection: duckdb.DuckDBPyConnection, wide: Raw, years: dict[int, str], into: Path) -> Raw:
    """One row for every cell that holds something, in the order of the file."""
    day, problems = _vintage(wide)
    folded = [header.casefold() for header in wide.headers]
    place, indicator = folded.index(_PLACE.casefold()), folded.index(_INDICATOR.casefold())
    listed = ", ".join(f"c{index}" for index in years)
    number = "substr(name, 2)::INTEGER + 1"
    cells = (
        "indicator",
        "place",
        f"{_by_column(wide, years)}[{number}]",
        "'context'",
        "cell",
        quoted(SOURCE),
        quoted(day) if day else "NULL::VARCHAR",
        f'{_by_column(wide, {index: letter(index) for index in years})}[{number}] || "row"',
    )
    named = ", ".join(f"{cell} AS c{number}" for number, cell in enumerate(cells))
    out = into / "long.parquet"
    connection.execute(
        f'COPY (SELECT {named}, "row" FROM (UNPIVOT (SELECT c{indicator} AS indicator, c{place} AS place, "row", '
        f"{listed} FROM {wide.sql}) ON {listed} INTO NAME name VALUE cell) "
        f"WHERE {trimmed('cell')} <> {_MISSING}) TO {quoted(out)} ({_engine.PASSING})"
    )
    told = {"indicator": wide.named(indicator), "place": wide.named(place)}
    head = Head(_LONG, ",", wide.head.lines, wide.head.first, True)
    return Raw(
        out,
        wide.file,
        head,
        numbered=True,
        problems=(*wide.problems, *problems),
        told=tuple(told.get(name, ("", "")) for name in _LONG),
    )


def _by_column(wide: Raw, texts: dict[int, str]) -> str:
    """SQL: a list of one text for every column of the file, empty where it has none."""
    return f"[{', '.join(quoted(texts.get(index, '')) for index in range(len(wide.headers)))}]"


def _vintage(wide: Raw) -> tuple[str, list[Problem]]:
    """The day of the edition as the lines above the header tell it; empty if they do not."""
    said = next((record[1] for record in wide.head.before if _is_vintage(record)), "")
    try:
        return (date.fromisoformat(said).isoformat() if said else ""), []
    except ValueError:
        fix = "write it like 2021-09-15"
        return "", [warning("vintage_not_read", f"“{said}” is not a date", wide.where(), fix=fix)]


def _is_vintage(record: Sequence[str]) -> bool:
    return len(record) > 1 and record[0].strip().casefold() == "last updated date"

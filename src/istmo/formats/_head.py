"""The header of a delimited file: where it stands, by what its cells are parted, and what is wrong with it."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from istmo.formats._shared import error, letter
from istmo.kernel.problem import InputProblem, Problem, Where

DELIMITERS = ",;\t|"
#: Characters in which the header must be found.
_SAMPLE = 1 << 20
#: Columns a table may have.
_MOST = 1000
#: Excel's own first line that says by what cells are parted; Excel does not show it as a row.
SAYS = re.compile(r"sep=(.)(\r\n|\n|\r)", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The header as the reporter wrote it, its delimiter, and where the rows begin.

    lines: lines of the file before the first row; first: the reporter's number of the first row (a spreadsheet hides
    a line `sep=;` and counts blank lines); plain: every record so far is one line; pairs: the header ends in a
    carriage return and a line feed; before: the records above it.
    """

    headers: tuple[str, ...]
    delimiter: str
    lines: int
    first: int
    plain: bool
    pairs: bool = False
    before: tuple[tuple[str, ...], ...] = ()


def head(path: Path, name: str, wanted: Sequence[str] = ()) -> Head:
    """Find the header, the first row with something in it that has the columns `wanted`.

    Of the delimiters the one that gives the header the most cells is used. InputProblem if there is no header.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        sample = file.read(_SAMPLE)
    said = SAYS.match(sample)
    lines = list(io.StringIO(sample[said.end() if said else 0 :], newline=""))
    found = [head for mark in (said[1] if said else DELIMITERS) if (head := _under(lines, mark, wanted))]
    if not found:
        columns = f"no row of the file has the columns {' and '.join(wanted)}"
        told = columns if wanted else "the file has no header"
        raise InputProblem(
            [error("no_header", told, Where(file=name), fix="look whether it is the right file")]
        )
    best = max(found, key=_likely)
    if len(best.headers) > _MOST:
        told = f"the header has {len(best.headers):,} columns; more than {_MOST:,} are no table of figures"
        raise InputProblem(
            [
                error(
                    "too_many_columns",
                    told,
                    Where(file=name),
                    fix="look whether rows and columns were swapped",
                )
            ]
        )
    return replace(best, lines=best.lines + 1) if said else best


def _likely(head: Head) -> tuple[bool, int]:
    """A quotation mark inside a header is a sign that it was cut at the wrong delimiter."""
    return not any('"' in header for header in head.headers), len(head.headers)


def _under(lines: Sequence[str], delimiter: str, wanted: Sequence[str]) -> Head | None:
    reader = csv.reader(lines, delimiter=delimiter)
    before: list[tuple[str, ...]] = []
    folded = {name.casefold() for name in wanted}
    try:
        for record in reader:
            headers = tuple(cell.strip() for cell in record)
            if any(headers) and folded <= {header.casefold() for header in headers}:
                break
            before.append(headers)
        else:
            return None
    except csv.Error:
        return None
    last = reader.line_num
    return Head(
        headers,
        delimiter,
        last,
        len(before) + 2,
        last == len(before) + 1,
        lines[last - 1].endswith("\r\n"),
        tuple(before),
    )


def faults(head: Head, filled: Sequence[bool], file: str) -> list[Problem]:
    """Headers that stand twice, and columns that hold something under no header."""
    told = []
    headers = head.headers
    folded = [header.casefold() for header in headers]
    for index, header in enumerate(headers):
        where = Where(file=file, column=letter(index), row=head.first - 1, header=header)
        if not header and filled[index]:
            fix = "give the column a header, or delete it"
            told.append(
                error(
                    "blank_header",
                    f"column {letter(index)} has no header but holds something",
                    where,
                    fix=fix,
                )
            )
        if header and folded.index(folded[index]) < index:
            first = letter(folded.index(folded[index]))
            fix = "keep one of them, or give the other its own header"
            told.append(
                error(
                    "duplicate_header",
                    f"the header stands twice: columns {first} and {letter(index)}",
                    where,
                    fix=fix,
                )
            )
    return told

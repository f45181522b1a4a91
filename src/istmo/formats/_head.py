"""The header of a delimited file: where it stands, by what its cells are parted, and what is wrong with it."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from istmo.formats._shared import error, letter
from istmo.kernel.problem import InputProblem, Problem, Where

DELIMITERS = ",;\t|"
#: Characters in which the header must be found.
_SAMPLE = 1 << 20
#: Excel's own first line that says by what cells are parted; Excel does not show it as a row.
_SAYS = re.compile(r"sep=(.)(\r\n|\n|\r)", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The header as the reporter wrote it, its delimiter, and where the rows begin.

    lines: lines of the file before the first row; first: the reporter's number of the first row (a spreadsheet hides
    a line `sep=;` and counts blank lines); plain: no line break inside the header; before: records above it.
    """

    headers: tuple[str, ...]
    delimiter: str
    lines: int
    first: int
    plain: bool
    before: tuple[tuple[str, ...], ...] = ()


def head(path: Path, name: str, wanted: Sequence[str] = ()) -> Head:
    """Find the header, the first row with something in it that has the columns `wanted`.

    Of the delimiters the one that gives the header the most cells is used. InputProblem if there is no header.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        sample = file.read(_SAMPLE)
    said = _SAYS.match(sample)
    marks = said[1] if said else DELIMITERS
    start = said.end() if said else 0
    found = [head for mark in marks if (head := _under(sample[start:], mark, wanted, bool(said)))]
    if not found:
        told = (
            f"no row of the file has the columns {' and '.join(wanted)}"
            if wanted
            else "the file has no header"
        )
        raise InputProblem(
            [error("no_header", told, Where(file=name), fix="look whether it is the right file")]
        )
    return max(found, key=lambda head: len(head.headers))


def _under(sample: str, delimiter: str, wanted: Sequence[str], hidden: bool) -> Head | None:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    before: list[tuple[str, ...]] = []
    lines = 0
    try:
        for record in reader:
            headers = tuple(cell.strip() for cell in record)
            if any(headers) and {name.casefold() for name in wanted} <= {
                header.casefold() for header in headers
            }:
                plain = reader.line_num == lines + 1
                return Head(
                    headers, delimiter, reader.line_num + hidden, len(before) + 2, plain, tuple(before)
                )
            before.append(tuple(record))
            lines = reader.line_num
    except csv.Error:
        return None
    return None


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

"""The header of a delimited file: where it stands, by what its cells are parted, and what is wrong with it."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from istmo.formats._shared import error, letter
from istmo.kernel.problem import InputProblem, Problem, Where

DELIMITERS = ",;\t|"
#: Characters in which the header must be found.
_SAMPLE = 1 << 20


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


def head(path: Path, name: str, is_header: Callable[[Sequence[str]], bool] = any) -> Head:
    """Find the header: the first record that `is_header`, under the delimiter that gives it the most cells."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        sample = file.read(_SAMPLE)
    said = ""
    if sample[:4].lower() == "sep=" and sample[5:6] in "\r\n":
        said, sample = sample[4], sample.split("\n", 1)[-1]
    found = [head for mark in said or DELIMITERS if (head := _under(sample, mark, is_header, bool(said)))]
    if not found:
        raise InputProblem(
            [error("no_header", "no row of the file is a header", Where(file=name), fix="see the guide")]
        )
    return max(found, key=lambda head: len(head.headers))


def _under(
    sample: str, delimiter: str, is_header: Callable[[Sequence[str]], bool], hidden: bool
) -> Head | None:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    before: list[tuple[str, ...]] = []
    lines = 0
    try:
        for record in reader:
            if is_header(record):
                headers = tuple(cell.strip() for cell in record)
                plain = reader.line_num == lines + 1
                return Head(
                    headers, delimiter, reader.line_num + hidden, len(before) + 2, plain, tuple(before)
                )
            before.append(tuple(record))
            lines = reader.line_num
    except csv.Error:
        return None
    return None


def faults(headers: Sequence[str], filled: Sequence[bool], file: str) -> list[Problem]:
    """Headers that stand twice, and columns that hold something under no header."""
    told = []
    folded = [header.casefold() for header in headers]
    for index, header in enumerate(headers):
        where = Where(file=file, column=letter(index), row=1, header=header)
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

"""Which cells of a workbook get which words and which colour: problems, sorted by the cells that they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from istmo.formats._shared import letter
from istmo.formats._workbook.cells import COLUMNS, ROWS, column
from istmo.formats._workbook.wording import Told, Wording
from istmo.kernel.problem import Problem, Severity, Where

#: Characters of a remark; what is left stands on the sheet of problems.
_LONGEST = 1_200
_ORDER = list(Severity)

#: Row and column of a cell; the row as it is seen, the index of the column.
Place = tuple[int, int]


@dataclass
class Mark:
    """What is said of one cell, the gravest first."""

    wording: Wording
    problems: list[Problem] = field(default_factory=list)

    @property
    def severity(self) -> Severity:
        """The gravest."""
        return min((problem.severity for problem in self.problems), key=_ORDER.index)

    @property
    def text(self) -> str:
        """All that is said, as one remark."""
        ordered = sorted(self.problems, key=lambda problem: _ORDER.index(problem.severity))
        told = "\n\n".join(f"{self.wording[problem.severity]}: {problem.said}" for problem in ordered)
        return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def cell(where: Where, headers: Mapping[str, int], only: str = "") -> tuple[str, Place] | None:
    """The sheet and cell of a place; None if it names none that is there.

    headers: for every sheet the row of its header, where columns are marked. only: the sheet of a file without sheets.
    """
    sheet = only or where.sheet
    if sheet not in headers or not (where.row or where.column):
        return None
    index = max(column(f"{where.column}1"), 0)
    row = where.row or headers[sheet]
    return (sheet, (row, index)) if 0 < row <= ROWS and index < COLUMNS else None


def by_cell(told: Told, headers: Mapping[str, int], only: str = "") -> dict[str, dict[Place, Mark]]:
    """The marks of every sheet by their cells."""
    marks: dict[str, dict[Place, Mark]] = {}
    for problem in told.problems:
        for where in problem.places or (problem.where,):
            found = cell(where, headers, only)
            if found:
                mark = marks.setdefault(found[0], {}).setdefault(found[1], Mark(told.wording))
                if problem not in mark.problems:
                    mark.problems.append(problem)
    return marks


def ranges(places: Iterable[Place]) -> list[str]:
    """Cells as ranges, those below one another joined: `E2:E4`."""
    runs: list[tuple[int, int, int]] = []
    for index, row in sorted((index, row) for row, index in places):
        if runs and runs[-1][0] == index and runs[-1][2] == row - 1:
            runs[-1] = (index, runs[-1][1], row)
        else:
            runs.append((index, row, row))
    return [_ref(*run) for run in runs]


def _ref(index: int, first: int, last: int) -> str:
    name = letter(index)
    return f"{name}{first}" if first == last else f"{name}{first}:{name}{last}"

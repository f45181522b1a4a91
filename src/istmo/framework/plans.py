"""A stranger's strategic plan as a framework: the file through the door, held against the rules of a folder."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from istmo.formats.door import read_plan
from istmo.kernel.problem import InputProblem, Problem, WrongUse
from istmo.spec.architecture import Architecture
from istmo.spec.assembled import assembled
from istmo.spec.fields import CODE

#: Endings of files that are read as plans; anything else is a folder.
ENDINGS = (".xml", ".xml.gz", ".stratml")
FIGURES = "submissions/figures.csv"
_COLUMNS = (
    "indicator",
    "place",
    "period",
    "role",
    "state",
    "value",
    "unit",
    "value_as_written",
    "source",
    "note",
)


@dataclass(frozen=True)
class Read:
    """What a plan gave. figures: its targets and results as a table that `istmo submission check` reads, or nothing."""

    architecture: Architecture | None
    problems: tuple[Problem, ...]
    figures: str = ""

    @property
    def whole(self) -> Architecture:
        """The framework; InputProblem with every problem if something is wrong."""
        if self.architecture is None:
            raise InputProblem(self.problems)
        return self.architecture

    @property
    def more(self) -> dict[str, str]:
        """What stands in its folder beside the framework."""
        return {FIGURES: self.figures} if self.figures else {}


def is_plan(path: Path) -> bool:
    """Whether a path names a file of StratML, by its ending."""
    return path.is_file() and path.name.casefold().endswith(ENDINGS)


def read(path: Path, *, code: str = "", language: str = "") -> Read:
    """The framework in a StratML file with everything that did not fit; without one if something is wrong.

    InputProblem if the file is no StratML at all, WrongUse for a code that is none. Needs no workspace.
    """
    if code and not CODE.fullmatch(code):
        raise WrongUse(
            f"“{code}” is no code: begin with a letter or digit and use only letters, digits and . _ + - in it."
        )
    plan = read_plan(path, code=code, language=language)
    rows = [(row.table, row.cells, row.line) for row in plan.rows]
    whole, problems = assembled(path, plan.code, plan.strategy, plan.indicators, rows, plan.problems)
    return Read(whole, tuple(problems), _table(plan.figures) if plan.figures else "")


def load(path: Path, *, code: str = "", language: str = "") -> Read:
    """The same of a file that must be right; InputProblem with every problem if it is not."""
    came = read(path, code=code, language=language)
    if came.architecture is None:
        raise InputProblem(came.problems)
    return came


def _table(figures: Sequence[Mapping[str, str]]) -> str:
    written = StringIO()
    writer = csv.DictWriter(written, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(figures)
    return written.getvalue()

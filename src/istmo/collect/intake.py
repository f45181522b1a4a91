"""From a reporter's files to canonical tables with every problem told: what `check` and `submit` share.

Knows nothing of the database, so that a reporter can check a file with a framework's folder alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from istmo.collect.checks import runner
from istmo.collect.checks._words import Reporter
from istmo.collect.milestones import Milestones
from istmo.collect.names import Names
from istmo.formats import door
from istmo.formats.door import USUAL, ColumnPlan, Limits, Origin
from istmo.kernel.problem import Problem, group
from istmo.kernel.tables import FIGURES, TRANSACTIONS
from istmo.spec.architecture import Architecture

#: Writes the rows that a call asked, `code` and `key`, as Parquet.
Asked = Callable[[], Path]


@dataclass(frozen=True)
class Intake:
    """What came in: canonical Parquet files (None where the files hold no such rows) and all problems, grouped.

    headers: canonical column -> (column letter, the reporter's own header). checked, not_checked: which checks ran,
    and which could not and why. registers: what the files tell of activities and the like; origins: where those that
    are workbooks of a call say that they come from.
    """

    figures: Path | None
    transactions: Path | None
    problems: tuple[Problem, ...]
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    checked: tuple[str, ...] = ()
    not_checked: tuple[runner.NotChecked, ...] = ()
    registers: Mapping[str, Path] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()


def read(  # noqa: PLR0913  (what is read, against what, and how)
    files: Sequence[Path],
    *,
    architecture: Architecture,
    into: Path,
    last: Path | None = None,
    call: str | None = None,
    limits: Limits = USUAL,
    columns: ColumnPlan | None = None,
    asked: Asked | None = None,
) -> Intake:
    """Read, name and check files against an architecture; the tables are written into the folder `into`.

    last: the folder of the release before, for checks that compare. call: the year asked about, such as FY2017. columns: how the files'
    own columns become ours. asked: gives the rows that a call asked, for a workbook of it that lost its hidden keys.
    All problems come at once; nothing is raised for what is in the files.
    """
    came = door.read(files, into=into, limits=limits, columns=columns)
    if asked and any(problem.code == "key_missing" for problem in came.problems):
        came = door.read(files, into=into, limits=limits, columns=columns, asked=asked())
    file = " + ".join(path.name for path in files)
    names = Names(architecture.tables(), file, came.headers)
    figures, told = names.to_codes(came.figures, FIGURES, into / "figures-by-code.parquet")
    milestones = Milestones(names.tables, Reporter(file, came.headers, limits.places))
    figures, read = milestones.to_numbers(figures, came.problems, into / "figures-by-state.parquet")
    money, more = names.to_codes(came.transactions, TRANSACTIONS, into / "transactions-by-code.parquet")
    found = runner.outcome(
        figures=figures,
        transactions=money,
        architecture=architecture,
        headers=came.headers,
        file=file,
        last=last,
        call=call,
        places=limits.places,
    )
    problems = tuple(group([*read, *told, *more, *found.problems], limits.places))
    ran = (found.checked, found.not_checked)
    return Intake(figures, money, problems, came.headers, *ran, came.registers, came.origins)

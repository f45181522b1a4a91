"""From a reporter's files to canonical tables with every problem told: what `check` and `submit` share.

Knows nothing of the database, so that a reporter can check a file with a framework's folder alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from istmo.collect.checks import runner
from istmo.collect.names import Names
from istmo.formats import door
from istmo.kernel.problem import Problem, group
from istmo.kernel.tables import FIGURES, TRANSACTIONS
from istmo.spec.architecture import Architecture


@dataclass(frozen=True)
class Intake:
    """What came in: canonical Parquet files (None where the files hold no such rows) and all problems, grouped.

    headers: canonical column -> (column letter, the reporter's own header).
    """

    figures: Path | None
    transactions: Path | None
    problems: tuple[Problem, ...]
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def read(
    files: Sequence[Path],
    *,
    architecture: Architecture,
    into: Path,
    last: Path | None = None,
) -> Intake:
    """Read, name and check files against an architecture; the tables are written into the folder `into`.

    last: the folder of the release before, for checks that compare.
    All problems come at once; nothing is raised for what is in the files.
    """
    came = door.read(files, into=into)
    file = " + ".join(path.name for path in files)
    names = Names(architecture.tables(), file, came.headers)
    figures, told = names.to_codes(came.figures, FIGURES, into / "figures-by-code.parquet")
    money, more = names.to_codes(came.transactions, TRANSACTIONS, into / "transactions-by-code.parquet")
    found = runner.run(
        figures=figures,
        transactions=money,
        architecture=architecture,
        headers=came.headers,
        file=file,
        last=last,
    )
    problems = tuple(group([*came.problems, *told, *more, *found]))
    return Intake(figures, money, problems, came.headers)

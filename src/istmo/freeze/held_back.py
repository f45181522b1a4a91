"""What a release tells of the problems of a figure that is held: where they are and no more, for most tell the value."""

from collections.abc import Sequence

from istmo.kernel.problem import Problem, Where
from istmo.review.models import Hold

#: Behind the place of the problem.
_HELD_BACK = "this is about a figure that is held, and what it says is held with it."


def text(problem: Problem, holds: Sequence[Hold]) -> str:
    """The problem as a sentence; of a figure that is held only where it is, for most problems tell the value."""
    if any(_is_of(hold, problem.where) for hold in holds):
        return f"{problem.where}: {_HELD_BACK}"
    return problem.sentence


def _is_of(hold: Hold, where: Where) -> bool:
    """Whether a place is in the row of a hold, whichever its column; a hold on a whole row names no sheet."""
    return hold.row == where.row and (not hold.cell or hold.cell.rpartition("!")[0] == where.sheet)

"""The draw of the question `sample` again, in plain Python: sort the tickets, take the first n."""

import hashlib
from typing import Any

from tests.oracle.figures import Row

KEY = (
    "indicator", "place", "period_start", "period_end", "period_as_written", "cohort", "agency", "activity", "role", "span",
    "breakdown", "as_of", "stated_on", "source",
)  # fmt: skip


def ticket(figure: Row, seed: int) -> str:
    cells = ["" if figure.get(name) is None else str(figure[name]) for name in KEY]
    return hashlib.sha256("\x1f".join([str(seed), *cells]).encode()).hexdigest()


def draw(figures: list[Row], n: int, seed: int, **where: Any) -> list[str]:
    """The tickets drawn, in order."""
    population = [f for f in figures if all((f.get(name) or "") == value for name, value in where.items())]
    return sorted(ticket(figure, seed) for figure in population)[:n]

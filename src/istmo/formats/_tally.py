"""Counting what is said of many rows, so that a million alike faults are one problem with its first places."""

from dataclasses import dataclass, field

from istmo.kernel.problem import PLACES_TOLD, Problem, Severity, Where

#: How many different things are told of one column before the rest is summed up.
DIFFERENT_TOLD = 20


@dataclass
class Tally:
    """Faults of one file by what is said of them, in the order they were met."""

    file: str
    _counts: dict[Problem, int] = field(default_factory=dict)
    _rows: dict[Problem, list[int]] = field(default_factory=dict)
    _untold: int = 0

    def add(self, said: Problem, row: int) -> None:
        """One more row of which this is said. `said` has no row of its own."""
        if said not in self._counts and len(self._counts) >= DIFFERENT_TOLD:
            self._untold += 1
            return
        self._counts[said] = self._counts.get(said, 0) + 1
        rows = self._rows.setdefault(said, [])
        if len(rows) < PLACES_TOLD:
            rows.append(row)

    def problems(self) -> tuple[Problem, ...]:
        """One problem for each different thing said."""
        told = [at_rows(said, self._counts[said], self._rows[said]) for said in self._counts]
        if self._untold:
            found = f"{self._untold:,} more rows do not have the shape of the table"
            told.append(
                Problem("other_rows", Severity.ERROR, found, Where(file=self.file), fix="see the others")
            )
        return tuple(told)


def at_rows(said: Problem, count: int, rows: list[int]) -> Problem:
    """What is said, bound to its rows: the first is its place."""
    places = tuple(
        Where(said.where.file, said.where.sheet, said.where.column, row, said.where.header) for row in rows
    )
    return Problem(
        said.code,
        said.severity,
        said.found,
        places[0] if places else said.where,
        said.expected,
        said.why,
        said.fix,
        count,
        places,
    )

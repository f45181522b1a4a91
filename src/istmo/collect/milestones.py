"""A milestone's state told as a word instead of its number: `adopted` is the third of the states that its indicator names.

A reader of files knows no framework, so that to it such a word is no number. Here a word that is one of the states is read
as its number, and said so; of any other the check `milestone_state` says what the cell takes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from istmo.collect.checks._words import Reporter
from istmo.kernel.problem import Problem, Severity
from istmo.kernel.sheets import parted
from istmo.kernel.tables import FIGURES, TABLES
from istmo.release import sql

_INDICATORS = TABLES["indicators"]
#: What a reader of files says of a word where it looks for a number.
_NO_NUMBER = "value_not_a_number"
#: How words are compared: `In force` is `in-force`.
_FOLDED = r"regexp_replace(lower(trim({})), '[\s_-]+', '-', 'g')"
_VIEW = f"""
    create view came as
    select c.*, trim(c.value_as_written) as word,
        i.measure = 'milestone' and c.state = 'reported' and c.value is null and c.value_as_written is not null as is_word,
        list_position(string_split({_FOLDED.format("i.states")}, '|'), {_FOLDED.format("c.value_as_written")}) as nth
    from read_parquet({{path}}, file_row_number = true) c left join indicators i on i.code = c.indicator
"""
_WORDS = f"""
    select word, nth, "row", "at", indicator, breakdown, period_start, period_end
    from came where is_word order by {", ".join(("word", "nth", "file_row_number"))}
"""
_VALUE = "coalesce(value, case when is_word then nth::decimal(38, 9) end) as value"
_COLUMNS = ", ".join(_VALUE if name == "value" else f'"{name}"' for name in FIGURES.names)


class _Word(NamedTuple):
    """A cell of a milestone that holds a word, what state it is (None: none of them), and where it stands."""

    word: str
    number: int | None
    row: int
    at: str
    indicator: str
    breakdown: str
    start: Any
    end: Any


@dataclass(frozen=True)
class Milestones:
    """The milestones of an architecture; the reporter is told of words in his own cells."""

    tables: Mapping[str, Sequence[tuple[Any, ...]]]
    reporter: Reporter

    def to_numbers(
        self, path: Path | None, problems: Sequence[Problem], out: Path
    ) -> tuple[Path | None, list[Problem]]:
        """The figures with the numbers of states, and the problems without those of words for no number.

        `out` is written only where a word was read. The order of rows stays.
        """
        measure = _INDICATORS.names.index("measure")
        milestones = [row for row in self.tables.get("indicators", ()) if row[measure] == "milestone"]
        if path is None or not milestones:
            return path, list(problems)
        with duckdb.connect() as connection:
            sql.load(connection, _INDICATORS, milestones)
            connection.execute(_VIEW.format(path=sql.literal(path)))
            words = [_Word(*row) for row in connection.execute(_WORDS).fetchall()]
            read = [word for word in words if word.number]
            if read:
                connection.execute(
                    f"copy (select {_COLUMNS} from came order by file_row_number) to {sql.literal(out)} (format parquet)"
                )
        return (out if read else path), [*_without(problems, words), *self._told(read)]

    def _told(self, read: Sequence[_Word]) -> Iterator[Problem]:
        """One note for each word that was read, with its cells."""
        for (word, number), some in groupby(read, key=lambda one: one[:2]):
            places = tuple(self.reporter.where("value", one._asdict()) for one in some)
            found = f"“{word}” was read as state {number} of the milestone"
            fix = "nothing to do, if that is what was meant"
            told = Problem(
                "state_read_as_number", Severity.NOTE, found, places[0], fix=fix, count=len(places)
            )
            yield replace(told, places=places[: self.reporter.places])


def _without(problems: Sequence[Problem], words: Sequence[_Word]) -> Iterator[Problem]:
    """The problems, less those that call the word of a milestone no number."""
    times = Counter(word.word for word in words)
    cells = {(parted(word.at)[0], word.row) for word in words}
    for problem in problems:
        about = problem.code == _NO_NUMBER
        word = next((word for word in times if about and problem.found.startswith(f"“{word}” ")), None)
        if word is None:
            yield problem
        elif (left := problem.count - times[word]) > 0:
            places = tuple(place for place in problem.places if (place.sheet, place.row) not in cells)
            yield replace(problem, count=left, places=places, where=places[0] if places else problem.where)

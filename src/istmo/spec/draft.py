"""Rows on their way to an architecture, each with the place in its author's file it came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from istmo.kernel.problem import Problem, Severity, Where
from istmo.kernel.tables import TABLES
from istmo.spec.fields import main

Row = tuple[Any, ...]
#: The place of one column of a row in its author's file.
At = Callable[[str], Where]


@dataclass
class Draft:
    """Rows by table with their places, and every problem found so far.

    incomplete: tables some rows of which could not be read; naming such a row is not told as a second problem.
    today: the day it is; None: nobody told, and nothing is called overdue or still to come.
    origins: by table and key, the folder of others a row came from.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    places: dict[str, list[At]] = field(default_factory=lambda: {name: [] for name in TABLES})
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)
    origins: dict[tuple[str, Row], str] = field(default_factory=dict)
    today: date | None = None
    _records: dict[str, list[tuple[dict[str, Any], At]]] = field(default_factory=dict, repr=False)

    def add(self, table: str, at: At, /, **cells: Any) -> None:
        """Add a row by column name; columns not given are empty."""
        schema = TABLES[table]
        unknown = set(cells) - set(schema.names)
        if unknown:
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        self.rows[table].append(tuple(cells.get(name) for name in schema.names))
        self.places[table].append(at)

    def words(
        self, table: str, code: str, at: At, **texts: Mapping[str, str] | None
    ) -> dict[str, str | None]:
        """The texts for the table itself by column; other languages become rows of `texts`."""
        told = {}
        for column, words in texts.items():
            language, told[column] = main(words)
            for other, text in (words or {}).items():
                if other != language:
                    key = {"table": table, "code": code, "field": column, "language": other}
                    self.add("texts", at, **key, text=text)
        return told

    def wrong(self, code: str, where: Where, found: str, fix: str, expected: str = "") -> None:
        """Note an error."""
        self.problems.append(Problem(code, Severity.ERROR, found, where, expected, fix=fix))

    def warn(self, code: str, where: Where, found: str, fix: str, expected: str = "") -> None:
        """Note a warning."""
        self.problems.append(Problem(code, Severity.WARNING, found, where, expected, fix=fix))

    def records(self, table: str) -> list[tuple[dict[str, Any], At]]:
        """The rows of a table by column name, with their places; the same ones until a row is added: nobody changes them."""
        told = self._records.get(table, [])
        if len(told) != len(self.rows[table]):
            names = TABLES[table].names
            pairs = zip(self.rows[table], self.places[table], strict=True)
            told = self._records[table] = [(dict(zip(names, row, strict=True)), at) for row, at in pairs]
        return told

"""What a StratML file says, as the files of a framework would say it, with the line of everything in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from istmo.kernel.problem import Problem
from istmo.spec.yaml_file import Document, Loc

#: What our keys are called in StratML, so that a problem names what its author wrote.
ELEMENTS = {
    "title": "Name",
    "text": "Description",
    "code": "Identifier",
    "level": "Goal",
    "unit": "UnitOfMeasurement",
    "kind": "ValueChainStage",
    "preset": "UnitOfMeasurement",
    "direction": "PerformanceIndicator",
    "within": "Relationship",
    "mission": "Mission",
    "effective_on": "StartDate",
    "version": "PublicationDate",
    "sections": "OtherInformation",
    "aliases": "OtherInformation",
}


@dataclass(frozen=True)
class At:
    """A value with the line it stands in. Maps and lists hold further ones."""

    value: Any
    line: int


@dataclass(frozen=True)
class Row:
    """A row of a register that the file implies, and the line it comes from."""

    table: str
    cells: Mapping[str, Any]
    line: int


@dataclass(frozen=True)
class Plan:
    """A strategic plan or performance report, read.

    figures: its targets and results as rows of a table of figures, texts by column. problems: what did not fit, what
    was taken for something, and what is wrong, each with its place.
    """

    code: str
    part: int
    strategy: Document
    indicators: Document
    rows: tuple[Row, ...] = ()
    figures: tuple[Mapping[str, str], ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings, for the way from the child to its parent."""
        return {
            "code": self.code,
            "part": self.part,
            "strategy": _document(self.strategy),
            "indicators": _document(self.indicators),
            "rows": [[row.table, dict(row.cells), row.line] for row in self.rows],
            "figures": [dict(figure) for figure in self.figures],
            "problems": [problem.to_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Plan":
        """Undo :meth:`to_json`."""
        return cls(
            code=raw["code"],
            part=raw["part"],
            strategy=_of_json(raw["strategy"]),
            indicators=_of_json(raw["indicators"]),
            rows=tuple(Row(*row) for row in raw["rows"]),
            figures=tuple(raw["figures"]),
            problems=tuple(Problem.from_json(problem) for problem in raw["problems"]),
        )


def document(file: str, told: At) -> Document:
    """Plain values and, by their paths, the lines they stand in."""
    lines: dict[Loc, int] = {}
    return Document(file, _plain(told, (), lines), lines, ELEMENTS)


def _plain(told: Any, loc: Loc, lines: dict[Loc, int]) -> Any:
    if isinstance(told, At):
        lines[loc] = told.line
        told = told.value
    if isinstance(told, Mapping):
        return {key: _plain(value, (*loc, key), lines) for key, value in told.items()}
    if isinstance(told, list):
        return [_plain(value, (*loc, place), lines) for place, value in enumerate(told)]
    return told


def _document(one: Document) -> dict[str, Any]:
    lines = [[list(loc), line] for loc, line in one.lines.items()]
    return {"file": one.file, "value": one.value, "lines": lines}


def _of_json(raw: Mapping[str, Any]) -> Document:
    pairs: Iterable[tuple[list[str | int], int]] = raw["lines"]
    return Document(raw["file"], raw["value"], {tuple(loc): line for loc, line in pairs}, ELEMENTS)

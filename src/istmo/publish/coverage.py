"""Coverage as the report tells it: agency × node × place, the answer of the question `coverage`."""

from dataclasses import dataclass
from typing import Any

from istmo.publish.desk import Desk

_Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """What stands under one node, at one place, or of one agency; counts are of indicators of performance."""

    title: str
    level: str
    beside: bool
    activities: int
    indicators: int
    with_baseline: int
    with_target: int
    with_result: int
    evaluations: int
    gaps: str


@dataclass(frozen=True)
class Cell:
    """What one agency has under one node at one place: results of so many indicators.

    agency: its code, since a column is narrow; place: told where the column holds several.
    """

    agency: str
    place: str
    beside: bool
    with_result: int
    with_target: int
    indicators: int


@dataclass(frozen=True)
class Matrix:
    """Nodes down, places across; empty where nobody does anything that this release knows of."""

    places: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[tuple[Cell, ...], ...]], ...]
    has_agencies: bool


@dataclass(frozen=True)
class Coverage:
    """The whole: totals by node, place and agency, the matrix, and what stands in no plan."""

    whole: Line | None
    nodes: tuple[Line, ...]
    places: tuple[Line, ...]
    agencies: tuple[Line, ...]
    loose: tuple[str, ...]
    matrix: Matrix


def of(desk: Desk) -> Coverage:
    """The coverage of the framework that is reported on."""
    own = {country.code for country in desk.countries}
    rows = desk.ask("coverage", framework=desk.framework.code)
    loose = [row for row in desk.ask("coverage") if not row["framework"] and not row["beside"]]
    by_scope = {
        scope: [row for row in rows if row["scope"] == scope]
        for scope in ("framework", "node", "place", "agency", "combination")
    }
    whole = [_line(row, "") for row in by_scope["framework"]]
    return Coverage(
        whole=whole[0] if whole else None,
        nodes=tuple(_line(row, row["node_title"]) for row in by_scope["node"]),
        places=tuple(
            _line(row, row["place_name"] or row["place"])
            for row in by_scope["place"]
            if row["activities"] or row["indicators"] or row["place"] in own
        ),
        agencies=tuple(_line(row, _agency(row)) for row in by_scope["agency"]),
        loose=tuple(
            f"{row['activity_title'] or row['agency_name'] or ''}: {row['gaps']}"
            for row in loose
            if row["gaps"]
        ),
        matrix=_matrix(by_scope["node"], by_scope["combination"], desk),
    )


def _agency(row: _Row) -> str:
    """Name and code, which stands for it in the matrix."""
    return f"{row['agency_name']} ({row['agency']})" if row["agency_name"] else row["agency"] or ""


def _line(row: _Row, title: str) -> Line:
    return Line(
        title=title,
        level=row["level"] or "",
        beside=bool(row["beside"]),
        activities=row["activities"],
        indicators=row["indicators"],
        with_baseline=row["with_baseline"],
        with_target=row["with_target"],
        with_result=row["with_result"],
        evaluations=row["evaluations"],
        gaps=row["gaps"] or "",
    )


def _matrix(nodes: list[_Row], cells: list[_Row], desk: Desk) -> Matrix:
    """Columns are the countries of the strategy, then one for all other places; rows the nodes that have any cell."""
    countries = [country.code for country in desk.countries]
    told: dict[tuple[str, str], list[Cell]] = {}
    for row in cells:
        column = row["place"] if row["place"] in countries else ""
        told.setdefault((row["node"], column), []).append(
            Cell(
                row["agency"] or "",
                "" if column else row["place_name"] or row["place"] or "",
                bool(row["beside"]),
                row["with_result"],
                row["with_target"],
                row["indicators"],
            )
        )
    columns = [*countries, ""] if any(column == "" for _, column in told) else countries
    lines = tuple(
        (row["node_title"], row["level"] or "", tuple(tuple(told.get((row["node"], c), ())) for c in columns))
        for row in nodes
    )
    names = tuple(desk.place(column) if column else "" for column in columns)
    return Matrix(names, lines, len({row["agency"] for row in cells if row["agency"]}) > 1)

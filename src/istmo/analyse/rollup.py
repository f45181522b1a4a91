"""Rollup: totals up the places under every node of a framework, in print order, and what is counted once.

Row kinds, told in the column `row`: `node` counts what is below it; `indicator` is a total of one indicator under that
node; `shared` takes away what is printed more than once, so that the printed lines and it make the `total`. Indicators
never add to one another. Rules: rollup.sql for the lines, progress.sql for the totals, DESIGN section 3.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, columns, known
from istmo.analyse.totals import Columns, day_range, named, totals
from istmo.analyse.wanted import Wanted
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import EXACT

#: What a row says of its place in the framework, and how often its indicator is printed.
_PLACE = (
    "framework",
    "framework_title",
    "row",
    "depth",
    "line",
    "node",
    "level",
    "node_title",
    "link",
    "via",
    "exact",
    "fate",
    "share",
)
#: What progress.sql tells of a total, up to the place asked for.
_TOTAL = (
    "indicator", "title", "kind", "measure", "direction", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "span", "cohort", "reporting_year",
    "result", "result_low", "result_high", "qualifier", "maturity", "unit", "result_as_written", "base_period",
    "result_numerator", "result_denominator", "unattributed", "places",
    "target", "target_status", "first_target", "baseline", "baseline_period",
    "achievement", "achievement_numerator", "achievement_denominator", "untargeted_result", "unreported_target",
    "status", "status_words", "reported", "expected", "beside", "sources", "figures",
)  # fmt: skip
_COUNTS = (
    "indicators",
    "not_exact",
    "with_results",
    "with_targets",
    "totals",
    "met",
    "not_met",
    "not_judged",
)
COLUMNS = (*_PLACE, *_TOTAL, *_COUNTS, "notes")

READING = (
    "row", "node", "node_title", "title", "link", "period", "result", "result_low", "result_high", "unit", "target",
    "achievement", "status_words", "reported", "expected", "indicators", "met", "not_met", "not_judged", "notes",
)  # fmt: skip

NOTES = (
    "Performance only: context is contribution, under no node here, and read in the question benchmarks.",
    "Indicators are never added to one another: a node counts what is below it.",
    "Printed under several nodes, counted once: with the row shared, the printed lines make the total.",
    "Of one series, a place's own value beats those of the places in it; values of several series add.",
    "What nobody split by place is part of the region's total and of no country's.",
)

#: Additive totals can be told twice and taken away again; of the others there is no sum to be put right.
_ADDITIVE = ("count", "amount")
_NUMBERS = (
    "result",
    "result_low",
    "result_high",
    "target",
    "unattributed",
    "untargeted_result",
    "unreported_target",
)


class Line(NamedTuple):
    """The columns of rollup.sql."""

    framework: str
    framework_title: str
    depth: int
    line: str
    trail: str
    node: str
    level: str
    node_title: str
    indicator: str | None
    link: str | None
    via: str | None
    printed: int
    fate: str | None
    share: Decimal | None


@dataclass(frozen=True)
class Counts:
    """What stands below a node: indicators, each once, and their totals by verdict."""

    indicators: int = 0
    not_exact: int = 0
    with_results: int = 0
    with_targets: int = 0
    totals: int = 0
    met: int = 0
    not_met: int = 0
    not_judged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(self.cells, other.cells, strict=True)))

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(*(a - b for a, b in zip(self.cells, other.cells, strict=True)))

    @property
    def cells(self) -> tuple[int, ...]:
        """In the order of the columns."""
        return tuple(getattr(self, name) for name in _COUNTS)


def ask(release: Queryable, **where: object) -> Answer:
    """Totals under every node, up to a place; `where` keeps rows by column.

    framework, node: only these lines. place: totals up to that place, else up to everywhere. period: totals of exactly
    those days, made of shorter periods by each indicator's rule of time; reporting_year: of what answers that year. An
    indicator without any is told as not reported. WrongUse if a framework,
    node or place is not in the release, or a column is unknown.
    """
    known(where, COLUMNS, "rollup")
    framework, node, place = (_code(where.pop(name, None)) for name in ("framework", "node", "place"))
    for table, code in (("frameworks", framework), ("nodes", node), ("places", place)):
        _must_exist(release, table, code)
    lines = read(release, framework, node)
    year = where.get("reporting_year")
    told = totals(release, Wanted(within=place or "").over(where))
    found = Found(release, told, place, where.pop("period", None), year)
    rows = [row for lines_of_one in _by_framework(lines) for row in Sheet(lines_of_one, found).rows()]
    return Answer(COLUMNS, tuple(rows), NOTES, READING).where(where)


def read(release: Queryable, framework: str | None = None, node: str | None = None) -> list[Line]:
    """The lines in print order."""
    told = columns(release, "rollup", Line, {"framework": framework, "node": node}, few=True)
    return [Line(*cells) for cells in zip(*told.values(), strict=True)]


def _code(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _must_exist(release: Queryable, table: str, code: str | None) -> None:
    if code is None:
        return
    there = [row[0] for row in release.query(f'SELECT DISTINCT code FROM "{table}" ORDER BY code')]
    if code not in there:
        raise WrongUse(
            f"The release has no {table.rstrip('s')} {code}. It has {', '.join(there[:40]) or 'none'}."
        )


def _by_framework(lines: Iterable[Line]) -> list[list[Line]]:
    sheets: dict[str, list[Line]] = {}
    for line in lines:
        sheets.setdefault(line.framework, []).append(line)
    return list(sheets.values())


class Found:
    """The totals of the release by indicator, of the period asked for."""

    def __init__(
        self, release: Queryable, told: Columns, place: str | None, period: object, reporting_year: object
    ) -> None:
        """`told`: the totals up to `place`."""
        self._told = told
        self._named = named(release)
        self._asked = {"period": period, "reporting_year": reporting_year}
        names: dict[str | None, str] = dict(release.query("SELECT code, name FROM places"))
        name = names.get(place) if place else "everywhere"
        self._where = {"place": place, "place_name": name}
        self.rows: dict[str, list[int]] = {}
        for row, indicator in enumerate(told["indicator"]):
            if period is None or told["period"][row] == period:
                self.rows.setdefault(indicator, []).append(row)

    def cells(self, indicator: str) -> Iterator[dict[str, Any]]:
        """The totals of one indicator, by column; one empty row if it has none."""
        rows = self.rows.get(indicator, [])
        for row in rows:
            yield {name: self._told[name][row] for name in (*_TOTAL, "notes")} | self._where
        if not rows:
            yield self._nothing(indicator)

    def _nothing(self, indicator: str) -> dict[str, Any]:
        told = self._named[indicator]
        return {
            **self._where, **self._asked, **day_range(self._asked["period"]),
            "indicator": indicator, "title": told.title, "kind": told.kind, "measure": told.measure,
            "direction": told.direction, "unit": told.unit, "status": "not_reported", "status_words": "not reported",
            "reported": 0, "expected": 0, "places": 0, "figures": 0,
            "notes": "nothing was asked or stated of it here",
        }  # fmt: skip

    def count(self, indicators: Mapping[str, bool]) -> Counts:
        """What the indicators have, each once; the value says whether it is there over a link that is not exact."""
        counted = Counts()
        for indicator, not_exact in indicators.items():
            rows = self.rows.get(indicator, [])
            statuses = [self._told["status"][row] for row in rows]
            met, not_met = statuses.count("met"), statuses.count("not_met")
            counted += Counts(
                1,
                int(not_exact),
                int(any(self._told["reported"][row] for row in rows)),
                int(any(self._told["target_status"][row] for row in rows)),
                len(rows),
                met,
                not_met,
                len(rows) - met - not_met,
            )
        return counted


class Sheet:
    """One framework: its lines with their totals, and what they make together."""

    def __init__(self, lines: list[Line], found: Found) -> None:
        """`lines` in print order."""
        self._lines, self._found = lines, found
        self._nodes: dict[str, list[str]] = {}
        #: How often the printed lines hold a total: once for each, or the shares of a split.
        self._times: dict[str, Decimal] = {}
        for line in lines:
            if line.indicator:
                at = self._nodes.setdefault(line.indicator, [])
                at.append(line.node)
                share = Decimal(1) if line.share is None else line.share
                self._times[line.indicator] = EXACT.add(self._times.get(line.indicator, Decimal(0)), share)

    def rows(self) -> Iterator[Row]:
        """Every node and its indicators, then the reconciling rows and the totals."""
        together = Counts()
        for line in self._lines:
            if line.indicator is None:
                counted = self._found.count(self._below(line.trail))
                together += counted if line.depth == 0 else Counts()
                yield _row(line, "node", counted=counted)
            else:
                yield from (
                    _row(line, "indicator", cells | {"notes": self._notes(line, cells["notes"])})
                    for cells in map(partial(_shared, line), self._found.cells(line.indicator))
                )
        yield from self._made_right(together)

    def _below(self, trail: str) -> dict[str, bool]:
        """The indicators under one printed place of a node, each once; a nearer link beats a farther one."""
        under: dict[str, bool] = {}
        for line in self._lines:
            if line.indicator and line.trail.startswith(trail):
                under[line.indicator] = under.get(line.indicator, True) and line.link not in (None, "exact")
        return under

    def _notes(self, line: Line, notes: str | None) -> str | None:
        told = []
        if line.fate:
            told.append(f"told here through {line.via}")
        if line.link:
            alike = "" if line.link == "exact" else ", which is not exact"
            told.append(f"carried over a link{alike}: {line.via}")
        others = [node for node in dict.fromkeys(self._nodes[line.indicator or ""]) if node != line.node]
        if line.printed > 1:
            told.append(f"also under {', '.join(others) or 'the same node'}, counted once in the total")
        return "; ".join([*told, *([notes] if notes else [])]) or None

    def _made_right(self, together: Counts) -> Iterator[Row]:
        """What is printed more than once, taken away; then the framework's total."""
        head = self._lines[0]
        total = self._found.count(self._below("|"))
        for line in {line.indicator: line for line in self._lines if line.printed > 1}.values():
            for cells in self._found.cells(line.indicator or ""):
                if cells["measure"] in _ADDITIVE and _has_numbers(cells):
                    if self._times[line.indicator or ""] != 1:
                        yield _row(head, "shared", self._taken_away(line, cells))
                    yield _row(head, "total", cells)
        if total != together:
            less = together.indicators - total.indicators
            notes = f"under more than one line, counted once: -{less}"
            yield _row(head, "shared", {"notes": notes}, total - together)
        yield _row(head, "total", counted=total)

    def _taken_away(self, line: Line, cells: dict[str, Any]) -> dict[str, Any]:
        times = EXACT.subtract(Decimal(1), self._times[line.indicator or ""])
        numbers = {
            name: None if cells.get(name) is None else EXACT.multiply(times, cells[name]) for name in _NUMBERS
        }
        kept = {name: value for name, value in cells.items() if name in _TOTAL[:14] or name == "unit"}
        under = ", ".join(dict.fromkeys(self._nodes[line.indicator or ""]))
        told = f"printed {line.printed} times ({under}), counted once"
        if line.share is not None:
            told = f"what the shares of {under} leave over, or tell twice"
        return kept | numbers | {"notes": told}


def _shared(line: Line, cells: dict[str, Any]) -> dict[str, Any]:
    """Of a split with shares: the share of what adds up. Of anything else there is no share, and the whole is told."""
    if line.share is None:
        return cells
    if cells["measure"] not in _ADDITIVE:
        notes = f"the whole: a {cells['measure']} is not divided by shares"
        return cells | {"notes": "; ".join([notes, *([cells["notes"]] if cells["notes"] else [])])}
    parts = {
        name: None if cells.get(name) is None else EXACT.multiply(line.share, cells[name])
        for name in _NUMBERS
    }
    return cells | parts


def _has_numbers(cells: Mapping[str, Any]) -> bool:
    return any(cells.get(name) is not None for name in _NUMBERS)


def _row(line: Line, kind: str, cells: Mapping[str, Any] | None = None, counted: Counts | None = None) -> Row:
    told = dict(cells or {})
    at_node = kind in ("node", "indicator")
    place: dict[str, Any] = {
        "framework": line.framework, "framework_title": line.framework_title, "row": kind,
        "depth": line.depth if at_node else None, "line": line.line if at_node else None,
        "node": line.node if at_node else None, "level": line.level if at_node else None,
        "node_title": line.node_title if at_node else None,
    }  # fmt: skip
    if kind == "indicator":
        exact = line.link in (None, "exact") and line.fate in (None, "kept", "reworded")
        place |= {"link": line.link, "via": line.via, "exact": exact, "fate": line.fate, "share": line.share}
    told |= place
    if counted is not None:
        told |= dict(zip(_COUNTS, counted.cells, strict=True))
    return tuple(told.get(name) for name in COLUMNS)

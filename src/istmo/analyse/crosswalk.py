"""Crosswalk: a release told under another framework: what matches each of its nodes, how exactly, and what reaches none.

Row kinds, told in the column `row`: `node` counts what stands under it; `match` is a link to a node of another framework;
`indicator` is a total that stands under the node, its own or over a link; `apart` is one that reaches no node; `total`
counts every indicator once. Rules: crosswalk.sql for the links, progress.sql for the totals, DESIGN section 3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, columns, known
from istmo.analyse.totals import Columns, Named, day_range, named, totals
from istmo.analyse.wanted import Wanted
from istmo.kernel.problem import WrongUse

_PLACE = (
    "row", "to", "to_title", "depth", "node", "level", "node_title", "reached",
    "match", "exact", "told", "other", "other_title", "other_node", "other_node_title", "via", "why", "counted",
)  # fmt: skip
_TOTAL = (
    "indicator", "title", "kind", "measure", "direction", "place", "place_name",
    "period", "period_start", "period_end", "period_as_written", "span", "cohort", "reporting_year",
    "result", "result_low", "result_high", "qualifier", "maturity", "unit", "result_as_written",
    "result_numerator", "result_denominator", "target", "target_status", "baseline",
    "achievement", "achievement_numerator", "achievement_denominator", "untargeted_result", "unreported_target",
    "status", "status_words", "reported", "expected", "beside", "sources", "figures",
)  # fmt: skip
_COUNTS = ("nodes", "nodes_reached", "indicators", "not_exact", "with_results", "totals", "met", "not_met")
_OF_LINE = (
    "depth", "node", "level", "node_title", "match", "other", "other_title", "other_node", "other_node_title",
)  # fmt: skip
COLUMNS = (*_PLACE, *_TOTAL, *_COUNTS, "notes")

READING = (
    "row", "node", "node_title", "match", "other", "other_node_title", "title", "period", "result", "result_low", "result_high",
    "unit", "target", "status_words", "told", "counted", "indicators", "not_exact", "notes",
)  # fmt: skip

NOTES = (
    "A result told under another framework was not planned under it: only what is linked as exact means the same.",
    "Indicators are never added to one another. Printed under several nodes, one is counted once: counted says where.",
    "Performance only: context is contribution, under no node here, and read in the question benchmarks.",
)

_WORDS = {
    "exact": "exact: the same as {other}",
    "close": "not exact: {other} is close to it, not the same",
    "narrow": "not exact: {other} is narrower, and holds only a part of what is meant here",
    "broad": "not exact: {other} is wider, and may hold what is not meant here",
    "related": "not exact: {other} is related, and means something else",
}


#: The parts of a framework's lines, as crosswalk.sql numbers them.
NODE, MATCH, INDICATOR, APART = range(4)


class Line(NamedTuple):
    """The columns of crosswalk.sql."""

    part: int
    depth: int | None
    node: str | None
    level: str | None
    node_title: str | None
    indicator: str | None
    match: str | None
    other: str | None
    other_title: str | None
    other_node: str | None
    other_level: str | None
    other_node_title: str | None
    via: str | None
    why: str | None
    counted: int
    lower_nodes: str | None

    @property
    def exact(self) -> bool:
        """Whether it is the node's own, or linked as the same."""
        return self.match in (None, "exact")

    @property
    def told(self) -> str:
        """How exact, in words."""
        if self.match is None:
            return f"its own, through {self.via}" if self.via else "its own"
        return _WORDS[self.match].format(other=f"the {self.other_level} {self.other_node} of {self.other}")


@dataclass(frozen=True)
class Sight:
    """What is asked: under which framework, of which others, up to which place, of which time."""

    to: str
    title: str
    place: str | None
    place_name: str | None
    time: Mapping[str, object]


def ask(release: Queryable, **where: object) -> Answer:
    """The release under the framework `to`, else under each in turn; `where` keeps rows by column.

    other: only links to that framework, and its indicators. place: totals up to that place, else up to everywhere. period:
    totals of those days, made of shorter periods by each indicator's rule; reporting_year: of what answers that year. An
    indicator without any is told as not reported. WrongUse for a code that is unknown.
    """
    known(where, COLUMNS, "crosswalk")
    to, other, place = (_code(where.pop(name, None)) for name in ("to", "other", "place"))
    titles: dict[str, str] = dict(release.query("SELECT code, title FROM frameworks ORDER BY code"))
    names: dict[str, str] = dict(release.query("SELECT code, name FROM places ORDER BY code"))
    for what, code, there in (
        ("framework", to, titles),
        ("framework", other, titles),
        ("place", place, names),
    ):
        if code is not None and code not in there:
            raise WrongUse(f"The release has no {what} {code}. It has {', '.join([*there][:40]) or 'none'}.")
    time = {name: where[name] for name in ("period", "reporting_year") if where.get(name)}
    told = totals(release, Wanted(within=place or "").over(where))
    period, register = where.pop("period", None), named(release)
    rows: list[Row] = []
    for under in titles if to is None else [to]:
        sight = Sight(under, titles[under], place, names[place] if place else "everywhere", time)
        rows += Sheet(read(release, under, other), Found(told, register, sight, period), sight).rows()
    return Answer(COLUMNS, tuple(rows), NOTES, READING).where(where)


def read(release: Queryable, to: str, other: str | None = None) -> list[Line]:
    """Nodes, links and indicators in print order."""
    told = columns(release, "crosswalk", Line, {"to": to, "other": other})
    return [Line(*cells) for cells in zip(*told.values(), strict=True)]


def _code(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


class Found:
    """The totals of the release by indicator, of the place and time asked for."""

    def __init__(self, told: Columns, register: Mapping[str, Named], sight: Sight, period: object) -> None:
        """`told`: the totals up to the place and of the time asked for; of these, those of the period, if any."""
        self._told, self._named, self._sight = told, register, sight
        self._rows: dict[str, list[int]] = {}
        for row, indicator in enumerate(told["indicator"]):
            if period is None or told["period"][row] == period:
                self._rows.setdefault(indicator, []).append(row)

    def cells(self, indicator: str) -> Iterator[dict[str, Any]]:
        """The totals of one indicator, by column; one row without a number if it has none."""
        where = {"place": self._sight.place, "place_name": self._sight.place_name}
        for row in self._rows.get(indicator, ()):
            yield {name: self._told[name][row] for name in (*_TOTAL, "notes")} | where
        if indicator not in self._rows:
            yield self._nothing(indicator) | where

    def count(self, indicators: Mapping[str, bool]) -> dict[str, int]:
        """What the indicators have, each once; the value says whether it stands there exactly."""
        rows = {code: self._rows.get(code, []) for code in indicators}
        statuses = [self._told["status"][row] for of_one in rows.values() for row in of_one]
        return {
            "indicators": len(indicators),
            "not_exact": sum(not exact for exact in indicators.values()),
            "with_results": sum(
                any(self._told["reported"][row] for row in of_one) for of_one in rows.values()
            ),
            "totals": len(statuses),
            "met": statuses.count("met"),
            "not_met": statuses.count("not_met"),
        }

    def _nothing(self, indicator: str) -> dict[str, Any]:
        told = self._named[indicator]
        return {
            **self._sight.time, **day_range(self._sight.time.get("period")),
            "indicator": indicator, "title": told.title, "kind": told.kind, "measure": told.measure,
            "direction": told.direction, "unit": told.unit, "status": "not_reported", "status_words": "not reported",
            "reported": 0, "expected": 0, "figures": 0, "notes": "nothing was asked or stated of it here",
        }  # fmt: skip


def _left(nodes: str | None) -> str:
    """Why an indicator comes to no node."""
    return (
        f"no link comes here from {nodes.replace(', ', ' or ')}"
        if nodes
        else "it stands under none of its own"
    )


class Sheet:
    """The asked framework: its nodes with what stands under them, then what reaches none, then everything once."""

    def __init__(self, lines: list[Line], found: Found, sight: Sight) -> None:
        """`lines` in print order."""
        self._lines, self._found, self._sight = lines, found, sight
        self._under: dict[str, dict[str, bool]] = {line.node: {} for line in lines if line.node}
        self._linked = {line.node for line in lines if line.part == MATCH}
        for line in lines:
            if line.node and line.indicator:
                self._under[line.node][line.indicator] = line.exact
        self._printed = {
            code: [node for node, under in self._under.items() if code in under]
            for code in {line.indicator for line in lines if line.part == INDICATOR and line.indicator}
        }

    def rows(self) -> Iterator[Row]:
        """Every row in print order."""
        for line in self._lines:
            if line.part == NODE:
                yield self._node(line)
            elif line.part == MATCH:
                yield self._row(line, "match", {"told": line.told, "exact": line.exact, "why": line.why})
            else:
                yield from self._totals(line)
        yield self._together()

    def _node(self, line: Line) -> Row:
        """What stands under it and under the nodes below it, each indicator once."""
        nodes = (line.lower_nodes or "").split("|")
        under: dict[str, bool] = {}
        for node in nodes:
            for indicator, exact in self._under[node].items():
                under[indicator] = under.get(indicator, False) or exact
        linked = not self._linked.isdisjoint(nodes)
        notes = None
        if linked and not under:
            notes = "it is linked, but no indicator stands under what it is linked to"
        elif not under:
            notes = (
                "nothing reaches it: it has no indicator of its own, and nothing is linked to it or below it"
            )
        return self._row(
            line, "node", {**self._found.count(under), "reached": linked or bool(under), "notes": notes}
        )

    def _totals(self, line: Line) -> Iterator[Row]:
        """An indicator under its node, or under none: all its totals."""
        indicator, apart = line.indicator or "", line.part == APART
        told = f"reaches no node: {_left(line.via)}" if apart else line.told
        said = {
            "told": told,
            "exact": None if apart else line.exact,
            "counted": None if apart else bool(line.counted),
        }
        others = [] if apart else [node for node in self._printed[indicator] if node != line.node]
        again = [f"also under {', '.join(others)}, counted once"] if others else []
        for cells in self._found.cells(indicator):
            notes = "; ".join([*again, *([cells["notes"]] if cells["notes"] else [])]) or None
            yield self._row(
                line, "apart" if apart else "indicator", cells | said | {"via": line.via, "notes": notes}
            )

    def _together(self) -> Row:
        """Everything that reaches the framework, each indicator once."""
        first = {line.indicator: line.exact for line in self._lines if line.indicator and line.counted}
        left = len({line.indicator for line in self._lines if line.part == APART})
        nodes = [(line.lower_nodes or "").split("|") for line in self._lines if line.part == NODE]
        reached = sum(any(self._under[node] or node in self._linked for node in lower) for lower in nodes)
        counted = {"nodes": len(nodes), "nodes_reached": reached, **self._found.count(first)}
        notes = f"nodes reached by nothing: {len(nodes) - reached}; indicators of others that reach no node: {left}"
        return self._row(None, "total", counted | {"notes": notes})

    def _row(self, line: Line | None, kind: str, cells: Mapping[str, Any]) -> Row:
        told = {"row": kind, "to": self._sight.to, "to_title": self._sight.title}
        place = (
            {}
            if line is None
            else {name: value for name, value in line._asdict().items() if name in _OF_LINE}
        )
        return tuple((place | dict(cells) | told).get(name) for name in COLUMNS)

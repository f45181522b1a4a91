"""The operating environment: each context indicator beside its own past and beside other places.

Values, years before and benchmarks are the answer of the question `benchmarks`, read as of the end of the reporting
year; a context value is never credited to anybody and never interpolated.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from istmo.analyse import benchmarks
from istmo.analyse.meaning import Meanings
from istmo.publish import answers, cells, display
from istmo.publish.cells import Amount
from istmo.publish.figures import Cell, Figure
from istmo.publish.registers import Benchmark, Indicator, Registers
from istmo.publish.words import Words
from istmo.release.reader import Release

_Row = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """One place or benchmark of an indicator: the value read, the one a year before, and every year it has."""

    place: str
    name: str
    is_benchmark: bool
    members: tuple[int, int]
    period: str
    latest: Cell
    previous: Cell | None
    change: str
    years: dict[int, Cell]


@dataclass(frozen=True)
class Statement:
    """A context value that stands alone: of another source, or of an indicator without yearly values."""

    indicator: Indicator
    place: str
    period: str
    cell: Cell
    source: str


@dataclass(frozen=True)
class Environment:
    """One context indicator with yearly values for several places."""

    indicator: Indicator
    standings: tuple[Standing, ...]
    lacking: tuple[str, ...]
    source: str
    others: tuple[Statement, ...]
    #: Years from which on a value means something else than those before.
    breaks: tuple[int, ...] = ()

    @property
    def places(self) -> list[Standing]:
        """The strategy's own places."""
        return [standing for standing in self.standings if not standing.is_benchmark]

    @property
    def benchmarks(self) -> list[Standing]:
        """What they are compared with."""
        return [standing for standing in self.standings if standing.is_benchmark]

    @property
    def years(self) -> list[int]:
        """All years that any place has a value for."""
        return sorted({year for standing in self.standings for year in standing.years})


@dataclass(frozen=True)
class Context:
    """All context of a release: indicators with yearly values, and statements that stand alone."""

    environments: tuple[Environment, ...]
    statements: tuple[Statement, ...]
    read_as: str


class _Maker:
    """What every step needs: the rows behind values, the registers and the words."""

    def __init__(self, figures: Iterable[Figure], registers: Registers, words: Words) -> None:
        self.figures = {figure.code: figure for figure in figures}
        self.registers = registers
        self.words = words
        self.published = {b.place: b for b in registers.benchmarks if b.method == "publisher"}
        groups = {b.place for b in registers.benchmarks if b.method != "publisher"}
        self.expected = sorted({m.member for m in registers.members if m.place in groups})

    def figure(self, row: _Row) -> Figure:
        """The row of the table of figures behind a row of the answer."""
        return self.figures[f"{row['submission']}:{row['row']}"]

    def statement(self, indicator: Indicator, row: _Row) -> Statement:
        """A value that stands alone."""
        period = display.period(row["period_start"], row["period_end"], row["period_as_written"], self.words)
        cell = cells.of_figure(self.figure(row), indicator, self.words)
        return Statement(indicator, row["place_name"] or row["place"], period, cell, row["source"] or "")


def context(release: Release, figures: Iterable[Figure], registers: Registers, words: Words) -> Context:
    """Everything the release says of the environment; two questions, whatever its size."""
    years = sorted(call.reporting_year for call in registers.calls if call.reporting_year)
    read_as = years[-1] if years else ""
    make = _Maker(figures, registers, words)
    every, latest = (
        _by_indicator(answers.spoken(benchmarks.ask(release, **asked).dicts(), words))
        for asked in ({}, {"ended_by": read_as or None})
    )
    told = sorted(
        (i for i in registers.indicators if i.kind == "context"), key=lambda i: (i.sector or "", i.code)
    )
    meanings = Meanings(release)
    redefined = [(one.indicator, one.first_day.year) for one in meanings if one.is_redefinition]
    environments: list[Environment] = []
    statements: list[Statement] = []
    for indicator in told:
        drawn = _environment(indicator, every[indicator.code], latest[indicator.code], make)
        if drawn:
            cut = {year for code, year in redefined if code == indicator.code}
            environments.append(replace(drawn, breaks=tuple(sorted(cut))))
        else:
            statements.extend(make.statement(indicator, row) for row in _once(every[indicator.code]))
    return Context(tuple(environments), tuple(statements), read_as)


def _by_indicator(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    sorted_out: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        sorted_out[row["indicator"]].append(row)
    return sorted_out


def _once(rows: Iterable[_Row]) -> list[_Row]:
    """Each value once; the answer repeats it beside every benchmark."""
    kept = {(row["submission"], row["row"]): row for row in rows if row["state"] == "reported"}
    return list(kept.values())


def _environment(
    indicator: Indicator, every: list[_Row], latest: list[_Row], make: _Maker
) -> Environment | None:
    source = _main_source([row for row in latest if _year(row) and row["value"] is not None])
    yearly = [row for row in every if _year(row) and row["value"] is not None and row["source"] == source]
    now = [row for row in latest if _year(row) and row["value"] is not None and row["source"] == source]
    if len({row["place"] for row in now if row["place"] not in make.published}) < 2:
        return None
    decimals = display.places_of([row["value"] for row in _once(now)])
    years = _years(indicator, _once(yearly), make, decimals)
    if max(len(of_place) for of_place in years.values()) < 2:
        return None
    standings = [
        _standing(row, years[row["place"]], make, decimals) for row in _once(now) if row["place"] in years
    ]
    standings.sort(key=lambda s: (s.is_benchmark, -Decimal(s.latest.value), s.name))
    made = [_made(indicator, b, yearly, now, (make, decimals)) for b in make.registers.benchmarks]
    present = {row["place"] for row in now}
    return Environment(
        indicator=indicator,
        standings=(*standings, *(standing for standing in made if standing)),
        lacking=tuple(make.registers.places[p].name for p in make.expected if p not in present),
        source=source,
        others=tuple(make.statement(indicator, row) for row in _once(every) if row["source"] != source),
    )


def _main_source(rows: Sequence[_Row]) -> str:
    """The preferred source, or the one with most places; the first by code among equals."""
    weight: dict[str, tuple[bool, int]] = {}
    for row in _once(rows):
        preferred, count = weight.get(row["source"] or "", (False, 0))
        weight[row["source"] or ""] = (preferred or bool(row["preferred"]), count + 1)
    return max(sorted(weight), key=lambda code: weight[code], default="")


def _year(row: _Row) -> int:
    """The calendar year a value is of; 0 where it is of anything else."""
    return int(row["period"]) if row["period"].isdigit() else 0


def _years(
    indicator: Indicator, rows: Iterable[_Row], make: _Maker, decimals: int
) -> dict[str, dict[int, Cell]]:
    years: dict[str, dict[int, Cell]] = defaultdict(dict)
    for row in rows:
        years[row["place"]][_year(row)] = cells.of_figure(make.figure(row), indicator, make.words, decimals)
    return years


def _standing(row: _Row, years: dict[int, Cell], make: _Maker, decimals: int) -> Standing:
    benchmark = make.published.get(row["place"])
    previous = years.get(_year(row) - 1)
    return Standing(
        place=row["place"],
        name=benchmark.title if benchmark else row["place_name"] or row["place"],
        is_benchmark=benchmark is not None,
        members=(0, 0),
        period=row["period"],
        latest=years[_year(row)],
        previous=previous,
        change=_change(row["change"] if previous else None, make.words, decimals),
        years=dict(sorted(years.items())),
    )


def _change(change: Decimal | None, words: Words, decimals: int) -> str:
    if change is None:
        return ""
    shown, _ = display.amount(change, "", words, decimals)
    return f"+{shown}" if change > 0 else shown


def _made(
    indicator: Indicator, benchmark: Benchmark, yearly: list[_Row], now: list[_Row], how: tuple[_Maker, int]
) -> Standing | None:
    """A mean or a median of members: of the years that places are read in, the one with most members, then the latest.

    No change is told where the two years do not have the same members.
    """
    make, decimals = how
    if benchmark.method == "publisher":
        return None
    of_year: dict[int, list[_Row]] = defaultdict(list)
    for row in yearly:
        if row["benchmark"] == benchmark.code and row["benchmark_value"] is not None:
            of_year[_year(row)].append(row)
    read = [year for year in {_year(row) for row in now} if year in of_year]
    if not read:
        return None
    year = max(read, key=lambda year: (of_year[year][0]["members_with_value"], year))
    told = of_year[year][0]
    latest = _mean(indicator, benchmark, of_year[year], make, decimals)
    previous = _mean(indicator, benchmark, of_year[year - 1], make, decimals) if year - 1 in of_year else None
    alike = previous is not None and _members(previous) == _members(latest)
    change = told["benchmark_value"] - of_year[year - 1][0]["benchmark_value"] if alike else None
    return Standing(
        place=benchmark.place,
        name=benchmark.title,
        is_benchmark=True,
        members=(told["members_with_value"], told["members"]),
        period=str(year),
        latest=latest,
        previous=previous,
        change=_change(change, make.words, decimals),
        years={},
    )


def _members(cell: Cell) -> set[str]:
    return {figure.place for figure in cell.figures}


def _mean(indicator: Indicator, benchmark: Benchmark, rows: list[_Row], make: _Maker, decimals: int) -> Cell:
    """The value with the rows of the members it was made of."""
    members = {m.member for m in make.registers.members if m.place == benchmark.place}
    behind = [make.figure(row) for row in _once(rows) if row["place"] in members]
    amount = Amount(rows[0]["benchmark_value"], unit=rows[0]["unit"] or indicator.unit)
    return cells.shown(amount, indicator, behind, make.words, decimals)

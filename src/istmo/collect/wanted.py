"""The rows that a call asks of an agency: one for every figure it may give, with what it gave last year.

Made from the tables of an architecture, the last release and what the call asks; knows nothing of the database. The
workbook and the grid of the web are both made from it.

Results are asked for every series of last year (its period moved on by a year), for every target of this year, and for
every activity alive that stands where, and under what, an indicator is asked. Where no activity fits, place or
activity are the reporter's choice and stay empty. The result of an activity's whole life (`span: life`) is asked where a
target for it was set, once the activity has ended, until it is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb

from istmo.formats._called import keys
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from istmo.kernel.tables import FIGURES, TABLES
from istmo.release import sql
from istmo.release.reader import open_release

#: The kinds of indicators that a call asks an agency for where nobody says otherwise.
PERFORMANCE = frozenset({"output", "outcome"})
_TABLES = (
    *("indicators", "indicator_nodes", "node_parents", "nodes", "applicability", "agencies", "activities"),
    *(
        "activity_places",
        "places",
        "place_members",
        "indicator_dimensions",
        "dimensions",
        "categories",
        "texts",
    ),
)
_PARTED = "\n;;\n"


@dataclass(frozen=True)
class Parts:
    """Which parts a call has; targets: codes of the years they are asked of, such as FY2027."""

    roster: bool = True
    results: bool = True
    restatements: bool = True
    baselines: bool = True
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What a call asks of one agency.

    year: such as FY2025. kinds: of indicators. others: agencies that the call asks besides: a unit among them answers
    for itself. lang: of the names; where a name has no text in it, its own stands.
    """

    framework: str
    year: str
    agency: str
    kinds: frozenset[str] = PERFORMANCE
    parts: Parts = field(default_factory=Parts)
    others: frozenset[str] = frozenset()
    lang: str = "en"


class Row(NamedTuple):
    """One figure that is asked: its key, its names, what was told before, what is allowed.

    part: results, targets, baselines or restatements. key: all that makes the figure what it is, as the workbook keeps
    it; code: short, and the same for the same key. place, activity,
    agency: None where it is the reporter's choice. unit, per, measure, time and states are the indicator's. last_*:
    last year's value; of a restatement, what it restates, and alone there how settled it was told as. target: of this figure's own period, as last stated.
    reason, explanation, plan, plan_by: of a restatement, what was told of a missed target; told: their digest, by which a
    workbook that comes back shows whether they were changed.
    """

    part: str
    code: str
    key: str
    indicator: str
    place: str | None
    period_start: date
    period_end: date
    agency: str | None
    activity: str | None
    role: str
    span: str
    breakdown: str
    cohort: str | None
    as_of: date | None
    stated_on: date | None
    source: str | None
    base_period: str | None
    last_value: Decimal | None
    last_numerator: Decimal | None
    last_denominator: Decimal | None
    last_state: str | None
    last_written: str | None
    last_maturity: str | None
    target: Decimal | None
    target_stated: date | None
    reason: str | None
    explanation: str | None
    plan: str | None
    plan_by: date | None
    told: str | None
    title: str
    place_name: str
    activity_title: str
    breakdown_words: str
    node: str
    node_title: str
    unit: str
    measure: str
    time: str
    per: Decimal | None
    valid_min: Decimal | None
    valid_max: Decimal | None
    states: str

    @property
    def period(self) -> Period:
        """The period it is asked for."""
        return Period(self.period_start, self.period_end)


class Activity(NamedTuple):
    """One activity of the roster, as the architecture knows it."""

    code: str
    title: str
    agency: str
    place: str | None
    place_name: str
    node: str | None
    node_title: str
    starts_on: date | None
    ends_on: date | None
    value: Decimal | None
    currency: str | None


class Choice(NamedTuple):
    """A code that may be chosen, and what it is called."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class Wanted:
    """What one agency is asked: rows in the order of the framework, its activities, and what may be chosen.

    choices: of the kinds indicator, place, activity, node, breakdown.
    """

    request: Request
    rows: tuple[Row, ...]
    roster: tuple[Activity, ...]
    choices: tuple[Choice, ...]

    def part(self, name: str) -> list[Row]:
        """The rows of one part."""
        return [row for row in self.rows if row.part == name]


def wanted(
    request: Request, tables: Mapping[str, Sequence[tuple[Any, ...]]], last: Path | None = None
) -> Wanted:
    """Everything that is asked. tables: as `Architecture.tables`; last: the folder of the last release.

    WrongUse where the year is no period of days.
    """
    with TemporaryDirectory(prefix="istmo-wanted-", ignore_cleanup_errors=True) as spill:
        connection = sql.connect(Path(spill))
        for name in _TABLES:
            sql.load(connection, TABLES[name], tables.get(name, ()))
        _load_request(connection, request)
        _load_last(connection, last)
        keys.define(connection)
        for statement in _statements("wanted"):
            connection.execute(statement)
        ask, roster, choices = _statements("wanted_told")
        found = Wanted(
            request,
            tuple(map(Row._make, connection.execute(ask).fetchall())),
            tuple(map(Activity._make, connection.execute(roster).fetchall())) if request.parts.roster else (),
            tuple(map(Choice._make, connection.execute(choices).fetchall())),
        )
        connection.close()
    return found


def _statements(name: str) -> list[str]:
    """The statements of a file; where it says `{roster}`, those of roster.sql."""
    folder = files("istmo.collect")
    text = folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")
    return text.replace("{roster}", folder.joinpath("roster.sql").read_text(encoding="utf-8")).split(_PARTED)


def _load_request(connection: duckdb.DuckDBPyConnection, request: Request) -> None:
    year = Period.parse(request.year)
    before = year.previous()
    if before is None:
        raise WrongUse(f"A call asks for a year; {request.year} is none.")
    parts = request.parts
    flags = [parts.results, parts.restatements, parts.baselines]
    connection.execute(
        "create table request as select ? as framework, ? as agency, ? as lang, ?::date as starts, ?::date as ends, "
        "? as last_year, ?::boolean as results, ?::boolean as restatements, ?::boolean as baselines",
        [request.framework, request.agency, request.lang, year.start, year.end, before.code, *flags],
    )
    others = sorted(request.others - {request.agency})
    ahead = [years for code in parts.targets if (years := _ahead(year, Period.parse(code)))]
    connection.execute("create table ahead as select unnest(?::integer[]) as years", [ahead])
    connection.execute("create table kinds as select unnest(?::varchar[]) as kind", [sorted(request.kinds)])
    connection.execute("create table others as select unnest(?::varchar[]) as code", [others])


def _ahead(year: Period, target: Period) -> int:
    """How many years a year of targets comes after the one asked about; nought for what is no later year."""
    return max(target.start.year - year.start.year, 0) if year.start and target.start else 0


def _load_last(connection: duckdb.DuckDBPyConnection, last: Path | None) -> None:
    """The figures of the last release with who told them; none where there is no release."""
    if last is None:
        sql.create(connection, FIGURES)
        connection.execute("alter table figures rename to last")
        connection.execute("alter table last add column teller varchar")
        return
    open_release(last).close()  # says in a sentence what is wrong with it
    figures, submissions = (sql.literal(last / f"{name}.parquet") for name in ("figures", "submissions"))
    connection.execute(
        f"create view last as select f.*, s.agency as teller from read_parquet({figures}) f "
        f"left join read_parquet({submissions}) s on s.code = f.submission"
    )

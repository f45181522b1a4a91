"""What a release says in words: strategies, indicators, places, sources, submissions; one query a table."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TypeVar

from istmo.release.reader import Release

Row = TypeVar("Row")


@dataclass(frozen=True)
class Framework:
    """A strategy; `code` is what nodes and indicators name."""

    code: str
    title: str
    version: str
    standing: str | None
    effective_on: date | None
    mission: str | None
    legal_basis: str | None
    source: str | None
    char_start: int | None
    char_end: int | None
    zero_date: str | None


@dataclass(frozen=True)
class Node:
    """A line of effort, objective or sub-objective."""

    framework: str
    code: str
    level: str
    title: str
    text: str | None
    position: int
    placement: str | None
    horizon: str | None
    note: str | None
    source: str | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True)
class Parent:
    """One place of a node in the tree."""

    framework: str
    node: str
    parent: str
    position: int


@dataclass(frozen=True)
class Link:
    """One line of the crosswalk between two frameworks."""

    framework: str
    node: str
    to_framework: str
    to_node: str
    match: str
    note: str | None


@dataclass(frozen=True)
class Horizon:
    """Short, medium or long term."""

    framework: str
    code: str
    title: str
    years_from: int | None
    years_to: int | None
    open_ended: bool | None
    text: str | None
    condition: str | None
    source: str | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True)
class Passage:
    """A passage of the report that is told in words."""

    framework: str
    part: str
    position: int
    text: str
    source: str | None
    char_start: int | None
    char_end: int | None


@dataclass(frozen=True)
class Indicator:
    """What is measured."""

    code: str
    framework: str | None
    title: str
    kind: str
    measure: str
    direction: str
    unit: str | None
    per: Decimal | None
    input: str | None
    vocabulary: str | None
    standard_code: str | None
    custom_reason: str | None
    definition: str | None
    caveat: str | None
    sector: str | None
    preferred_source: str | None
    states: str | None


@dataclass(frozen=True)
class Measures:
    """Which node an indicator measures."""

    indicator: str
    framework: str
    node: str


@dataclass(frozen=True)
class Place:
    """A country, a group, a place inside a country."""

    code: str
    name: str
    kind: str
    parent: str | None
    note: str | None


@dataclass(frozen=True)
class Member:
    """A member of a group of places."""

    place: str
    member: str


@dataclass(frozen=True)
class Named:
    """An agency or an activity: its code and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Activity:
    """A program or project: whose, and where."""

    code: str
    title: str
    agency: str | None
    place: str | None


@dataclass(frozen=True)
class Source:
    """A document or a data source."""

    code: str
    title: str
    publisher: str | None
    kind: str
    edition: str | None
    published_on: str | None
    retrieved_on: str | None
    archived: str | None
    last_updated: str | None
    licence: str | None
    address: str | None
    sha256: str | None
    note: str | None


@dataclass(frozen=True)
class Claim:
    """A published statement in our own words."""

    code: str
    source: str
    char_start: int | None
    char_end: int | None
    text: str
    wording: str | None
    kind: str | None
    twin: str | None
    indicator: str | None
    place: str | None
    period: str | None
    note: str | None


@dataclass(frozen=True)
class Benchmark:
    """What a context value is compared with."""

    code: str
    title: str
    scope: str
    method: str
    place: str
    note: str | None


@dataclass(frozen=True)
class Call:
    """A data call."""

    code: str
    title: str
    framework: str | None
    reporting_year: str | None


@dataclass(frozen=True)
class Transaction:
    """One row of money."""

    stage: str
    amount: Decimal
    currency: str
    fund_year: str | None
    period_start: date | None
    period_end: date | None
    period_as_written: str | None
    place: str | None
    value_as_written: str | None
    source: str | None
    note: str | None
    submission: str
    row: int

    @property
    def code(self) -> str:
        """The submission and the reporter's own row."""
        return f"{self.submission}:{self.row}"


@dataclass(frozen=True)
class Submission:
    """Approved bytes: from whom, approved by whom; persons are numbers."""

    code: str
    call: str | None
    agency: str | None
    version: int | None
    file: str | None
    raw_sha256: str | None
    submitted_by: str | None
    approved_by: str | None
    figures: int | None


@dataclass(frozen=True)
class Warned:
    """A warning or note that travelled with an approved submission."""

    submission: str
    position: int
    code: str
    severity: str
    text: str
    count: int | None


@dataclass(frozen=True)
class Held:
    """A figure held back while the rest of its submission was approved; its value is not in the release."""

    submission: str
    row: int
    at: str | None
    indicator: str | None
    place: str | None
    period_start: date | None
    period_end: date | None
    agency: str | None
    role: str | None
    reason: str


@dataclass(frozen=True)
class Category:
    """A category of a dimension."""

    dimension: str
    code: str
    title: str


@dataclass(frozen=True)
class Registers:
    """Everything in words, in the release's own order; `beside` are the agencies that are not own.

    `theirs` are other publishers' own indicators, which stand in no framework: named where a figure of theirs is shown,
    and never counted or listed as ours.
    """

    frameworks: list[Framework]
    nodes: list[Node]
    parents: list[Parent]
    links: list[Link]
    horizons: list[Horizon]
    passages: list[Passage]
    indicators: list[Indicator]
    theirs: list[Indicator]
    measures: list[Measures]
    places: dict[str, Place]
    members: list[Member]
    agencies: dict[str, str]
    beside: set[str]
    activities: dict[str, str]
    works: list[Activity]
    sources: dict[str, Source]
    claims: list[Claim]
    benchmarks: list[Benchmark]
    calls: list[Call]
    submissions: dict[str, Submission]
    warned: list[Warned]
    held: list[Held]
    categories: dict[tuple[str, str], str]


def rows(release: Release, kind: type[Row], table: str, order: str) -> list[Row]:
    """Every row of a table as `kind`, whose field names are the table's columns; `order` makes the order total."""
    return [kind(*row) for row in release.query(_all(kind, table, order))]


def many(release: Release, kind: type[Row], table: str, order: str) -> list[Row]:
    """The same of a table that may be long: column by column, so that what many rows hold is there once."""
    columns = release.lists(_all(kind, table, order))
    return [kind(*row) for row in zip(*columns.values(), strict=True)]


def _all(kind: type[Row], table: str, order: str) -> str:
    names = ", ".join(f'"{field.name}"' for field in fields(kind))  # type: ignore[arg-type]
    return f"SELECT {names} FROM {table} ORDER BY {order}"


def read(release: Release) -> Registers:
    """Read the words of a release: a constant number of queries, whatever its size."""
    works = rows(release, Activity, "activities", "code")
    measured = rows(release, Indicator, "indicators", "code")
    return Registers(
        frameworks=rows(release, Framework, "frameworks", "code"),
        nodes=rows(release, Node, "nodes", "framework, position, code"),
        parents=rows(release, Parent, "node_parents", "framework, node, position, parent"),
        links=rows(release, Link, "links", "framework, node, to_framework, to_node"),
        horizons=rows(release, Horizon, "horizons", "framework, years_from, code"),
        passages=rows(release, Passage, "sections", "framework, part, position"),
        indicators=[indicator for indicator in measured if indicator.framework],
        theirs=[indicator for indicator in measured if not indicator.framework],
        measures=rows(release, Measures, "indicator_nodes", "indicator, framework, node"),
        places={place.code: place for place in rows(release, Place, "places", "code")},
        members=rows(release, Member, "place_members", "place, member"),
        agencies={a.code: a.name for a in rows(release, Named, "agencies", "code")},
        beside={code for (code,) in release.query("SELECT code FROM agencies WHERE NOT own")},
        activities={activity.code: activity.title for activity in works},
        works=works,
        sources={source.code: source for source in rows(release, Source, "sources", "code")},
        claims=rows(release, Claim, "claims", "code"),
        benchmarks=rows(release, Benchmark, "benchmarks", "scope DESC, code"),
        calls=rows(release, Call, "calls", "code"),
        submissions={s.code: s for s in rows(release, Submission, "submissions", "code")},
        warned=rows(release, Warned, "submission_problems", "submission, position"),
        held=rows(
            release,
            Held,
            "holds",
            'submission, "row", "at", indicator, place, period_start, period_end, agency',
        ),
        categories={
            (c.dimension, c.code): c.title for c in rows(release, Category, "categories", "dimension, code")
        },
    )

"""Tally: how many targets were met, missed, not reported, too early or late, by agency, place and line of effort.

A target is that of one series: an agency with an activity, for one indicator, place and period. Each is counted once;
under two lines it stands in both, and the row `shared` takes it away again. Nothing without a target is ever met.
Rules: progress.sql with $apart, tally.sql for the lines, DESIGN section 3.

The database counts the series that fare alike; only a ratio, and what was missed with a reason, comes as a row of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import sub
from typing import Any, NamedTuple, TypeVar

from istmo.analyse import conditional
from istmo.analyse.answer import Answer, Queryable, Row, given, known, sql
from istmo.analyse.ratios import pool, read
from istmo.analyse.totals import Named, named, ratio_rule
from istmo.analyse.wanted import Wanted, selected
from istmo.kernel.measure import quotient
from istmo.kernel.period import Period, code_of
from istmo.kernel.problem import WrongUse

HUNDRED = Decimal(100)
Item = TypeVar("Item")
Key = TypeVar("Key")

_COUNTS = (
    "targets",
    "met",
    "missed",
    "not_reported",
    "too_early",
    "not_judged",
    "late",
    "undated",
    "untargeted",
)
_NOUGHTS = (0,) * len(_COUNTS)
_PLACE = {name: place for place, name in enumerate(_COUNTS)}

COLUMNS = (
    "row", "framework", "agency", "agency_name", "place", "place_name", "line", "line_title",
    *_COUNTS, "met_percent", "missed_percent", "reasons", "notes",
)  # fmt: skip

READING = (
    "row", "agency", "place", "line_title", "targets", "met", "missed", "not_reported", "too_early", "not_judged",
    "late", "missed_percent", "reasons",
)  # fmt: skip

NOTES = (
    "One target is one series: an agency with an activity, for one indicator, place and period. It is counted once.",
    "Late is told besides: a late target is met, missed or not reported like any other.",
    "Percentages are of all targets. What has no target is never met; it is counted as untargeted.",
    "Agencies that are not own are in no count.",
)

#: What progress says of a series that has a target; every other word is a reason why it cannot be judged.
_SAID = {"met": "met", "not_met": "missed", "not_reported": "not_reported", "too_early": "too_early"}


class Counted(NamedTuple):
    """How many there are of each kind, and why targets were missed, where somebody said so."""

    numbers: tuple[int, ...]
    reasons: str | None = None

    def without(self, others: "list[Counted]") -> "Counted":
        """What is left of the numbers when those of others are taken away."""
        sums = map(sum, zip(*(other.numbers for other in others), strict=True)) if others else _NOUGHTS
        return Counted(tuple(map(sub, self.numbers, sums)))


#: Series of own agencies that have a target or a result. Those that fare alike under the same lines come as one row with
#: one of their indicators; what has to be looked at by itself comes alone. With $only, those of $first to $last.
_SERIES = """
SELECT
    CASE WHEN s.alone THEN s.indicator ELSE u.stands_for END AS indicator, s.agency, s.place, s.targeted > 0 AS targeted,
    s.status, s.late > 0 AS late, s.undated > 0 AS undated,
    CASE WHEN s.alone THEN s.note END AS note,
    CASE WHEN s.alone THEN s.period_start END AS period_start,
    CASE WHEN s.alone THEN s.period_end END AS period_end,
    CASE WHEN s.alone THEN s.qualifier END AS qualifier,
    CASE WHEN s.alone THEN s.ended END AS ended,
    CASE WHEN s.alone THEN s.parts END AS parts,
    CASE WHEN s.alone THEN s.activity END AS activity,
    CASE WHEN s.alone THEN s.period_as_written END AS period_as_written,
    CASE WHEN s.alone THEN s.span END AS span,
    CASE WHEN s.alone THEN s.cohort END AS cohort,
    count(*) AS many
FROM (
    SELECT *, status = 'ratio' OR (status = 'not_met' AND coalesce(note, '') <> '')
        OR (status IN ('not_met', 'not_reported') AND list_contains(CAST($waiting AS VARCHAR[]), indicator)) AS alone
    FROM ({progress}) AS apart
    WHERE NOT $only OR (period_start IS NOT DISTINCT FROM $first AND period_end IS NOT DISTINCT FROM $last)
) AS s
INNER JOIN (
    SELECT indicator, min(indicator) OVER (PARTITION BY lines) AS stands_for
    FROM (
        SELECT indicator, string_agg(framework || ' ' || line, ';' ORDER BY framework, line) AS lines
        FROM ({tally}) AS under
        GROUP BY indicator
    ) AS under
) AS u ON u.indicator = s.indicator
LEFT JOIN agencies AS a ON a.code = s.agency
WHERE a.own IS DISTINCT FROM FALSE AND (s.targeted > 0 OR s.reported > 0)
GROUP BY ALL
ORDER BY
    indicator, s.place, period_start NULLS FIRST, period_end NULLS FIRST, period_as_written NULLS FIRST,
    span NULLS FIRST, cohort NULLS FIRST, s.agency NULLS FIRST, activity NULLS FIRST, s.status
"""


class Fetched(NamedTuple):
    """The columns of these rows that are read."""

    indicator: str
    agency: str | None
    place: str
    targeted: bool
    status: str
    late: bool
    undated: bool
    note: str | None
    period_start: date | None
    period_end: date | None
    qualifier: str | None
    ended: int | None
    parts: str | None
    activity: str | None
    period_as_written: str | None
    span: str | None
    cohort: str | None


class Series(NamedTuple):
    """What became of targets that fared alike, or of results that never had one; `numbers` as in `_COUNTS`."""

    indicator: str
    agency: str
    place: str
    numbers: tuple[int, ...]
    reason: str | None


@dataclass(frozen=True)
class Lines:
    """The lines of one framework in print order, and under which of them each indicator stands."""

    framework: str
    titles: dict[str, str]
    of: dict[str, tuple[str, ...]]

    def hold(self, series: Series) -> tuple[str, ...]:
        """The lines a series is counted under; the empty one where its indicator stands under none."""
        return self.of.get(series.indicator, ("",))


def ask(release: Queryable, **where: object) -> Answer:
    """The counts; `where` keeps rows by column. period and reporting_year keep the targets of that time.

    framework: only that one. WrongUse if there is none of that code, or `where` names an unknown column.
    """
    known(where, (*COLUMNS, "period", "reporting_year"), "tally")
    framework = where.pop("framework", None)
    wanted = Wanted(apart=True).over(where)
    period = where.pop("period", None)
    read = release.query(sql("tally"), {"framework": framework})
    frameworks = sorted({row[0] for row in read})
    known_ones = [code for (code,) in release.query("SELECT code FROM frameworks ORDER BY code")]
    if framework is not None and framework not in known_ones:
        raise WrongUse(f"The release has no framework {framework}. It has {', '.join(known_ones) or 'none'}.")
    every = list(_series(release, wanted, framework, period))
    names = Names(release)
    rows: list[Row] = []
    for code in frameworks:
        lines = _lines(code, [row[1:] for row in read if row[0] == code])
        rows += _sheet(lines, [one for one in every if one.indicator in lines.of], names)
    return Answer(COLUMNS, tuple(rows), NOTES, READING).where(where)


class Names:
    """Agencies and places by their codes."""

    def __init__(self, release: Queryable) -> None:
        """Read both registers."""
        self.agencies: dict[str, str] = dict(release.query("SELECT code, name FROM agencies"))
        self.places: dict[str, str] = dict(release.query("SELECT code, name FROM places"))


def _lines(framework: str, rows: Sequence[tuple[Any, ...]]) -> Lines:
    titles = {line: title for _, line, title, _ in rows}
    of: dict[str, tuple[str, ...]] = {}
    for indicator, line, _, _ in rows:
        of[indicator] = (*of.get(indicator, ()), line)
    return Lines(framework, titles, of)


def _series(release: Queryable, wanted: Wanted, framework: object, period: object) -> Iterator[Series]:
    """Every series of own agencies that has a target or a result, those that fare alike together."""
    time = Period(None, None) if period is None else Period.parse(str(period))
    asked = {"only": period is not None, "first": time.start, "last": time.end, "framework": framework}
    waiting = {_key(target) for target in conditional.targets(release) if target.is_unmet}
    asked["waiting"] = sorted({str(indicator) for indicator, *_ in waiting})
    register = named(release)
    totals = selected(release, wanted) | {"ordered": False}  # they are counted
    question = _SERIES.format(progress=sql("progress", totals), tally=sql("tally"))
    for *cells, many in release.query(question, given(question, totals | asked)):
        told = Fetched(*cells[: len(Fetched._fields)])
        about = register[told.indicator]
        status = _status(told, about)
        if waiting and status in conditional.EXPLAINED and _key(told) in waiting:
            status = "conditional"
        verdict = _SAID.get(status, "not_judged") if told.targeted else "untargeted"
        reason = None
        if verdict == "missed" and told.note:
            days = code_of(told.period_start, told.period_end)
            reason = f"{about.title}, {told.place}, {days}: {told.note}"
        numbers = _numbers(verdict, told.late, told.undated, many)
        yield Series(told.indicator, told.agency or "", told.place, numbers, reason)


@cache
def _numbers(verdict: str, late: bool, undated: bool, many: int) -> tuple[int, ...]:
    """The counts of so many targets that fared alike; of what has no target nothing else is counted."""
    kinds = {verdict}
    if verdict != "untargeted":
        kinds |= {"targets", *(["late"] if late else []), *(["undated"] if undated else [])}
    return tuple(many if name in kinds else 0 for name in _COUNTS)


def _key(of: Fetched | conditional.Target) -> tuple[object, ...]:
    """Which series a row or a target is."""
    about = (of.indicator, of.place, of.period_start, of.period_end)
    return (*about, of.span, of.cohort or "", of.agency or "", of.activity or "")


def _status(told: Fetched, about: Named) -> str:
    """What became of it; a ratio is divided first."""
    if told.status != "ratio":
        return told.status
    rule = ratio_rule(about, expected=1, ended=bool(told.ended))
    return pool(read(told.parts or ""), rule, told.qualifier or "exact").judged.status.value


def _sheet(lines: Lines, every: list[Series], names: Names) -> Iterator[Row]:
    """One framework: agency × place × line, then each of the three alone, what stands under two lines, and all."""
    told = {"framework": lines.framework}
    spread = [(one, line) for one in every for line in lines.hold(one)]
    cells = _grouped(spread, lambda pair: (pair[0].agency, pair[0].place, pair[1]))
    for (agency, place, line), pairs in cells:
        at = {"agency": agency, "place": place, "line": line}
        yield _row("cell", told | at, _count(one for one, _ in pairs), lines, names)
    for agency, ones in _grouped(every, lambda one: one.agency):
        yield _row("agency", told | {"agency": agency}, _count(ones), lines, names)
    for place, ones in _grouped(every, lambda one: one.place):
        yield _row("place", told | {"place": place}, _count(ones), lines, names)
    by_line = {line: [one for one, under in spread if under == line] for line in lines.titles}
    counted = {line: _count(ones) for line, ones in by_line.items()}
    for line, count in counted.items():
        yield _row("line", told | {"line": line}, count, lines, names)
    total = _count(every)
    shared = total.without(list(counted.values()))
    if any(shared.numbers):
        more = {"notes": "under more than one line, counted once"}
        yield _row("shared", told | more, shared, lines, names)
    yield _row("total", told, total, lines, names)


def _count(series: Iterable[Series]) -> Counted:
    every = list(series)
    numbers = zip(*[one.numbers for one in every], strict=True)
    reasons = [one.reason for one in every if one.reason]
    return Counted(tuple(map(sum, numbers)) or _NOUGHTS, "; ".join(reasons) or None)


def _row(kind: str, at: Mapping[str, str], counted: Counted, lines: Lines, names: Names) -> Row:
    """A row of this kind; of what is taken away again a percentage says nothing."""
    agency, place, line = at.get("agency"), at.get("place"), at.get("line")
    told = counted.numbers
    percents: tuple[Decimal | None, ...] = (None, None)
    if kind != "shared":
        percents = tuple(_percent(told[_PLACE[name]], told[_PLACE["targets"]]) for name in ("met", "missed"))
    return (
        kind,
        at["framework"],
        agency,
        names.agencies.get(agency or ""),
        place,
        names.places.get(place or ""),
        line,
        lines.titles.get(line or ""),
        *told,
        *percents,
        counted.reasons,
        at.get("notes"),
    )


@cache
def _percent(part: int, of: int) -> Decimal | None:
    return quotient(Decimal(part), Decimal(of), HUNDRED)


def _grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> list[tuple[Key, list[Item]]]:
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return sorted(groups.items(), key=lambda pair: str(pair[0]))

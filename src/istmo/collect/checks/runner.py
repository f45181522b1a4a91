"""Run every check over one file and tell all its problems at once.

Checks see only the tables named in `_tables.py` and know nothing of one another. A check whose tables were not given
is told as not checked, which is not the same as checked and nothing found. A check that breaks is our fault, not the
file's: :class:`CheckFault` names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypedDict, Unpack

import duckdb

from istmo.collect.checks import _sql
from istmo.collect.checks._catalogue import Check, all_checks
from istmo.collect.checks._summary import Summary, summary
from istmo.collect.checks._tables import Given, connect, has_others, hide_others, names
from istmo.collect.checks._words import Reporter, problem_of, problem_of_rest
from istmo.kernel.problem import PLACES_TOLD, Problem, group
from istmo.release.manifest import read
from istmo.release.reader import whole

__all__ = [
    "CheckFault",
    "Given",
    "NotChecked",
    "Outcome",
    "Summary",
    "coverage",
    "examine",
    "outcome",
    "run",
    "summary",
]

#: What a check misses, in words.
_WHY_NOT = {
    "new": "the file holds no figures",
    "money": "the file holds no transactions",
    "last": "no release to compare with was given",
    "headers": "the file has no headers",
    "call": "no year asked about was given",
}


class CheckFault(Exception):  # noqa: N818  (the house word: whose fault it is)
    """A check itself is broken."""


class HasTables(Protocol):
    """An architecture, as far as a check cares."""

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Rows by table, columns in the order of the kernel's schema."""


@dataclass(frozen=True)
class NotChecked:
    """A check that could not run, and why: told apart from one that ran and found nothing."""

    code: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What came of all checks: problems grouped and ordered, who ran, who could not."""

    problems: tuple[Problem, ...]
    checked: tuple[str, ...]
    not_checked: tuple[NotChecked, ...]


class Told(TypedDict, total=False):
    """What a caller may tell besides: see :class:`Given`. file: the name of the file as told to the reporter; places: how many of one problem are told."""

    headers: Mapping[str, tuple[str, str]]
    file: str
    places: int
    last: Path | None
    call: str | None


def run(
    *, figures: Path | None, transactions: Path | None, architecture: HasTables, **told: Unpack[Told]
) -> list[Problem]:
    """All problems of one file, grouped; paths are Parquet files of the door, or None where there are no such rows."""
    return list(
        outcome(figures=figures, transactions=transactions, architecture=architecture, **told).problems
    )


def outcome(
    *, figures: Path | None, transactions: Path | None, architecture: HasTables, **told: Unpack[Told]
) -> Outcome:
    """The same, and which checks ran and which could not."""
    given = Given(
        figures,
        transactions,
        last=_published(told.get("last")),
        tables=architecture.tables(),
        headers=told.get("headers", {}),
        call=told.get("call"),
    )
    return examine(given, file=told.get("file", ""), places=told.get("places", PLACES_TOLD))


def _published(release: Path | None) -> Path | None:
    """The figures of a release folder, once it is known to be whole; WrongUse in a sentence if it is not."""
    if release is None:
        return None
    folder = release.absolute()
    return whole(folder, read(folder))["figures"]


def examine(
    given: Given, *, file: str = "", checks: Iterable[Check] | None = None, places: int = PLACES_TOLD
) -> Outcome:
    """Run the checks (all, unless some are named) over the tables given; `file` is the name told to the reporter."""
    chosen = tuple(all_checks() if checks is None else checks)
    needed = {name for check in chosen for name in check.needs}
    with (
        TemporaryDirectory(prefix="istmo-checks-") as spill,
        connect(given, Path(spill), needed) as connection,
    ):
        return _examine(connection, chosen, Reporter(file, given.headers, places))


def _examine(connection: duckdb.DuckDBPyConnection, checks: tuple[Check, ...], reporter: Reporter) -> Outcome:
    ours = bool(reporter.headers) and "period_as_written" not in reporter.headers
    for macro in (*_sql.MACROS, _sql.UNREADABLE.format(words_are_ours=str(ours).lower())):
        connection.execute(macro)
    have = names(connection)
    missing = {check.code: _missing(check, have) for check in checks}
    able = [check for check in checks if not missing[check.code]]
    problems = []
    if has_others(connection):
        problems += _problems(connection, [check for check in able if check.others], have, reporter)
        hide_others(connection)
        problems += _problems(connection, [check for check in able if not check.others], have, reporter)
    else:
        problems += _problems(connection, able, have, reporter)
    return Outcome(
        problems=tuple(group(problems, reporter.places)),
        checked=tuple(check.code for check in able),
        not_checked=tuple(NotChecked(code, why) for code, why in missing.items() if why),
    )


def _problems(
    connection: duckdb.DuckDBPyConnection, able: list[Check], have: frozenset[str], reporter: Reporter
) -> list[Problem]:
    return [
        problem
        for walked in ("headers", *_sql.WALKED)
        for check in _firing(connection, [c for c in able if walked in c.over], walked, have)
        for problem in _findings(connection, check, walked, reporter)
    ]


def coverage(architecture: HasTables, given: Iterable[str]) -> tuple[tuple[str, ...], tuple[NotChecked, ...]]:
    """Which checks run and which cannot, beside an architecture, with `given` of new, money, headers, last, call."""
    have = frozenset(architecture.tables()) | frozenset(given)
    missing = {check.code: _missing(check, have) for check in all_checks()}
    checked = tuple(code for code, why in missing.items() if not why)
    return checked, tuple(NotChecked(code, why) for code, why in missing.items() if why)


def _missing(check: Check, have: frozenset[str]) -> str:
    """Why a check cannot run; empty if it can. One that walks over two tables runs with either."""
    absent = [name for name in check.needs if name not in have]
    if not any(name in have for name in check.over):
        absent = [check.over[0], *absent]
    return _WHY_NOT.get(absent[0], f"the framework has no {absent[0]}") if absent else ""


def _firing(
    connection: duckdb.DuckDBPyConnection, checks: list[Check], walked: str, have: frozenset[str]
) -> list[Check]:
    """The checks worth asking for findings: those of a query, and the row checks that one pass found something for."""
    if walked not in have:
        return []
    rows = [check for check in checks if check.row]
    counts = _counts(connection, rows, walked) if rows else ()
    return [check for check in checks if check.query] + [c for c, n in zip(rows, counts, strict=True) if n]


def _counts(connection: duckdb.DuckDBPyConnection, checks: list[Check], walked: str) -> tuple[int, ...]:
    try:
        return _row(connection.execute(_sql.pass_over(walked, checks)))
    except duckdb.Error as error:
        if len(checks) > 1:
            for check in checks:  # the one that is to blame raises under its own name
                _counts(connection, [check], walked)
        told = checks[0].code if len(checks) == 1 else f"one of {len(checks)} together"
        raise CheckFault(f"The check {told} is broken: {error}") from error


def _findings(
    connection: duckdb.DuckDBPyConnection, check: Check, walked: str, reporter: Reporter
) -> Iterable[Problem]:
    try:
        if _row(connection.execute(_sql.grouped(check, walked, reporter.places))) == (0,):
            return []
        result = connection.execute(_sql.told(check))
        columns = [column[0] for column in result.description or ()]
        told = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        kinds, count, places = _row(connection.execute(_sql.untold(reporter.places)))
    except duckdb.Error as error:
        raise CheckFault(f"The check {check.code} is broken: {error}") from error
    problems = [problem_of(check, finding, reporter) for finding in told]
    return [*problems, problem_of_rest(check, (kinds, count), places, reporter)] if kinds else problems


def _row(result: duckdb.DuckDBPyConnection) -> tuple[Any, ...]:
    return result.fetchone() or ()

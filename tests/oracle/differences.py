"""A version beside the version before, last year, its target and what is approved: one figure after another, in plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from istmo.kernel.tables import FIGURES

Row = dict[str, Any]
_NUMBER = {"value", "numerator", "denominator", "low", "high", "unit", "qualifier"}
_SERIES = ("indicator", "place", "cohort", "agency", "activity", "span", "breakdown")


@dataclass(frozen=True)
class Told:
    """What is said of one figure."""

    kind: str
    now: Decimal | None
    last: Decimal | None
    year: tuple[str, Decimal | None] | None
    target: Decimal | None
    approved: Decimal | None


def differences(new: list[Row], last: list[Row] | None, approved: list[list[Row]]) -> dict[Any, Told]:
    """By key; `last` is None where there is no version before, `approved` are the submissions in order of approval."""
    now = {_key(row): row for row in new}
    was = {_key(row): row for row in last or ()}
    stating: dict[Any, Row] = {}
    for part, rows in enumerate(approved):
        for row in rows:
            stating[_key(row)] = row | {"part": part}
    told = {}
    for key in now.keys() | was.keys():
        row = now.get(key) or was[key]
        years = [
            (where, _newest(rows, _series(row), _year_before(row), row["role"]))
            for where, rows in (("approved", stating.values()), ("file", new))
        ]
        targets = [
            _newest(rows, _series(row), (row["period_start"], row["period_end"]), "target")
            for rows in (new, stating.values())
        ]
        told[key] = Told(
            _kind(now.get(key), was.get(key), last),
            now[key]["value"] if key in now else None,
            was[key]["value"] if key in was else None,
            next(((where, found["value"]) for where, found in years if found), None)
            if row["cohort"] is None and row["period_start"]
            else None,
            next((found["value"] for found in targets if found), None) if row["role"] == "result" else None,
            stating[key]["value"] if key in stating else None,
        )
    return told


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in FIGURES.key)


def _series(row: Row) -> tuple[Any, ...]:
    return (*(row[name] for name in _SERIES), row["source"] if row["role"] == "context" else None)


def _year_before(row: Row) -> tuple[date, date] | None:
    if row["period_start"] is None or row["period_end"] is None:
        return None
    following = row["period_end"] + timedelta(days=1)
    return _back(row["period_start"]), _back(following) - timedelta(days=1)


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _newest(rows: Any, series: Any, days: Any, role: str) -> Row | None:
    """Of several statements the one of the latest edition, stated last, approved last, of the first source."""
    fits = [
        row
        for row in rows
        if days
        and _series(row) == series
        and (row["period_start"], row["period_end"]) == days
        and row["role"] == role
    ]
    first = date(1, 1, 1)
    fits.sort(key=lambda row: (row["source"] is None, row["source"] or "", row["row"]))
    fits.sort(
        key=lambda row: (row["as_of"] or first, row["stated_on"] or first, row.get("part", 0)), reverse=True
    )
    return fits[0] if fits else None


def _kind(now: Row | None, was: Row | None, last: list[Row] | None) -> str:
    if now is None:
        return "gone"
    if was is None:
        return "added" if last else "first"
    differ = {name for name in FIGURES.names if now[name] != was[name]} - {
        "submission",
        "row",
        "at",
        "value_as_written",
    }
    if "state" in differ:
        return "state"
    if differ & _NUMBER:
        return "changed"
    return "beside" if differ else "same"

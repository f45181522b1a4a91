"""Which pairs `effect` tells, as slow, obvious Python: look through all figures for each comparison and each series."""

from datetime import date
from typing import Any

from tests.oracle.figures import Row, Tables
from tests.oracle.trend import _in_line, _year_before

SERIES = ("indicator", "place", "breakdown", "agency", "activity", "cohort")
Told = tuple[Any, ...]


def pairs(tables: Tables, indicator: str | None) -> list[Told]:
    """(comparison, against, row of the figure, row of its base, series that fit it, series that fit its base)."""
    indicators = {row["code"]: row for row in tables["indicators"]}
    figures = standing(tables["figures"], indicators)
    found = [registered(c, figures) for c in tables["comparisons"] if indicator in (None, c["indicator"])]
    known = {(own, base) for _, _, own, base, _, _ in found}
    asked = [pair for pair in series(figures, indicator) if pair[2:4] not in known] if indicator else []
    return found + asked


def standing(figures: list[Row], indicators: dict[str, Row]) -> list[Row]:
    """Of several statements of one thing the one that stands; the preferred source first, then by name."""
    latest: dict[Told, Row] = {}
    for figure in _in_line([row for row in figures if row["role"] != "target" and row["span"] == "period"]):
        told = indicators[figure["indicator"]]
        voice = (figure["source"] or "") if told["kind"] == "context" else ""
        preferred = figure["source"] is not None and figure["source"] == told.get("preferred_source")
        row = figure | {"voice": voice, "preference": 0 if preferred else 1}
        latest[(*(row[name] for name in SERIES), voice, row["role"], *days(row))] = row
    return sorted(latest.values(), key=lambda row: (row["preference"], order(row)))


def order(row: Row) -> Told:
    """The order in which figures that fit alike are taken."""
    names = ("indicator", "place", "breakdown", "agency", "activity", "voice", "cohort")
    first = [row[name] or "" for name in names]
    return (*first, *((day or date.min) for day in days(row)), row["role"])


def days(row: Row) -> tuple[date | None, date | None]:
    """First and last day."""
    return row["period_start"], row["period_end"]


def registered(told: Row, figures: list[Row]) -> Told:
    """One comparison of the register."""
    fit = [row for row in figures if row["role"] != "baseline" and is_named(row, told, "")]
    own = fit[0] if fit else None
    if told["against"] == "group":
        bases = [row for row in figures if row["role"] != "baseline" and is_named(row, told, "comparator_")]
    elif own is None or told["comparator_period"] is None:
        bases = []
    else:
        bases = [row for row in figures if row is not own and is_earlier(row, told, own)]
        bases.sort(key=lambda row: (row["voice"] != own["voice"], row["role"] != "baseline"))
    base = bases[0] if bases else None
    fits = (len({tuple(row[name] for name in SERIES[3:]) for row in rows}) for rows in (fit, bases))
    return told["code"], told["against"], own and own["row"], base and base["row"], *fits


def is_named(row: Row, told: Row, side: str) -> bool:
    """Whether a figure is one that a comparison names; an agency or activity it does not name may be any."""
    stem = side or "period_"
    same = all(row[name] == (told[f"{side}{name}"] or "") for name in ("indicator", "place", "breakdown"))
    open_ = all(told[f"{side}{name}"] in (None, row[name]) for name in ("agency", "activity"))
    return same and open_ and days(row) == (told[f"{stem}start"], told[f"{stem}end"])


def is_earlier(row: Row, told: Row, own: Row) -> bool:
    """Whether a figure is of the same series and of the period named; without dates only a baseline is."""
    dated = (told["comparator_start"], told["comparator_end"]) != (None, None)
    same = all(row[name] == own[name] for name in SERIES[:5])
    period = days(row) == (told["comparator_start"], told["comparator_end"])
    return same and period and (dated or row["role"] == "baseline")


def series(figures: list[Row], indicator: str) -> list[Told]:
    """Every value of one indicator beside its own year before and its latest baseline."""
    found: list[Told] = []
    for own in (row for row in figures if row["indicator"] == indicator and row["role"] != "baseline"):
        before = _year_before(own)
        for row in figures:
            same = all(row[name] == own[name] for name in (*SERIES, "voice", "role"))
            if before and same and days(row) == before[:2]:
                found.append((None, "year before", own["row"], row["row"], 1, 1))
        base = baseline(own, figures)
        if base is not None:
            found.append((None, "baseline", own["row"], base["row"], 1, 1))
    return found


def baseline(own: Row, figures: list[Row]) -> Row | None:
    """The latest baseline of the series that ended before the figure began; one without a date where there is no other."""
    if own["role"] != "result":
        return None
    start = own["period_start"]
    fit = [
        row
        for row in figures
        if row["role"] == "baseline"
        and all(row[name] == own[name] for name in SERIES[:5])
        and (row["period_end"] is None or (start is not None and row["period_end"] < start))
    ]
    fit.sort(key=order)
    fit.sort(key=lambda row: row["period_end"] or date.min, reverse=True)
    return fit[0] if fit else None

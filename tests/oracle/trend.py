"""`trend` as slow, obvious Python: walk over the figures one by one and look for the year before."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from istmo.kernel.measure import quotient
from tests.oracle.figures import Row, Tables, newest

MATURITIES = ["", "preliminary", "revised", "final"]


def trend(tables: Tables) -> list[Row]:
    """Series, period, value, previous, change and earlier statements, in no order."""
    indicators = {row["code"]: row for row in tables["indicators"]}
    told = [
        figure
        for figure in tables["figures"]
        if figure["role"] in ("result", "context")
        and figure["span"] == "period"
        and figure["breakdown"] == ""
        and indicators[figure["indicator"]]["framework"]
    ]
    latest: dict[Any, Row] = {}
    for figure in _in_line(told):
        latest[(_series(figure, indicators), *_period(figure))] = figure
    return [_row(figure, latest, tables, indicators) for figure in latest.values()]


def _in_line(figures: list[Row]) -> list[Row]:
    """Of several statements of one thing the one that stands comes last."""
    told = sorted(figures, key=lambda row: row["row"], reverse=True)
    told.sort(key=lambda row: (row["value"] is not None, -(row["value"] or 0)))
    told.sort(key=lambda row: row["source"] or "~", reverse=True)
    told.sort(key=lambda row: MATURITIES.index(row["maturity"] or ""))
    told.sort(key=lambda row: newest(row["stated_on"]))
    told.sort(key=lambda row: newest(row["as_of"]))
    return told


def _series(figure: Row, indicators: dict[str, Row]) -> Any:
    voice = figure["source"] if indicators[figure["indicator"]]["kind"] == "context" else None
    names = ("indicator", "place", "agency", "activity", "role", "cohort")
    return (*(figure[name] for name in names), voice)


def _period(figure: Row) -> tuple[Any, ...]:
    undated = figure["period_start"] is None and figure["period_end"] is None
    return (
        figure["period_start"],
        figure["period_end"],
        (figure["period_as_written"] or "") if undated else "",
    )


def _year_before(figure: Row) -> tuple[Any, ...] | None:
    start, end = figure["period_start"], figure["period_end"]
    if start is None or end is None:
        return None
    after = _a_year_earlier(end + timedelta(days=1))
    return _a_year_earlier(start), after - timedelta(days=1), ""


def _a_year_earlier(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 1, day.month, last)


def _share(figure: Row, indicator: Row) -> Decimal | None:
    if figure["value"] is not None:
        value: Decimal = figure["value"]
        return value
    return quotient(figure["numerator"], figure["denominator"], indicator.get("per") or Decimal(1))


def _row(figure: Row, latest: dict[Any, Row], tables: Tables, indicators: dict[str, Row]) -> Row:
    indicator = indicators[figure["indicator"]]
    days = _year_before(figure)
    previous = latest.get((_series(figure, indicators), *days)) if days else None
    now, before = _share(figure, indicator), _share(previous, indicator) if previous else None
    change = None
    if (
        now is not None
        and before is not None
        and previous
        and indicator["measure"] not in ("milestone", "text", "change")
    ):
        units = [row["unit"] or indicator.get("unit") for row in (figure, previous)]
        change = now - before if units[0] == units[1] else None
    key = (
        "indicator",
        "place",
        "agency",
        "activity",
        "role",
        "cohort",
        "period_start",
        "period_end",
        "source",
    )
    earlier = [
        revision
        for revision in tables.get("revisions", [])
        if all(revision[name] == figure[name] for name in key) and revision["breakdown"] == ""
    ]
    return {
        "indicator": figure["indicator"],
        "place": figure["place"],
        "agency": figure["agency"],
        "activity": figure["activity"],
        "source": figure["source"],
        "period_start": figure["period_start"],
        "period_end": figure["period_end"],
        "value": now,
        "previous": before,
        "change": change,
        "change_percent": quotient(change, before, Decimal(100))
        if before is not None and before > 0
        else None,
        "restatements": len(earlier) or None,
    }

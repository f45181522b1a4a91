"""`lag` as slow, obvious Python: every figure is put into its bucket by hand, then counted and added."""

from calendar import monthrange
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.period import Period
from tests.oracle.figures import Row, Tables, line, wording

Key = tuple[str, str | None, str]


def lag(tables: Tables) -> dict[Key, Row]:
    """Counts and sums by (indicator, agency, bucket)."""
    indicators = {row["code"]: row for row in tables["indicators"] if row["kind"] != "context"}
    frameworks = {row["code"]: row for row in tables["frameworks"]}
    results = [f for f in tables["figures"] if f["role"] == "result" and f["indicator"] in indicators]
    told: dict[Key, Row] = {}
    for figure in results:
        indicator = indicators[figure["indicator"]]
        framework = frameworks[indicator["framework"]]
        judged = judge(figure, indicator, framework)
        row = told.setdefault(
            (figure["indicator"], figure["agency"], judged["bucket"]),
            {
                "figures": 0,
                "without_value": 0,
                "several_years": 0,
                "begins_before": 0,
                "too_early": 0,
                "value": None,
            },
        )
        row["figures"] += 1
        row["without_value"] += figure["state"] != "reported"
        for name in ("several_years", "begins_before", "too_early"):
            row[name] += judged[name]
    for indicator, agency in {key[:2] for key in told}:
        mine = [f for f in results if (f["indicator"], f["agency"]) == (indicator, agency)]
        add(tables, indicators[indicator], frameworks, mine, told)
    return told


def judge(figure: Row, indicator: Row, framework: Row) -> Row:
    """The bucket of one result, and what else is to be said of it."""
    own = Period.parse(framework["funds_from"]).start if framework["funds_from"] else None
    money = years_of(figure["fund_years"])
    bucket, early = "unknown", None
    if own and money:
        starts, ends = money
        bucket = "strategy" if starts >= own else "prior_year" if ends < own else "mixed"
        months = indicator["lag_months"] if indicator["lag_months"] is not None else framework["lag_months"]
        if bucket != "prior_year" and months is not None:
            early = months_after(max(starts, own), 12 + months)
    begins = figure["period_start"]
    return {
        "bucket": bucket,
        "several_years": bool(money and "/" in figure["fund_years"]),
        "begins_before": bool(own and begins and begins < own),
        # The last day before: a result of a period that ends on it is no longer too early.
        "too_early": bool(early and figure["period_end"] and (early - figure["period_end"]).days > 1),
    }


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_of(text: str | None) -> tuple[date, date] | None:
    try:
        period = Period.parse(text or "")
    except ValueError:
        return None
    return (period.start, period.end) if period.start and period.end else None


def add(tables: Tables, indicator: Row, frameworks: Tables, mine: list[Row], told: dict[Key, Row]) -> None:
    """The sums of one indicator of one agency, where it has any."""
    adds = indicator["measure"] in ("count", "amount") and indicator["over_series"] == "sum"
    if not adds or indicator["time"] != "flow":
        return
    series: dict[Any, list[Row]] = defaultdict(list)
    for figure in mine:
        if figure["breakdown"] == "" and figure["span"] == "period":
            days = (figure["period_start"], figure["period_end"], wording(figure))
            series[(figure["activity"], figure["cohort"], figure["place"], *days)].append(figure)
    stated = [line(rows, "result", indicator)[0] for rows in series.values()]
    stated = [f for f in stated if f["state"] == "reported" and f["value"] is not None]
    if len({f["unit"] for f in stated} - {None}) > 1 or any(
        cross(a, b) for a in stated for b in stated if a is not b
    ):
        return
    for figure in stated:
        if not any(holds(tables, other, figure) for other in stated if other is not figure):
            bucket = judge(figure, indicator, frameworks[indicator["framework"]])["bucket"]
            row = told[(figure["indicator"], figure["agency"], bucket)]
            row["value"] = (row["value"] or Decimal(0)) + figure["value"]


def alike(a: Row, b: Row) -> bool:
    return all(a[name] == b[name] for name in ("activity", "cohort"))


def days(figure: Row) -> tuple[date, date]:
    return figure["period_start"] or date.min, figure["period_end"] or date.max


def undated(figure: Row) -> bool:
    return figure["period_start"] is None and figure["period_end"] is None


def cross(a: Row, b: Row) -> bool:
    """Two periods of one series that share days, neither inside the other; one without dates may be any."""
    if not alike(a, b) or a["place"] != b["place"]:
        return False
    if undated(a) or undated(b):
        return True
    (a_first, a_last), (b_first, b_last) = days(a), days(b)
    return a_first < b_first <= a_last < b_last


def holds(tables: Tables, outer: Row, inner: Row) -> bool:
    """Whether what `outer` tells holds what `inner` tells."""
    if not alike(outer, inner):
        return False
    same_days = days(outer) == days(inner) and wording(outer) == wording(inner)
    if not same_days and (undated(outer) or undated(inner)):
        return False
    (o_first, o_last), (i_first, i_last) = days(outer), days(inner)
    in_time = same_days or (o_first <= i_first and o_last >= i_last)
    if outer["place"] == inner["place"]:
        return in_time and not same_days
    return in_time and inner["place"] in parts_of(tables, outer["place"], i_last)


def parts_of(tables: Tables, place: str, day: date) -> set[str]:
    """Everything in a place on a day."""
    found: set[str] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        lower = {p["code"] for p in tables["places"] if p.get("parent") == here}
        lower |= {
            m["member"]
            for m in tables["place_members"]
            if m["place"] == here and (m.get("since") or date.min) <= day <= (m.get("until") or date.max)
        }
        waiting += sorted(lower - found)
        found |= lower
    return found

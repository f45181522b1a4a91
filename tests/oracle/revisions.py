"""The question `revisions` of one release again, in plain Python: every earlier statement beside the one that stands."""

from typing import Any

from istmo.kernel.tables import TABLES
from tests.oracle.figures import Row, Tables, standing

KEY = TABLES["figures"].key
SAID = ("state", "value", "numerator", "denominator", "low", "high", "unit")


def revisions(tables: Tables) -> list[tuple[Any, ...]]:
    """(kind, indicator, place, start, end, agency, activity, before, now), in no order."""
    found = [told(before, stands(tables, before)) for before in tables["revisions"]]
    return [*(row for row in found if row), *falls(tables)]


def stands(tables: Tables, before: Row) -> Row:
    """The statement of the same key that stands; empty if none."""
    return next((f for f in tables["figures"] if all(f[name] == before[name] for name in KEY)), {})


def told(before: Row, now: Row) -> tuple[Any, ...] | None:
    """The revision, unless the same is said again."""
    same = all(before[name] == now.get(name) for name in SAID)
    sure = (before["qualifier"] or "exact") == (now.get("qualifier") or "exact")
    words = before["value_as_written"] == now.get("value_as_written")
    in_words = before["value"] is None and now.get("value") is None
    if same and sure and (words or not in_words):
        return None
    return ("restated", *about(before), before["value"], now.get("value"))


def about(row: Row) -> tuple[Any, ...]:
    names = ("indicator", "place", "period_start", "period_end", "agency", "activity")
    return tuple(row[name] for name in names)


def falls(tables: Tables) -> list[tuple[Any, ...]]:
    """Running totals of which the latest statement is below the latest statement of the period before."""
    running = {i["code"]: i for i in tables["indicators"] if i["time"] == "running"}
    series: dict[Any, dict[Any, list[Row]]] = {}
    for figure in tables["figures"]:
        total = figure["role"] == "result" and figure["span"] == "period" and figure["breakdown"] == ""
        if figure["indicator"] in running and total and figure["period_end"] is not None:
            names = ("indicator", "place", "cohort", "agency", "activity")
            of_series = series.setdefault(tuple(figure[name] for name in names), {})
            of_series.setdefault((figure["period_end"], figure["period_start"]), []).append(figure)
    found = []
    for said in series.values():
        last = None
        for days in sorted(said, key=lambda pair: (pair[0], pair[1] is not None, pair[1] or pair[0])):
            rows = said[days]
            now = standing(rows, "result", running[rows[0]["indicator"]])
            if now["state"] != "reported" or now["value"] is None:
                continue
            if last is not None and now["value"] < last["value"]:
                found.append(("fell", *about(now), last["value"], now["value"]))
            last = now
    return found

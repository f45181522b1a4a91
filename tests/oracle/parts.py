"""What was told of parts and wholes, in plain Python: wholes made of cells, then what counts at a place and time."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from istmo.kernel.breakdown import UNKNOWN, canonical, parse
from istmo.kernel.period import Period
from istmo.kernel.place import Membership, Places
from tests.oracle.figures import Key, Row, Tables, is_own, standing, wording

#: One statement: (indicator, spot, first day, last day, words, cohort, span, agency, activity) and a breakdown.
Told = dict[tuple[Key, str], Row]


def said(tables: Tables, indicators: dict[str, Row], period: Period | None) -> Told:
    groups: dict[tuple[Key, str], list[Row]] = defaultdict(list)
    for f in tables["figures"]:
        if f["role"] != "result" or f["indicator"] not in indicators or not is_own(tables, f["agency"]):
            continue
        running = indicators[f["indicator"]]["time"] == "running"
        if period and not _may_be_part(f, period, running):
            continue
        days = (f["period_start"] or date.min, f["period_end"] or date.max, wording(f) or "")
        who = (f["cohort"] or "", f["span"], f["agency"] or "", f["activity"] or "")
        groups[(f["indicator"], f["place"], *days, *who), f["breakdown"]].append(f)
    stands = {key: standing(rows, "result", indicators[key[0][0]]) for key, rows in groups.items()}
    return {key: {**row, "made": 0} for key, row in stands.items()}


def _may_be_part(f: Row, period: Period, running: bool) -> bool:
    if f["period_end"] is None or f["period_end"] > period.end:
        return False
    return running or (f["period_start"] is not None and f["period_start"] >= period.start)


def made(told: Told, tables: Tables, indicators: dict[str, Row]) -> Told:
    """Wholes nobody stated: the total, and single parts of which only cells were given."""
    made: Told = {}
    for key in {key for key, _ in told}:
        given = {b: row for (other, b), row in told.items() if other == key}
        if indicators[key[0]]["measure"] not in ("count", "amount", "ratio"):
            continue
        wholes = {"", *(canonical([pair]) for b in given for pair in parse(b) if len(parse(b)) > 1)}
        for whole in wholes - set(given):
            row = _from_cells(given, whole, tables, indicators[key[0]])
            if row:
                made[key, whole] = row
    return made


def _from_cells(given: dict[str, Row], whole: str, tables: Tables, indicator: Row) -> Row | None:
    cuts: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for breakdown, row in given.items():
        rest = set(parse(breakdown)) - set(parse(whole))
        dimensions = {d["code"]: d for d in tables["dimensions"]}
        if breakdown and set(parse(whole)) < set(parse(breakdown)) and row["state"] != "not_applicable":
            names = tuple(sorted(d for d, _ in rest))
            if all(dimensions[d]["exclusive"] for d in names):
                cuts[names][breakdown] = row
    sums = []
    for names, cells in cuts.items():
        found = _cut(names, cells, whole, tables, indicator)
        if found:
            sums.append(found)
    full = [s for s in sums if s["full"]]
    if full:
        numbers = {(s["value"], s["numerator"], s["denominator"]) for s in full}
        agree = all(len({s[n] for s in full} - {None}) < 2 for n in ("value", "numerator", "denominator"))
        return _statement(max(numbers, key=str), full) if agree else None
    if not sums or whole == "":
        return None
    values = [s["value"] for s in sums if s["value"] is not None]
    one = sums[0] if len(sums) == 1 else {"numerator": None, "denominator": None}
    made = _statement((max(values, default=None), one["numerator"], one["denominator"]), sums)
    return {**made, "qualifier": "at_least"}


def _cut(
    names: tuple[str, ...], cells: dict[str, Row], whole: str, tables: Tables, indicator: Row
) -> Row | None:
    rows = list(cells.values())
    reported = {b: row for b, row in cells.items() if row["state"] == "reported"}
    divides = all(r["numerator"] is not None and r["denominator"] is not None for r in rows)
    if not reported or (indicator["measure"] == "ratio" and not divides):
        return None
    complete = all(d["complete"] for d in tables["dimensions"] if d["code"] in names)
    needed = {
        (c["dimension"], c["code"])
        for c in tables["categories"]
        if c["dimension"] in names and c["code"] != UNKNOWN
    }
    there = {pair for b in reported for pair in parse(b) if pair in needed}
    holes = [r for r in rows if r["state"] != "reported" or (r["value"] is None and r["denominator"] is None)]
    values = [r["value"] for r in rows if r["value"] is not None]
    return {
        "full": complete and not holes and there == needed,
        "value": sum(values, Decimal(0)) if values and not divides else None,
        "numerator": sum((r["numerator"] for r in rows), Decimal(0)) if divides else None,
        "denominator": sum((r["denominator"] for r in rows), Decimal(0)) if divides else None,
        "unsure": any((r["qualifier"] or "exact") != "exact" or r["low"] is not None or r["high"] is not None for r in rows),
    }  # fmt: skip


def _statement(numbers: tuple[Any, ...], sums: list[Row]) -> Row:
    qualifier = "about" if any(s["unsure"] for s in sums) else "exact"
    cells = dict(zip(("value", "numerator", "denominator"), numbers, strict=True))
    return {
        **cells,
        "state": "reported",
        "low": None,
        "high": None,
        "qualifier": qualifier,
        "unit": None,
        "made": 1,
    }


def places(tables: Tables) -> Places:
    parents = {place["code"]: place.get("parent") for place in tables["places"]}
    members = [
        Membership(m["place"], m["member"], m["since"], m["until"]) for m in tables.get("place_members", [])
    ]
    return Places(parents, tuple(members))


def when(key: Key) -> Period:
    return Period(None if key[2] == date.min else key[2], None if key[3] == date.max else key[3])


def framed(
    told: Told, indicators: dict[str, Row], known: Places, period: Period | None, within: str | None
) -> dict[Key, Told]:
    """By indicator, place, days, words, cohort and span: the statements told there."""
    framed: dict[Key, Told] = defaultdict(dict)
    for (key, breakdown), row in told.items():
        time = indicators[key[0]]["time"]
        if within and not known.contains(within, key[1], when(key)):
            continue
        days = key[2:4]
        if period:
            exact = days == (period.start, period.end)
            part = key[6] == "period" and (
                time in ("flow", "running") or (time == "stock" and key[3] == period.end)
            )
            if not exact and not part:
                continue
            if time == "running" and key[6] == "period" and not _is_last(key, told):
                continue
            days = (period.start, period.end)
        place = key[1] if within is None else within
        framed[key[0], place, *days, "" if period else key[4], key[5], key[6]][key, breakdown] = row
    return framed


def _is_last(key: Key, told: Told) -> bool:
    """Whether a series says nothing later at its place."""
    same = [other for other, _ in told if (other[:2], other[5:]) == (key[:2], key[5:])]
    return (key[3], key[2]) == max((other[3], other[2]) for other in same)


def unbeaten(statements: Told, indicators: dict[str, Row], known: Places) -> Told:
    out = set()
    for one, other in combinations(statements, 2):
        for inner, outer in ((one, other), (other, one)):
            if _holds(outer, inner, indicators, known):
                reported = statements[outer]["state"] == "reported"
                lost = inner if reported or statements[inner]["state"] != "reported" else outer
                out.add(lost)
    return {
        key: row for key, row in statements.items() if key not in out and row["state"] != "not_applicable"
    }


def _holds(outer: tuple[Key, str], inner: tuple[Key, str], indicators: dict[str, Row], known: Places) -> bool:
    """The same series and breakdown, at a place around and in a time around."""
    (o, breakdown), (i, other) = outer, inner
    if breakdown != other or o[4:] != i[4:] or not known.contains(o[1], i[1], when(i)):
        return False
    running = indicators[i[0]]["time"] == "running"
    return (running and o[1] != i[1]) or (o[2] <= i[2] and o[3] >= i[3] and (o[1:4] != i[1:4]))

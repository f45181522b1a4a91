"""The question `overlaps` again, in plain Python: every place is looked at with everything that lies in it.

What may be counted twice is worked out without climbing: the least a total can be is the most people in places of which
none lies in another; a decision for a place inside stands there as one number instead of what it was made of.
"""

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from istmo.kernel.period import Period
from istmo.kernel.place import Places
from tests.oracle.figures import Key, Row, Tables, is_own, key_of, quantity, standing
from tests.oracle.upward import places_of


class Part(NamedTuple):
    """What stands at one place: of one series, or decided for several."""

    place: str
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    series: int = 1


def overlaps(tables: Tables) -> dict[Key, Row]:
    """Each overlap by (indicator, place, start, end, wording, cohort, span)."""
    known = places_of(tables)
    found = {}
    for group, said in grouped(tables).items():
        indicator = next(i for i in tables["indicators"] if i["code"] == group[0])
        for place in sorted({p["code"] for p in tables["places"]}):
            row = one_row(tables, known, indicator, group, place, said)
            if row is not None:
                found[(group[0], place, *group[1:])] = row
    return found


def grouped(tables: Tables) -> dict[Key, dict[Key, Row]]:
    """(indicator, period …) -> (place, agency, activity) -> the statement that stands."""
    added = {
        i["code"]: i
        for i in tables["indicators"]
        if i["kind"] != "context" and i["over_series"] in ("sum", "range")
    }
    statements: dict[Key, dict[Key, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for figure in tables["figures"]:
        if figure["indicator"] not in added or figure["role"] != "result" or figure["breakdown"] != "":
            continue
        if is_own(tables, figure["agency"]):
            key = key_of(figure)
            series = (figure["place"], figure["agency"] or "", figure["activity"] or "")
            statements[(key[0], *key[2:])][series].append(figure)
    return {
        group: {series: standing(rows, "result", added[group[0]]) for series, rows in by_series.items()}
        for group, by_series in statements.items()
    }


def one_row(
    tables: Tables, known: Places, indicator: Row, group: Key, place: str, said: dict[Key, Row]
) -> Row | None:
    period = Period(group[1], group[2])
    deep = indicator["over_places"] == "sum"

    def lies(around: str, inner: str) -> bool:
        return known.contains(around, inner, period) if deep else around == inner

    inside = {series: row for series, row in said.items() if lies(place, series[0])}
    kept = {series: row for series, row in inside.items() if not beaten(series, inside, lies)}
    numbered = {
        series: row
        for series, row in kept.items()
        if row["state"] == "reported" and not quantity(row).is_missing
    }
    units = {row["unit"] for row in numbered.values() if row["unit"]}
    own = any(series[0] == place for series in numbered)
    shared = own and len({series[1:] for series in numbered}) > 1 and len(units) < 2
    decided = [
        o
        for o in tables["overlaps"]
        if o["indicator"] == group[0] and Period.parse(o["period"]).code == period.code
    ]
    here = next((o for o in decided if o["place"] == place), None)
    if not numbered or not (shared or here):
        return None
    floor = indicator["measure"] in ("count", "amount") and (indicator["valid_min"] or 0) >= 0
    parts = [as_part(series[0], row, floor) for series, row in numbered.items()]
    inner = [o for o in decided if o["place"] != place and known.contains(place, o["place"], period)]
    told = judged(parts, inner, here, lies, units, people=indicator["over_series"] == "range")
    holes = sum(row["state"] in ("withheld", "not_available") for row in kept.values())
    return {**told, "parts": len(numbered), "holes": holes}


def beaten(series: Key, inside: dict[Key, Row], lies: Any) -> bool:
    """Whether the same series reported a place around."""
    return any(
        other[1:] == series[1:]
        and other[0] != series[0]
        and lies(other[0], series[0])
        and row["state"] == "reported"
        for other, row in inside.items()
    )


def as_part(place: str, row: Row, floor: bool) -> Part:
    low, high = quantity(row).bounds(non_negative=floor)
    return Part(place, low, high, row["value"])


def judged(
    parts: list[Part], inner: list[Row], here: Row | None, lies: Any, units: set[str], *, people: bool
) -> Row:
    count = len(parts)
    if len(units) > 1:
        return {
            "state": "decided",
            "if_max": None,
            "if_sum": None,
            "now": None,
            "adjustment": None,
            "due": False,
        }
    for decision in sorted(inner, key=lambda o: sum(lies(o["place"], other["place"]) for other in inner)):
        parts = replaced(parts, decision, lies)
    low, high = least(parts, lies), added([p.high for p in parts])
    now, now_low, now_high = None, low, high
    if people and low == high and low is not None:
        now = low
    if not people and added([p.value for p in parts]) is not None:
        now = added([p.value for p in parts])
    chosen = choose(here, low, high) if here and count > 1 else None
    now = now if chosen is None else chosen
    if now is not None:
        now_low = now_high = None
    closed = low is not None and low == high
    state = "decided" if here else "open" if people and not closed else "flagged"
    return {
        "state": state, "if_max": low, "if_sum": high, "now": now, "now_low": now_low, "now_high": now_high,
        "adjustment": chosen - high if chosen is not None and high is not None else None,
        "due": outside(here, low, high) if here else not closed,
    }  # fmt: skip


def replaced(parts: list[Part], decision: Row, lies: Any) -> list[Part]:
    """A decision for a place inside stands there instead of what it was made of."""
    there = [part for part in parts if lies(decision["place"], part.place)]
    if sum(part.series for part in there) < 2:
        return parts
    chosen = choose(decision, least(there, lies), added([p.high for p in there]))
    if chosen is None:
        return parts
    rest = [part for part in parts if part not in there]
    return [*rest, Part(decision["place"], chosen, chosen, chosen, sum(part.series for part in there))]


def choose(decision: Row, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    chosen: Decimal | None = {"sum": high, "max": low, "custom": decision["value"]}[decision["decision"]]
    return chosen


def outside(decision: Row, low: Decimal | None, high: Decimal | None) -> bool:
    value = decision["value"]
    if decision["decision"] != "custom":
        return False
    return bool((low is not None and value < low) or (high is not None and value > high))


def least(parts: list[Part], lies: Any) -> Decimal | None:
    """The largest part of each place, and of all sets of places beside one another the one with the most."""
    lows: dict[str, Decimal] = {}
    for part in parts:
        lows[part.place] = max(lows.get(part.place, Decimal(0)), part.low or Decimal(0))
    sums = [
        sum((lows[place] for place in chosen), Decimal(0))
        for size in range(1, len(lows) + 1)
        for chosen in combinations(sorted(lows), size)
        if not any(one != other and lies(one, other) for one in chosen for other in chosen)
    ]
    return max(sums, default=None)


def added(numbers: list[Decimal | None]) -> Decimal | None:
    return None if None in numbers else sum((n for n in numbers if n is not None), Decimal(0))

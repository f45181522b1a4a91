"""Totals up to a place, in plain Python: which statements count there, and what they make together.

The oracle of `progress` adds up; here statements are chosen first and moved to the place asked for, each spot as an
activity of its own, so that nothing of one spot replaces what stands at another.
"""

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.place import Membership, Places
from tests.oracle.figures import Key, Row, Tables, is_own, key_of, quantity, standing
from tests.oracle.progress import progress

AT = " at "
EVERYWHERE = "everywhere"


def upward(tables: Tables, within: str) -> dict[Key, Row]:
    """Each total up to `within` ('' is everywhere), by the key of the oracle of progress."""
    known = places_of(tables)
    indicators = {i["code"]: i for i in tables["indicators"] if i["kind"] != "context"}
    chosen = [f for f in tables["figures"] if f["indicator"] in indicators and f["breakdown"] == ""]
    chosen = [f for f in chosen if lies(known, within, f["place"], when(f))]
    chosen = unbeaten(chosen, known, indicators)
    chosen = levelled(chosen, known, indicators)
    asked = [
        (e, year, Period.parse(year))
        for e in tables["expected"]
        for year in [call["reporting_year"] for call in tables["calls"] if call["code"] == e["call"]]
        if e["place"] and is_own(tables, e["agency"])
    ]
    asked = [row for row in asked if lies(known, within, row[0]["place"], row[2])]
    silent = [row[0] for row in asked if not answered(tables, known, row, chosen)]
    at = within or EVERYWHERE
    moved: Tables = {
        **tables,
        "figures": [move(figure, at) for figure in chosen],
        "expected": [{**e, "place": at, "activity": spotted(e["activity"], e["place"])} for e in silent],
        "activities": [
            {**a, "code": spotted(a["code"], place)} for a in tables["activities"] for place in spots(tables)
        ],
        "overlaps": [o for o in tables["overlaps"] if o["place"] == within],
    }
    answer = progress(moved, [row[2].end for row in asked if row[2].end])
    for key, told in answer.items():
        correct(told, [f for f in chosen if same_total(f, key)], moved, known, within)
    return {(key[0], within, *key[2:]): told for key, told in answer.items()}


def places_of(tables: Tables) -> Places:
    parents = {place["code"]: place.get("parent") for place in tables["places"]}
    members = [
        Membership(m["place"], m["member"], m.get("since"), m.get("until"))
        for m in tables.get("place_members", [])
    ]
    return Places(parents, tuple(members))


def lies(known: Places, within: str, place: str, period: Period) -> bool:
    return within in ("", place) or known.contains(within, place, period)


def when(figure: Row) -> Period:
    return Period(figure["period_start"], figure["period_end"])


def spots(tables: Tables) -> list[str]:
    return sorted({f["place"] for f in tables["figures"]} | {e["place"] for e in tables["expected"]})


def spotted(activity: str | None, place: str) -> str:
    return f"{activity or ''}{AT}{place}"


def move(figure: Row, at: str) -> Row:
    return {**figure, "place": at, "activity": spotted(figure["activity"], figure["place"])}


def series_of(figure: Row) -> Key:
    key = key_of(figure)
    return (key[0], *key[2:], figure["agency"] or "", figure["activity"] or "", figure["role"])


def same_total(figure: Row, key: Key) -> bool:
    told = key_of(figure)
    return (told[0], *told[2:]) == (key[0], *key[2:])


def unbeaten(figures: list[Row], known: Places, indicators: dict[str, Row]) -> list[Row]:
    """Of one series and role: reported values of places in no other such place; without any, the widest hole."""
    groups: dict[Key, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        groups[series_of(figure)][figure["place"]].append(figure)
    kept = []
    for by_place in groups.values():
        states = {
            place: standing(rows, rows[0]["role"], indicators[rows[0]["indicator"]])["state"] == "reported"
            for place, rows in by_place.items()
        }
        for place, rows in by_place.items():
            around = [o for o in by_place if o != place and known.contains(o, place, when(rows[0]))]
            inside = [o for o in by_place if o != place and known.contains(place, o, when(rows[0]))]
            if states[place]:
                beaten = any(states[other] for other in around)
            else:
                beaten = bool(around) or any(states[other] for other in inside)
            if not beaten:
                kept += rows
    return kept


def levelled(figures: list[Row], known: Places, indicators: dict[str, Row]) -> list[Row]:
    """Results of parts of the place a target is for become one result of that place, and the reverse."""
    kept, parts = [], defaultdict(list)
    for figure in figures:
        around = wider(figure, figures, known, indicators)
        if around is None:
            kept.append(figure)
        else:
            parts[(*series_of(figure), around)].append(figure)
    for key, rows in parts.items():
        kept.append(gathered(rows, key[-1], indicators[rows[0]["indicator"]]))
    return kept


def wider(figure: Row, figures: list[Row], known: Places, indicators: dict[str, Row]) -> str | None:
    """Where the other half of its pair stands, if that is a place around."""
    if figure["role"] not in ("result", "target") or indicators[figure["indicator"]]["over_places"] != "sum":
        return None
    other = "target" if figure["role"] == "result" else "result"
    mate = series_of({**figure, "role": other})
    found = set()
    for place in {f["place"] for f in figures if series_of(f) == mate}:
        said = [f for f in figures if series_of(f) == mate and f["place"] == place]
        reported = any(f["state"] == "reported" for f in said)
        if place != figure["place"] and reported and known.contains(place, figure["place"], when(figure)):
            found.add(place)
    return min(found, default=None)


def gathered(rows: list[Row], around: str, indicator: Row) -> Row:
    """The latest statement of each place, added up."""
    by_place: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_place[row["place"]].append(row)
    said = [standing(of_one, rows[0]["role"], indicator) for of_one in by_place.values()]
    reported = [row for row in said if row["state"] == "reported"]
    words = {row["qualifier"] or "exact" for row in reported} | {
        "at_least" for r in said if r["state"] != "reported"
    }
    made: Row = {
        **said[0],
        "place": around,
        "state": "reported" if reported else min(r["state"] for r in said),
    }
    values = [row["value"] for row in reported]
    made["value"] = sum(values, Decimal(0)) if values and None not in values else None
    made["low"] = made["high"] = made["source"] = made["as_of"] = None
    pairs = [(row["numerator"], row["denominator"]) for row in said]
    whole = all(None not in pair for pair in pairs)
    made["numerator"] = sum((n for n, _ in pairs), Decimal(0)) if whole else None
    made["denominator"] = sum((d for _, d in pairs), Decimal(0)) if whole else None
    made["qualifier"] = next((w for w in ("at_least", "at_most", "about") if w in words), "exact")
    if words >= {"at_least", "at_most"}:
        made["qualifier"] = "about"
    order = ("preliminary", "", "revised", "final")
    made["maturity"] = next(w for w in order if w in {r["maturity"] or "" for r in said}) or None
    days: list[Any] = [row["stated_on"] for row in said]
    made["stated_on"] = max(days) if None not in days else None
    units = sorted({row["unit"] for row in said if row["unit"]})
    made["unit"] = " and ".join(units) or None
    made["reporting_year"] = max((r["reporting_year"] for r in said if r["reporting_year"]), default=None)
    return made


def answered(tables: Tables, known: Places, asked: tuple[Row, str, Period], figures: list[Row]) -> bool:
    """Whether the agency told anything of that place, of a place around it or of a part of it."""
    row, year, days = asked
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in figures:
        if figure["role"] in ("result", "target"):
            groups[(*series_of(figure)[:-1], figure["place"])].append(figure)
    for group in groups.values():
        first = group[0]
        years = [figure["reporting_year"] for figure in group if figure["reporting_year"]]
        same = first["indicator"] == row["indicator"] and first["agency"] == row["agency"]
        related = known.contains(first["place"], row["place"]) or known.contains(row["place"], first["place"])
        then = when(first) == days or max(years, default=None) == year
        if same and related and then and row["activity"] in ("", first["activity"] or ""):
            return True
    return False


def correct(told: Row, figures: list[Row], moved: Tables, known: Places, within: str) -> None:
    """What the oracle of progress cannot know: levels of other places, and people of places in one another."""
    if not figures:
        return
    indicator = next(i for i in moved["indicators"] if i["code"] == figures[0]["indicator"])
    own = [f for f in figures if is_own(moved, f["agency"]) and f["role"] in ("result", "target")]
    if indicator["over_places"] == "none" and any(f["place"] != within for f in own):
        for name in set(told) - {"reported", "expected"}:
            del told[name]
        told["result"] = None
    elif indicator["over_series"] == "range":
        people(told, own, indicator, known, [o["decision"] for o in moved["overlaps"]])


def people(told: Row, own: list[Row], indicator: Row, known: Places, decided: list[str]) -> None:
    """The least there can be: the most people in places of which none lies in another, the largest part of each."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in own:
        if figure["role"] == "result":
            groups[(*series_of(figure), figure["place"])].append(figure)
    said = [standing(rows, "result", indicator) for rows in groups.values()]
    parts = [(row["place"], quantity(row)) for row in said if row["state"] == "reported"]
    parts = [(place, part) for place, part in parts if not part.is_missing]
    if len(parts) < 2 or (
        told["result_low"] is None and told["result_high"] is None and told["result"] is None
    ):
        return
    lows: dict[str, Decimal] = {}
    for place, part in parts:
        lows[place] = max(lows.get(place, Decimal(0)), part.bounds()[0] or Decimal(0))
    period = when(own[0])
    apart = [
        chosen
        for size in range(1, len(lows) + 1)
        for chosen in combinations(sorted(lows), size)
        if not any(one != other and known.contains(one, other, period) for one in chosen for other in chosen)
    ]
    low = max(sum((lows[place] for place in chosen), Decimal(0)) for chosen in apart)
    least = told["result_low"] if told["result_low"] is not None else told["result"]
    if told["result_low"] is None and told["result_high"] is None and decided:
        told["result"] = low if decided == ["max"] else told["result"]
        return
    high = told["result_high"] if told["result"] is None else least
    exact = low == high
    told["result"], told["result_low"], told["result_high"] = (
        (low, None, None) if exact else (None, low, high)
    )

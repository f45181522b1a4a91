"""Totals up to a place, in plain Python: which statements count there, and what they make together.

The oracle of `progress` adds up; here statements are chosen first and moved to the place asked for, each spot as an
activity of its own, so that nothing of one spot replaces what stands at another.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.place import Membership, Places
from tests.oracle.cell import Board, ends_on
from tests.oracle.expected import Asked, asked_for, of_the_time
from tests.oracle.figures import VOICES, Key, Row, Tables, first_day, is_own, key_of, last_day_of, standing
from tests.oracle.periods import timed
from tests.oracle.progress import added_up, last_day, performance
from tests.oracle.series import ALWAYS, Clock, Time
from tests.oracle.wholes import with_wholes

AT = " at "


def upward(tables: Tables, within: str, time: Time = ALWAYS) -> dict[Key, Row]:
    """Each total up to `within` ('' is everywhere), by the key of the oracle of progress."""
    known, indicators = places_of(tables), performance(tables)
    chosen = [f for f in with_wholes(tables, indicators) if lies(known, within, f["place"], when(f))]
    asked = [
        one
        for one in asked_for(tables, indicators)
        if lies(known, within, one[0]["place"], Period(one[1], one[2]))
    ]
    horizon = last_day(tables, chosen, indicators, asked)
    chosen = [f for f in chosen if may_count(f, indicators[f["indicator"]], time)]
    chosen = unbeaten(chosen, known, indicators, time)
    days = [(row, first, last) for row, first, last, _ in asked]
    rows = timed(Clock(tables, time, horizon, within, days, known), chosen, indicators)
    if time.since is not None:
        rows = without_rivals(rows, known, indicators)
    rows = levelled(rows, known, indicators)
    silent = [row for row in of_the_time(asked, time) if not answered(known, row, rows, time)]
    moved: Tables = {
        **tables,
        "activities": [
            {**a, "code": spotted(a["code"], place)} for a in tables["activities"] for place in spots(tables)
        ],
    }
    missing = unheard(moved, silent, within, time)
    board = Board(
        moved, [move(row, within) for row in rows], indicators, horizon, missing, Ground(known, within)
    )
    answer = added_up(board)
    for key, told in answer.items():
        own = [
            f
            for f in rows
            if same_total(f, key) and is_own(tables, f["agency"]) and f["role"] in ("result", "target")
        ]
        if indicators[key[0]]["over_places"] == "none" and any(f["place"] != within for f in own):
            for name in set(told) - {"reported", "expected"}:
                del told[name]
            told["result"] = None
    return answer


def may_count(figure: Row, indicator: Row, time: Time) -> bool:
    """Whether a statement is about the time asked for, or may still stand in it."""
    days = (first_day(figure), last_day_of(figure))
    if time.since is None or figure["role"] == "baseline" or days == (time.since, time.until):
        return True
    assert time.until
    earlier = indicator["time"] in ("stock", "running") and days[1] <= time.until
    return figure["span"] == "period" and (earlier or time.takes(figure))


def unheard(tables: Tables, silent: list[Asked], within: str, time: Time) -> dict[Key, list[Row]]:
    """cell -> what was asked and not answered; an activity that ended before is not missed."""
    found: dict[Key, list[Row]] = defaultdict(list)
    said = set()
    for row, first, last, _ in silent:
        ends = ends_on(tables, spotted(row["activity"], row["place"]))
        key = (row["indicator"], within, time.since or first, time.until or last, "", "", "period")
        who = (*key, row["agency"], row["activity"], row["place"])
        if not (ends and ends < first) and who not in said:
            found[key].append(row)
            said.add(who)
    return dict(found)


@dataclass(frozen=True)
class Ground:
    """The least there can be of people in several series: nobody is at two places that lie apart."""

    known: Places
    within: str

    def __call__(self, key: Key, lows: dict[Key, Decimal]) -> Decimal:
        period = Period(key[2], key[3])
        at: dict[str, Decimal] = {}
        for name, low in lows.items():
            spot = name[1].rpartition(AT)[2]
            at[spot] = max(at.get(spot, low), low)
        apart = [
            chosen
            for size in range(1, len(at) + 1)
            for chosen in combinations(sorted(at), size)
            if not any(a != b and self.known.contains(a, b, period) for a in chosen for b in chosen)
        ]
        return max(sum((at[spot] for spot in chosen), Decimal(0)) for chosen in apart)


def without_rivals(rows: list[Row], known: Places, indicators: dict[str, Row]) -> list[Row]:
    """Parts of time at a place, and of other days at places in it: the place's own if it is whole, else theirs."""
    made = [row for row in rows if row.get("pieces")]
    dropped = []
    for outer in made:
        for inner in made:
            if series_of(outer) != series_of(inner) or outer["place"] == inner["place"]:
                continue
            if any(
                known.contains(outer["place"], inner["place"], Period(None, last))
                and first <= there
                and here <= last
                for first, last in inner["pieces"]
                for here, there in outer["pieces"]
            ):
                dropped.append(outer if outer["gap"] else inner)
    return [row for row in rows if not any(row is one for one in dropped)]


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


def unbeaten(figures: list[Row], known: Places, indicators: dict[str, Row], time: Time) -> list[Row]:
    """Of one series and role: reported values of places in no other such place; without any, the widest hole.

    Of flows, with a time asked for, what was told of a place for a longer period beats its parts too.
    """
    if time.since is not None:
        return unbeaten_over_time(figures, known, indicators)
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


def unbeaten_over_time(figures: list[Row], known: Places, indicators: dict[str, Row]) -> list[Row]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in figures:
        groups[(*series_of(figure), figure["place"])].append(figure)
    stands = [standing(rows, rows[0]["role"], indicators[rows[0]["indicator"]]) for rows in groups.values()]

    def beats(outer: Row, inner: Row) -> bool:
        same = [series_of(row)[0:1] + series_of(row)[3:] for row in (outer, inner)]
        days = [(first_day(row), last_day_of(row)) for row in (outer, inner)]
        longer = days[0][0] <= days[1][0] and days[1][1] <= days[0][1]
        nested = days[0] == days[1] or (longer and indicators[outer["indicator"]]["time"] == "flow")
        around = outer["place"] != inner["place"] and known.contains(
            outer["place"], inner["place"], when(inner)
        )
        return same[0] == same[1] and nested and around

    kept = []
    for rows, row in zip(groups.values(), stands, strict=True):
        around = [o for o in stands if beats(o, row)]
        within = [o for o in stands if beats(row, o)]
        if row["state"] == "reported":
            beaten = any(o["state"] == "reported" for o in around)
        else:
            beaten = bool(around) or any(o["state"] == "reported" for o in within)
        kept += [] if beaten else rows
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
    voices = [row for row in said if row["state"] in VOICES]
    words = {row["qualifier"] or "exact" for row in voices}
    words |= {"at_least" for row in said if row["state"] not in ("reported", "closed")}
    state = "reported" if reported else min(r["state"] for r in said)
    made: Row = {**said[0], "place": around, "state": state, "made": True, "missing": None}
    values = [row["value"] for row in voices]
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


def answered(known: Places, asked: Asked, rows: list[Row], time: Time) -> bool:
    """Whether the agency told anything of that place, of a place around it or of a part of it."""
    row, start, end, year = asked
    days = Period(time.since or start, time.until or end)
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in rows:
        if figure["role"] in ("result", "target", "waiting"):
            groups[(*series_of(figure)[:-1], figure["place"])].append(figure)
    for group in groups.values():
        first = group[0]
        if all(figure["role"] == "waiting" for figure in group):
            continue
        years = [figure["reporting_year"] for figure in group if figure["reporting_year"]]
        same = first["indicator"] == row["indicator"] and first["agency"] == row["agency"]
        related = known.contains(first["place"], row["place"]) or known.contains(row["place"], first["place"])
        said_of = year if time.since is None else time.year
        then = when(first) == days or (said_of is not None and max(years, default=None) == said_of)
        if same and related and then and row["activity"] in ("", first["activity"] or ""):
            return True
    return False

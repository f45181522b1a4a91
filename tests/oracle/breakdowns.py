"""The parts of totals, in plain Python: what counts is in parts.py; here are the sums, and what agrees with what."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from istmo.kernel.breakdown import UNKNOWN, canonical, parse
from istmo.kernel.measure import quotient
from istmo.kernel.period import Period
from istmo.kernel.place import Places
from tests.oracle.figures import Key, Row, Tables
from tests.oracle.parts import Told, framed, made, places, said, unbeaten, when

HUNDRED = Decimal(100)


def breakdowns(tables: Tables, period: Period | None = None, within: str | None = None) -> dict[Key, Row]:
    """Every row by indicator, place, days, words, cohort, span, whole, dimension and category."""
    indicators = {i["code"]: i for i in tables["indicators"] if i["kind"] != "context"}
    told = said(tables, indicators, period)
    told |= made(told, tables, indicators)
    known = places(tables)
    by_frame = framed(told, indicators, known, period, within)
    answer: dict[Key, Row] = {}
    for frame, statements in by_frame.items():
        cell = _Cell(
            tables, indicators[frame[0]], frame, unbeaten(statements, indicators, known), known, within
        )
        answer |= cell.rows()
    return answer


class _Cell:
    """One indicator, place and period with all its parts."""

    def __init__(
        self, tables: Tables, indicator: Row, frame: Key, statements: Told, known: Places, within: str | None
    ) -> None:
        self.tables, self.indicator, self.frame, self.known, self.within = (
            tables,
            indicator,
            frame,
            known,
            within,
        )
        self.by_breakdown: dict[str, list[tuple[Key, Row]]] = defaultdict(list)
        for (key, breakdown), row in statements.items():
            self.by_breakdown[breakdown].append((key, row))
        self.dimensions = {d["code"]: d for d in tables["dimensions"]}

    def rows(self) -> dict[Key, Row]:
        groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for breakdown in self.by_breakdown:
            for dimension, category in parse(breakdown):
                under = canonical([pair for pair in parse(breakdown) if pair[0] != dimension])
                groups[under, dimension][category] = breakdown
        told: dict[Key, Row] = {}
        for (under, dimension), parts in groups.items():
            told |= {
                (*self.frame, under, dimension, *at): row
                for at, row in self._group(under, dimension, parts).items()
            }
        reported = any(row["state"] == "reported" for rows in self.by_breakdown.values() for _, row in rows)
        for asked in self.tables["indicator_dimensions"]:
            mine = asked["indicator"] == self.indicator["code"]
            if mine and ("", asked["dimension"]) not in groups and reported:
                whole = self._sum("")
                told[*self.frame, "", asked["dimension"], None, "total"] = {
                    **_shown(whole), "told": whole["reported"], "parts": "none", "series": whole["reported"],
                }  # fmt: skip
        return told

    def _group(self, under: str, dimension: str, parts: dict[str, str]) -> dict[Any, Row]:
        exclusive = self.dimensions[dimension]["exclusive"]
        whole, sums = self._sum(under), {category: self._sum(b) for category, b in parts.items()}
        added = [s["added"] for category, s in sums.items() if category != UNKNOWN]
        known = sum(added, Decimal(0)) if added and None not in added else None
        base = known if exclusive else whole["added"]
        agreed, left = self._agreement(under, dimension, parts, exclusive)
        rows: dict[Any, Row] = {}
        for category, s in sums.items():
            share = None
            if (category != UNKNOWN or not exclusive) and s["added"] is not None and base is not None:
                share = quotient(s["added"], base, HUNDRED)
            rows[category, "part"] = {**_shown(s), "told": s["reported"], "share": share, **agreed}
            rows[category, "part"]["share_of"] = None if share is None else base
        if exclusive and self.indicator["measure"] in ("count", "amount"):
            adds = agreed["series"] <= 1 or whole["added"] is not None
            qualifier = whole["qualifier"] if adds and left is not None else None
            rows[None, "unallocated"] = {
                **_shown(_nothing()), "value": left if adds else None, "qualifier": qualifier, **agreed,
            }  # fmt: skip
        rows[None, "total"] = {**_shown(whole), "told": whole["reported"], **agreed}
        return rows

    @property
    def _is_ratio(self) -> bool:
        return self.indicator["measure"] == "ratio"

    def _series(self, breakdown: str) -> dict[Key, list[tuple[Key, Row]]]:
        found: dict[Key, list[tuple[Key, Row]]] = defaultdict(list)
        for key, row in self.by_breakdown.get(breakdown, []):
            found[key[7:9]].append((key, row))
        return found

    def _sum(self, breakdown: str) -> Row:
        series = [self._one(breakdown, rows) for rows in self._series(breakdown).values()]
        reported = [s for s in series if s["stated"]]
        known = [s for s in reported if s["known"]]
        gaps = sum(s["gaps"] for s in series)
        told = {**_nothing(), "reported": len(reported)}
        stated = [row for _, row in self.by_breakdown.get(breakdown, []) if row["state"] == "reported"]
        told["qualifier"] = self._qualifier(breakdown, series, gaps) if reported else None
        if self._is_ratio:
            return told | self._ratio(stated, len(reported))
        told["qualifier"] = told["qualifier"] if known else None
        rule = self._rule(breakdown, len(reported), len(known), len(stated))
        if rule == "none" or not known:
            return told | {"qualifier": None if rule == "none" else told["qualifier"]}
        values = [s["value"] for s in known]
        value = None if None in values else sum(values, Decimal(0))
        again = any(s["again"] for s in series)
        lows, highs = [s["low"] for s in known], [s["high"] for s in known]
        high = None if gaps or None in highs else sum(highs, Decimal(0))
        low = None if None in lows else sum(lows, Decimal(0))
        if rule == "range":
            low, high = self._people(breakdown, gaps)
            value_told = high if low == high else None
        else:
            low = low if self._floored(series) or not gaps else None
            value_told = value
        adds = rule != "range" or value_told is not None
        told["added"] = value if adds and not again else None
        told["value"], told["low"], told["high"] = _plain(value_told, low, high, told["qualifier"])
        return told

    def _rule(self, breakdown: str, reported: int, known: int, statements: int) -> str:
        adding = self.indicator["over_series"]
        away = any(key[1] != self.frame[1] for key, _ in self.by_breakdown[breakdown])
        if self.within is not None and away and self.indicator["over_places"] == "none":
            adding = "none"
        if reported <= 1 or (known <= 1 and adding == "range"):
            return "none" if adding == "none" and statements > 1 else "single"
        return str(adding)

    def _one(self, breakdown: str, rows: list[tuple[Key, Row]]) -> Row:
        """One series: spots add, its periods too but for people who may be the same again."""
        spots: dict[str, list[Row]] = defaultdict(list)
        for key, row in rows:
            spots[key[1]].append(row)
        made = [self._spot(breakdown, rows_there) for rows_there in spots.values()]
        again = any(s["again"] for s in made)
        known, stated = sum(s["known"] for s in made), sum(s["stated"] for s in made)
        values = [row["value"] for _, row in rows if row["state"] == "reported"]
        lows, highs = [s["low"] for s in made if s["known"]], [s["high"] for s in made if s["known"]]
        return {
            "known": known, "stated": stated, "gaps": sum(s["gaps"] for s in made), "again": again,
            "value": None if again or None in values or not values else sum(values, Decimal(0)),
            "low": None if None in lows or not lows else sum(lows, Decimal(0)),
            "high": None if None in highs or not highs else sum(highs, Decimal(0)),
            "smallest": min((v for v in values if v is not None), default=Decimal(0)),
        }  # fmt: skip

    def _spot(self, breakdown: str, rows: list[Row]) -> Row:
        known = [row for row in rows if row["state"] == "reported" and _numbered(row)]
        stated = [row for row in rows if row["state"] == "reported"]
        sums = self.indicator["measure"] in ("count", "amount")
        people = self.indicator["counts"] == "people" and ("new", "yes") not in parse(breakdown)
        again = people and len(known) > 1
        ends = [self._bounds(row) for row in known]
        lows, highs = [low for low, _ in ends], [high for _, high in ends]
        most = max((low for low in lows if low is not None), default=None)
        return {
            "known": len(known), "stated": len(stated), "again": again,
            "gaps": len(rows) - len(stated) + (len(stated) - len(known) if sums else 0),
            "low": None if None in lows or not lows else most if again else sum(lows, Decimal(0)),
            "high": None if None in highs or not highs else sum(highs, Decimal(0)),
            "most": most if again else (sum(lows, Decimal(0)) if lows and None not in lows else None),
        }  # fmt: skip

    def _bounds(self, row: Row) -> tuple[Decimal | None, Decimal | None]:
        floor = (
            Decimal(0)
            if self.indicator["measure"] in ("count", "amount") and (self.indicator["valid_min"] or 0) >= 0
            else None
        )
        if row["low"] is not None or row["high"] is not None:
            return row["low"], row["high"]
        low = floor if row["qualifier"] == "at_most" else row["value"]
        return low, None if row["qualifier"] == "at_least" else row["value"]

    def _floored(self, series: list[Row]) -> bool:
        sums = self.indicator["measure"] in ("count", "amount") and (self.indicator["valid_min"] or 0) >= 0
        return sums and all(s["smallest"] >= 0 and (s["low"] or 0) >= 0 for s in series)

    def _qualifier(self, breakdown: str, series: list[Row], gaps: int) -> str:
        rows = [row for _, row in self.by_breakdown.get(breakdown, []) if row["state"] == "reported"]
        told = {row["qualifier"] or "exact" for row in rows if _numbered(row) or _divides(row)}
        hole = gaps > 0 and self._floored(series)
        if "at_most" in told and ("at_least" in told or hole):
            return "about"
        if "at_least" in told or hole:
            return "at_least"
        return "at_most" if "at_most" in told else "about" if "about" in told or gaps else "exact"

    def _ratio(self, stated: list[Row], reported: int) -> Row:
        divides = [r for r in stated if _divides(r)]
        pools = len(stated) == 1 or self.indicator["over_series"] == "ratio"
        numerator = sum((r["numerator"] for r in divides), Decimal(0)) if divides and pools else None
        denominator = sum((r["denominator"] for r in divides), Decimal(0)) if divides and pools else None
        alone = stated[0]["value"] if len(stated) == 1 else None
        value = (
            alone
            if alone is not None
            else quotient(numerator, denominator, self.indicator["per"] or Decimal(1))
        )
        return {"value": value, "numerator": numerator, "denominator": denominator}

    def _people(self, breakdown: str, gaps: int) -> tuple[Decimal | None, Decimal | None]:
        """From the largest part to the sum; places beside one another hold different people."""
        at: dict[str, list[Row]] = defaultdict(list)
        for rows in self._series(breakdown).values():
            spots: dict[str, list[Row]] = defaultdict(list)
            for key, row in rows:
                spots[key[1]].append(row)
            for spot, there in spots.items():
                made = self._spot(breakdown, there)
                if made["known"]:
                    at[spot].append(made)
        if self.within is None:
            at = {"": [s for series in at.values() for s in series]}
        period = when(("", "", *self.frame[2:4]))
        low, high = self._climb(at, period)
        return low, None if gaps else high

    def _climb(self, at: dict[str, list[Row]], period: Period) -> tuple[Decimal | None, Decimal | None]:
        around = {s: [o for o in at if o != s and self.known.contains(o, s, period)] for s in at}

        def of(spot: str) -> tuple[Decimal | None, Decimal | None]:
            lows = [s["most"] for s in at[spot] if s["most"] is not None]
            own_low = max(lows, default=None)
            highs = [s["high"] for s in at[spot]]
            own_high = None if None in highs else sum(highs, Decimal(0))
            inside = [s for s in at if spot in around[s] and len(around[s]) == len(around[spot]) + 1]
            if not inside:
                return own_low, own_high
            below = [of(s) for s in inside]
            low = max(
                x for x in (own_low, sum((b[0] or Decimal(0) for b in below), Decimal(0))) if x is not None
            )
            ends = [own_high, *(b[1] for b in below)]
            return low, None if None in ends else sum((e for e in ends if e is not None), Decimal(0))

        tops = [of(s) for s in at if not around[s]]
        if len(tops) == 1:
            return tops[0] if self.within is None else (tops[0][0] or Decimal(0), tops[0][1])
        highs = [t[1] for t in tops]
        return sum((t[0] or Decimal(0) for t in tops), Decimal(0)), None if None in highs else sum(
            highs, Decimal(0)
        )

    def _agreement(self, under: str, dimension: str, parts: dict[str, str], exclusive: bool) -> Any:
        outcomes, unallocated = [], []
        wholes = {who: self._one(under, rows) for who, rows in self._series(under).items()}
        wholes = {who: s for who, s in wholes.items() if s["stated"]}
        told = {who for b in parts.values() for who in self._series(b)}
        for who in {*wholes, *told}:
            outcome, left = self._outcome(who, under, parts, wholes)
            outcomes.append(outcome)
            unallocated.append(left)
        word = "open" if not exclusive else "above" if "above" in outcomes else None
        if word is None:
            loose = {"no whole", "unknown"} & set(outcomes)
            word = "no total" if loose else "all" if set(outcomes) == {"all"} else "some"
        bad = {"no whole", "unknown"} & set(outcomes)
        left = None if not exclusive or bad or None in unallocated else sum(unallocated, Decimal(0))
        return {"parts": word, "series": len(outcomes)}, left

    def _outcome(
        self, who: Key, under: str, parts: dict[str, str], wholes: dict[Key, Row]
    ) -> tuple[str, Decimal | None]:
        given = {b: self._series(b)[who] for b in parts.values() if who in self._series(b)}
        if who not in wholes or not given:
            return ("none", _floored(wholes[who]["value"])) if who in wholes else ("no whole", None)
        whole = wholes[who]["value"]
        values = [
            s["value"] for s in (self._one(b, rows) for b, rows in given.items()) if s["value"] is not None
        ]
        total = sum(values, Decimal(0)) if values else None
        left = None if whole is None else max(whole - (total or Decimal(0)), Decimal(0))
        tops = [both for both in map(self._both, given.values()) if both[1] is not None]
        numerator, denominator, _ = self._both(self._series(under)[who])
        if self._is_vague(given):
            outcome = "some"
        elif denominator is not None and tops:
            made = (sum((t[0] for t in tops), Decimal(0)), sum((t[1] for t in tops), Decimal(0)))
            over = made[0] > numerator or made[1] > denominator
            outcome = "above" if over else "all" if made == (numerator, denominator) else "some"
        elif whole is None or total is None:
            outcome = "unknown"
        else:
            outcome = "above" if total > whole else "all" if total == whole else "some"
        return outcome, left

    def _is_vague(self, given: dict[str, list[tuple[Key, Row]]]) -> bool:
        """Whether a part is missing, or is not one number."""
        made = {b: self._one(b, rows) for b, rows in given.items()}
        return any(
            s["gaps"] or (s["value"] is None and self._both(given[b])[2] < s["stated"])
            for b, s in made.items()
        )

    @staticmethod
    def _both(rows: list[tuple[Key, Row]]) -> tuple[Any, Any, int]:
        divides = [r for _, r in rows if _divides(r)]
        if not divides:
            return None, None, 0
        return sum(r["numerator"] for r in divides), sum(r["denominator"] for r in divides), len(divides)


def _numbered(row: Row) -> bool:
    return any(row[name] is not None for name in ("value", "low", "high"))


def _divides(row: Row) -> bool:
    return row["numerator"] is not None and bool(row["denominator"])


def _floored(value: Decimal | None) -> Decimal | None:
    return None if value is None else max(value, Decimal(0))


def _shown(told: Row) -> Row:
    return {name: told[name] for name in ("value", "low", "high", "qualifier", "numerator", "denominator")}


def _nothing() -> Row:
    empty = ("value", "low", "high", "qualifier", "numerator", "denominator", "added", "share", "unallocated")
    return dict.fromkeys(empty) | {"reported": 0}


def _plain(value: Any, low: Any, high: Any, qualifier: str | None) -> tuple[Any, Any, Any]:
    """A range only where value and qualifier do not tell it."""
    if value is None:
        return value, low, high
    if qualifier == "at_least":
        told = low == value and high is None
    elif qualifier == "at_most":
        told = high == value
    else:
        told = low == value == high
    return (value, None, None) if told or (low is None and high is None) else (value, low, high)

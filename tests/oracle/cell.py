"""One total of the question `progress`, in plain Python: agencies and activities of one indicator, place and period.

It shares with the SQL only the kernel's one implementation of sums, achievement and lateness.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.measure import Achievement, Algebra, Status, achievement, lateness
from istmo.kernel.period import Period
from istmo.kernel.quantity import Qualifier, Quantity, total
from tests.oracle.figures import (
    VOICES,
    Key,
    Row,
    Tables,
    common,
    comparable,
    divides,
    is_hole,
    is_matched,
    is_own,
    joined,
    key_of,
    least_settled,
    line,
    quantity,
    share,
    standing,
    target_of,
    together,
    unit_of,
)


@dataclass(frozen=True)
class Board:
    """Statements for the days they count for, what was asked and not answered, and the last day known of.

    least: of people in several series the least there can be, by their names and the key of the total.
    """

    tables: Tables
    rows: list[Row]
    indicators: dict[str, Row]
    horizon: date | None
    unanswered: dict[Key, list[Row]]
    least: Any = None


def baseline_for(board: Board, key: Key, series: Key, indicator: Row) -> Row:
    """The latest baseline of the series whose period had ended by the end of this one."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in board.rows:
        same = figure["indicator"] == key[0] and figure["place"] == key[1]
        if (
            same
            and figure["role"] == "baseline"
            and (figure["agency"] or "", figure["activity"] or "") == series
            and is_own(board.tables, figure["agency"])
        ):
            groups[key_of(figure)].append(figure)
    best: tuple[Any, Row] | None = None
    for group, rows in groups.items():
        stands = standing(rows, "baseline", indicator)
        first = group[2] or date.min
        from_day = group[3] or first
        if stands["state"] != "reported" or from_day > (key[3] or date.max):
            continue
        rank = (from_day, first, *group[4:])
        if best is None or rank > best[0]:
            best = (rank, stands)
    return best[1] if best else {}


def ends_on(tables: Tables, activity: str) -> date | None:
    return next((a["ends_on"] for a in tables["activities"] if a["code"] == activity), None)


def added(values: list[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


class Cell:
    """One indicator, place and period."""

    def __init__(self, board: Board, key: Key, cell: Any) -> None:
        self.board, self.tables, self.key = board, board.tables, key
        self.indicator = indicator = board.indicators[key[0]]
        self.algebra = Algebra.of(indicator)
        self.unanswered = board.unanswered.get(key, [])
        self.series = []
        for name, rows in sorted(cell.items()):
            if not is_own(self.tables, name[0] or None):
                continue
            targets = line(rows, "target", indicator)
            self.series.append(
                {
                    "name": name,
                    "result": standing(rows, "result", indicator),
                    "target": targets[0] if targets else {},
                    "first": targets[-1] if targets else {},
                    "waiting": standing(rows, "waiting", indicator),
                    "baseline": baseline_for(board, key, name, indicator),
                    "unit": unit_of(rows, indicator),
                }
            )
        for s in self.series:
            if not comparable(s["baseline"], s["unit"]):
                s["baseline"] = {}
        self.ended = not cell or self.is_over()

    def is_over(self) -> bool:
        """Whether the period is over; a life lasts until the last of its activities ends."""
        horizon = self.board.horizon
        ends = [ends_on(self.tables, s["name"][1]) for s in self.series]
        if (
            self.key[6] == "life"
            and ends
            and None not in ends
            and horizon
            and max(filter(None, ends)) > horizon
        ):
            return False
        undated = self.key[2] is None and self.key[3] is None
        return undated or bool(horizon and (self.key[3] or date.max) <= horizon)

    def told(self) -> Row:
        reported = [s for s in self.series if s["result"].get("state") == "reported"]
        voices = [s for s in self.series if s["result"].get("state") in VOICES]
        holes = [s for s in self.series if is_hole(s)]
        missing = {s["name"]: s["result"]["missing"] for s in self.series if s["result"].get("missing")}
        counts = {"reported": len(reported), "expected": len(reported) + len(holes) + len(self.unanswered)}
        shared = {**counts, "missing": missing, **self.targets(), "target_status": self.late()}
        if self.is_ratio and not self.units_differ:
            return {**shared, **self.ratio(reported, counts["expected"])}
        told = {**shared, **self.sum(voices, len(holes)), **self.held(voices), "status": self.status(voices)}
        return told | self.decided(told, voices)

    @property
    def is_ratio(self) -> bool:
        return self.indicator["measure"] == "ratio" or self.indicator["over_series"] == "ratio"

    @property
    def adds(self) -> bool:
        return self.indicator["over_series"] in ("sum", "range") and not self.units_differ

    @property
    def units_differ(self) -> bool:
        units = {s[role].get("unit") for s in self.series for role in ("result", "target")}
        return len(units - {None}) > 1

    def targets(self) -> Row:
        if self.is_ratio:
            return {}
        stated = [s["target"] for s in self.series if s["target"].get("state") == "reported"]
        values = [t["value"] for t in stated if t["value"] is not None]
        target = None
        if not self.units_differ and values:
            if self.adds:
                target = sum(values, Decimal(0)) if len(values) == len(stated) else None
            elif len(set(values)) == 1:
                target = values[0]
        return {"target": target, "first_target": self.first_target(values)}

    def first_target(self, values: list[Decimal]) -> Decimal | None:
        changed, firsts = False, []
        for s in self.series:
            value = s["target"].get("value") if s["target"].get("state") == "reported" else None
            first = s["first"].get("value")
            if value is not None and first is not None and first != value:
                changed = True
                firsts.append(first)
            elif value is not None:
                firsts.append(value)
        return sum(firsts, Decimal(0)) if changed and (len(values) == 1 or self.adds) else None

    def late(self) -> str | None:
        told = []
        for s in self.series:
            if s["target"].get("state") == "reported":
                begins = self.key[2]
                if self.key[6] == "life":
                    starts = [a["starts_on"] for a in self.tables["activities"] if a["code"] == s["name"][1]]
                    begins = starts[0] if starts else None
                told.append(lateness(s["target"]["stated_on"], begins).value)
        return next((word for word in ("late", "date_unknown", "on_time") if word in told), None)

    def sum(self, voices: list[Row], holes: int) -> Row:
        nothing = dict.fromkeys(("result", "result_low", "result_high", "qualifier"))
        nothing["maturity"] = least_settled(voices)
        parts = [quantity(s["result"]) for s in voices]
        known = [part for part in parts if not part.is_missing]
        if not known:
            return nothing
        several = len(voices) > 1
        if several and (self.units_differ or self.indicator["over_series"] == "none"):
            return nothing
        gaps, floor = self.gaps(voices, holes), self.floor(known)
        whole = total([*known, *[Quantity(None)] * gaps], non_negative=floor)
        qualifier = whole.qualifier.value
        if self.is_range(known):
            whole = self.people([s for s in voices if not quantity(s["result"]).is_missing], gaps)
        elif gaps and whole.value is None and not floor:
            whole = Quantity(None)
        return {
            "result": whole.value,
            "result_low": whole.low,
            "result_high": whole.high,
            "qualifier": qualifier,
            "maturity": nothing["maturity"],
        }

    def gaps(self, voices: list[Row], holes: int) -> int:
        """What is missing in a sum: the silent, and who spoke without a number."""
        if self.indicator["over_series"] not in ("sum", "range"):
            return 0
        spoke = [s for s in voices if s["result"]["state"] in ("reported", "closed")]
        wordy = [s for s in spoke if quantity(s["result"]).is_missing]
        return holes + len(self.unanswered) + len(wordy)

    def floor(self, known: list[Quantity]) -> bool:
        """Whether nothing in the sum can be below zero."""
        sums = self.indicator["measure"] in ("count", "amount") and (self.indicator["valid_min"] or 0) >= 0
        return sums and all((n or 0) >= 0 for part in known for n in (part.value, part.bounds(sums)[0]))

    def is_range(self, known: list[Any]) -> bool:
        return len(known) > 1 and self.indicator["over_series"] == "range"

    def people(self, known: list[Row], gaps: int) -> Quantity:
        """The same people may be in several series: from the largest part to the sum."""
        highs = [quantity(s["result"]).bounds()[1] for s in known]
        low = self.least(known)
        high = None if gaps or None in highs else sum((h for h in highs if h is not None), Decimal(0))
        return Quantity(low) if low == high else Quantity(None, low, high)

    def least(self, known: list[Row]) -> Decimal:
        lows = {s["name"]: quantity(s["result"]).bounds()[0] or Decimal(0) for s in known}
        return self.board.least(self.key, lows) if self.board.least else max(lows.values())

    def decided(self, told: Row, voices: list[Row]) -> Row:
        """What a person decided of people in several series, and how that stands against all their targets."""
        period = Period(self.key[2], self.key[3])
        here = [o for o in self.tables["overlaps"] if (o["indicator"], o["place"]) == self.key[:2]]
        made = next((o for o in here if Period.parse(o["period"]) == period), None)
        if not made or len(voices) < 2 or not self.adds:
            return {}
        known = [s for s in voices if not quantity(s["result"]).is_missing]
        values = [s["result"]["value"] for s in known]
        summed = None if None in values or not values else sum(values, Decimal(0))
        chosen = {
            "custom": made["value"],
            "max": self.least(known) if known else None,
            "sum": summed if told["result_high"] is None else told["result_high"],
        }
        result = chosen[made["decision"]]
        settled = {"result": result, "result_low": None, "result_high": None}
        targets = [target_of(s).get("value") for s in voices]
        stated = [s for s in self.series if target_of(s)]
        if result is None or not all(map(is_matched, known)) or not known or len(stated) != len(known):
            return settled
        if self.indicator["direction"] == "none" or None in targets:
            return settled
        whole = sum(targets, Decimal(0))
        said = Quantity(result, qualifier=Qualifier(told["qualifier"] or "exact"))
        judged = achievement(said, whole, self.base(known), algebra=self.algebra, ended=self.ended)
        return settled | {"achievement": judged.percent, "status": judged.status.value}

    def base(self, matched: list[Row]) -> Decimal | None:
        bases = [s["baseline"].get("value") for s in matched]
        return None if None in bases else sum((b for b in bases if b is not None), Decimal(0))

    def held(self, voices: list[Row]) -> Row:
        """Achievement over the series with both, and what stands outside of it."""
        matched = [s for s in voices if is_matched(s)]
        outside: Row = {"untargeted_result": None, "unreported_target": None}
        if self.adds:
            targets = [s for s in self.series if target_of(s)]
            extra = [s["result"]["value"] for s in voices if s not in matched]
            silent = [s["target"]["value"] for s in targets if s not in matched]
            silent += [s["waiting"]["value"] for s in self.series if s["waiting"].get("state") == "reported"]
            outside["untargeted_result"] = added(extra) if targets else None
            outside["unreported_target"] = added(silent)
        judged = self.judged(matched, voices)
        return {**outside, "achievement": judged.percent if judged else None}

    def judged(self, matched: list[Row], voices: list[Row]) -> Achievement | None:
        if not matched or (len(matched) > 1 and not self.adds):
            return None
        known = [s for s in voices if not quantity(s["result"]).is_missing]
        result = joined(quantity(s["result"]) for s in matched)
        if self.is_range(known) and len(matched) > 1:
            result = self.people(matched, 0)
        target = sum((s["target"]["value"] for s in matched), Decimal(0))
        return achievement(result, target, self.base(matched), algebra=self.algebra, ended=self.ended)

    def status(self, voices: list[Row]) -> str:
        if not any(s["result"]["state"] in ("reported", "closed") for s in voices):
            return self.silent()
        if len(voices) > 1 and not self.adds:
            return "not_additive"
        if self.indicator["direction"] == "none" or self.indicator["measure"] == "text":
            return "not_applicable"
        judged = self.judged([s for s in voices if is_matched(s)], voices)
        return judged.status.value if judged else self.unmatched().value

    def silent(self) -> str:
        states = [s[role].get("state") for s in self.series for role in ("result", "target")]
        if "not_applicable" in states and not any(is_hole(s) for s in self.series):
            return "not_applicable"
        return "not_reported" if self.ended else "too_early"

    def ratio(self, reported: list[Row], expected: int) -> Row:
        per = self.indicator["per"] or Decimal(1)
        stated = [s for s in reported if share(s["result"], per) is not None]
        if not reported:
            return {"result": None, "status": self.status(reported), "achievement": None}
        pooled = [s for s in stated if divides(s["result"])] if len(stated) > 1 else stated
        if len(stated) > 1 and self.indicator["over_series"] != "ratio":
            pooled = []
        enough = len(stated) <= 1 or 2 * len(pooled) >= expected
        result = together([s["result"] for s in pooled], per) if enough else None
        if result is None:
            if not enough:
                status = Status.NOT_REPORTED
            elif len(stated) > 1:
                status = Status.NOT_ADDITIVE
            else:
                status = self.unstated()
            return {"result": None, "status": status.value, "achievement": None}
        targets = [s for s in self.series if share(target_of(s), per) is not None]
        alike = [s for s in pooled if s in targets]
        if self.indicator["direction"] != "none" and not alike:
            status = Status.NOT_ADDITIVE if any(s in targets for s in stated) else self.unmatched()
            return {"result": result, "status": status.value, "achievement": None}
        target = common([target_of(s) for s in alike], per)
        if len(alike) > 1 and target is None:
            return {"result": result, "status": "not_additive", "achievement": None}
        told = together([s["result"] for s in alike], per) if alike else None
        base = common([s["baseline"] for s in alike], per)
        told_as = Quantity(told, qualifier=self.pooled_qualifier(stated))
        judged = achievement(told_as, target, base, algebra=self.algebra, ended=self.ended)
        return {"result": result, "status": judged.status.value, "achievement": judged.percent}

    def unstated(self) -> Status:
        return Status.NOT_APPLICABLE if self.indicator["direction"] == "none" else self.unmatched()

    def unmatched(self) -> Status:
        targeted = [s for s in self.series if s["target"].get("state") == "reported"]
        if not targeted:
            return Status.NO_TARGET
        if any(s["result"].get("state") in VOICES for s in targeted):
            return Status.CONDITIONAL
        return Status.NOT_REPORTED if self.ended else Status.TOO_EARLY

    def pooled_qualifier(self, stated: list[Row]) -> Qualifier:
        told = {s["result"]["qualifier"] or "exact" for s in stated}
        if told >= {"at_least", "at_most"}:
            return Qualifier.ABOUT
        return next(
            (Qualifier(word) for word in ("at_least", "at_most", "about") if word in told), Qualifier.EXACT
        )

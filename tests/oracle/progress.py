"""The question `progress` again, in plain Python: slow, one loop after another, for comparing.

It shares with the SQL only the kernel's one implementation of sums, achievement and lateness; how rows find one
another is written here a second time.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.kernel.measure import Achievement, Algebra, Status, achievement, lateness
from istmo.kernel.period import Period
from istmo.kernel.quantity import Qualifier, Quantity, total
from tests.oracle.expected import asked_for, missed
from tests.oracle.figures import (
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


def progress(tables: Tables, days: list[date] | None = None) -> dict[Key, Row]:
    """Each total by (indicator, place, start, end, wording, cohort, span). `days` are over too."""
    indicators = {i["code"]: i for i in tables["indicators"] if i["kind"] != "context"}
    cells = gathered(tables, indicators)
    heard = {(key[0], key[1]) for key in cells}
    unanswered = missed(tables, cells, indicators)
    horizon = last_day(tables, cells, indicators, days or [])
    answer = {}
    for key in {*cells, *unanswered}:
        cell = Cell(tables, key, cells.get(key, {}), unanswered.get(key, []), indicators[key[0]], horizon)
        answer[key] = cell.told()
    for key, rows in baselines_alone(tables, indicators, heard).items():
        if key not in answer:
            values = [row["value"] for row in rows if row["value"] is not None]
            answer[key] = {
                "baseline": values[0] if len(values) == 1 else None,
                "status": "not_reported",
                "reported": 0,
                "expected": 0,
            }
    return answer


def last_day(tables: Tables, cells: Any, indicators: dict[str, Row], days: list[date]) -> date | None:
    """The end of the last period that anybody reported for or was asked about."""
    days = [*days, *(end for _, _, end, _ in asked_for(tables, indicators))]
    for key, cell in cells.items():
        for statements in cell.values():
            reported = standing(statements, "result", indicators[key[0]]).get("state") == "reported"
            if reported and key[6] == "period" and key[3]:
                days.append(key[3])
    return max(days, default=None)


def gathered(tables: Tables, indicators: dict[str, Row]) -> dict[Key, dict[Key, list[Row]]]:
    """cell -> series -> every statement of its result and target; others' results keep only the cell alive."""
    cells: dict[Key, dict[Key, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for figure in tables["figures"]:
        if figure["indicator"] not in indicators or figure["breakdown"] != "":
            continue
        own = is_own(tables, figure["agency"])
        if figure["role"] == "result" or (figure["role"] == "target" and own):
            series = (figure["agency"] or "", figure["activity"] or "")
            cells[key_of(figure)][series].append(figure)
    return cells


def baselines_alone(tables: Tables, indicators: dict[str, Row], heard: set[Key]) -> dict[Key, list[Row]]:
    """Baselines of indicators and places that have nothing else."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in tables["figures"]:
        if figure["role"] == "baseline" and figure["indicator"] in indicators and figure["breakdown"] == "":
            pair = (figure["indicator"], figure["place"])
            if pair not in heard and is_own(tables, figure["agency"]):
                groups[(*key_of(figure), figure["agency"], figure["activity"])].append(figure)
    found: dict[Key, list[Row]] = defaultdict(list)
    for group, rows in groups.items():
        stands = standing(rows, "baseline", indicators[group[0]])
        if stands["state"] == "reported":
            found[group[:7]].append(stands)
    return found


def baseline_for(tables: Tables, key: Key, series: Key, indicator: Row) -> Row:
    """The latest baseline of the series whose period had ended by the end of this one."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for figure in tables["figures"]:
        same = figure["indicator"] == key[0] and figure["place"] == key[1] and figure["breakdown"] == ""
        if (
            same
            and figure["role"] == "baseline"
            and (figure["agency"] or "", figure["activity"] or "") == series
            and is_own(tables, figure["agency"])
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


class Cell:
    """One indicator, place and period."""

    def __init__(
        self, tables: Tables, key: Key, cell: Any, unanswered: list[Row], indicator: Row, horizon: Any
    ) -> None:
        self.tables, self.key, self.indicator = tables, key, indicator
        self.algebra = Algebra.of(indicator)
        self.unanswered = unanswered
        self.series = []
        for name, rows in sorted(cell.items()):
            if not is_own(tables, name[0] or None):
                continue
            targets = line(rows, "target", indicator)
            self.series.append(
                {
                    "name": name,
                    "result": standing(rows, "result", indicator),
                    "target": targets[0] if targets else {},
                    "first": targets[-1] if targets else {},
                    "baseline": baseline_for(tables, key, name, indicator),
                    "unit": unit_of(rows, indicator),
                }
            )
        for s in self.series:
            if not comparable(s["baseline"], s["unit"]):
                s["baseline"] = {}
        undated = key[2] is None and key[3] is None
        self.ended = undated or bool(horizon and (key[3] or date.max) <= horizon)
        if not cell:
            self.ended = True

    def told(self) -> Row:
        reported = [s for s in self.series if s["result"].get("state") == "reported"]
        holes = [s for s in self.series if is_hole(s)]
        counts = {"reported": len(reported), "expected": len(reported) + len(holes) + len(self.unanswered)}
        shared = {**counts, **self.targets(), "target_status": self.late()}
        if self.is_ratio and not self.units_differ:
            return {**shared, **self.ratio(reported, counts["expected"])}
        return {
            **shared,
            **self.sum(reported, len(holes)),
            **self.held(reported),
            "status": self.status(reported),
        }

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

    def sum(self, reported: list[Row], holes: int) -> Row:
        nothing = {
            "result": None,
            "result_low": None,
            "result_high": None,
            "qualifier": None,
            "maturity": None,
        }
        nothing["maturity"] = least_settled(reported)
        parts = [quantity(s["result"]) for s in reported]
        known = [part for part in parts if not part.is_missing]
        if not known:
            return nothing
        gaps = 0
        if self.indicator["over_series"] in ("sum", "range"):
            gaps = holes + len(self.unanswered) + len(parts) - len(known)
        adding = self.indicator["over_series"]
        several = len(reported) > 1
        if several and (self.units_differ or adding == "none"):
            return nothing
        sums = self.indicator["measure"] in ("count", "amount")
        floors = [part.bounds(sums)[0] for part in known]
        never_below = sums and (self.indicator["valid_min"] or 0) >= 0
        never_below = never_below and all((part.value or 0) >= 0 for part in known)
        never_below = never_below and all((floor or 0) >= 0 for floor in floors)
        if several and len(known) > 1 and adding == "range":
            return {**nothing, **self.people(known, gaps, never_below)}
        whole = total([*known, *[Quantity(None)] * gaps], non_negative=never_below)
        if gaps and whole.value is None and not never_below:
            whole = Quantity(None, None, None, whole.qualifier)
        return {
            "result": whole.value,
            "result_low": whole.low,
            "result_high": whole.high,
            "qualifier": whole.qualifier.value,
            "maturity": nothing["maturity"],
        }

    def people(self, known: list[Quantity], gaps: int, never_below: bool) -> Row:
        lows = [part.bounds()[0] for part in known]
        highs = [part.bounds()[1] for part in known]
        low = max((value for value in lows if value is not None), default=None)
        high = None if gaps or None in highs else sum((h for h in highs if h is not None), Decimal(0))
        qualifier = total([*known, *[Quantity(None)] * gaps], non_negative=never_below).qualifier.value
        decision = next(
            (
                o
                for o in self.tables["overlaps"]
                if (o["indicator"], o["place"]) == self.key[:2]
                and Period.parse(o["period"]) == Period(self.key[2], self.key[3])
            ),
            None,
        )
        result = None
        if decision:
            chosen = {"sum": high, "max": low, "custom": decision["value"]}
            result, low, high = chosen[decision["decision"]], None, None
        elif None not in lows and low == high:
            result, low, high = high, None, None
        return {"result": result, "result_low": low, "result_high": high, "qualifier": qualifier}

    def held(self, reported: list[Row]) -> Row:
        """Achievement over the series with both, and what stands outside of it."""
        matched = [s for s in reported if is_matched(s)]
        outside: Row = {"untargeted_result": None, "unreported_target": None}
        if self.adds:
            targets = [s for s in self.series if s["target"].get("state") == "reported"]
            extra = [
                s["result"]["value"]
                for s in reported
                if s not in matched and s["result"]["value"] is not None
            ]
            silent = [
                s["target"]["value"] for s in targets if s not in matched and s["target"]["value"] is not None
            ]
            outside["untargeted_result"] = sum(extra, Decimal(0)) if extra and targets else None
            outside["unreported_target"] = sum(silent, Decimal(0)) if silent else None
        judged = self.judged(matched)
        return {**outside, "achievement": judged.percent if judged else None}

    def judged(self, matched: list[Row]) -> Achievement | None:
        if not matched or (len(matched) > 1 and not self.adds):
            return None
        result = joined(quantity(s["result"]) for s in matched)
        target = sum((s["target"]["value"] for s in matched), Decimal(0))
        bases = [s["baseline"].get("value") for s in matched]
        baseline = None if None in bases else sum((b for b in bases if b is not None), Decimal(0))
        return achievement(result, target, baseline, algebra=self.algebra, ended=self.ended)

    def status(self, reported: list[Row]) -> str:
        if not reported:
            return self.silent()
        if len(reported) > 1 and not self.adds:
            return "not_additive"
        if self.indicator["direction"] == "none" or self.indicator["measure"] == "text":
            return "not_applicable"
        judged = self.judged([s for s in reported if is_matched(s)])
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
        if any(s["result"].get("state") == "reported" for s in targeted):
            return Status.CONDITIONAL
        return Status.NOT_REPORTED if self.ended else Status.TOO_EARLY

    def pooled_qualifier(self, stated: list[Row]) -> Qualifier:
        told = {s["result"]["qualifier"] or "exact" for s in stated}
        if told >= {"at_least", "at_most"}:
            return Qualifier.ABOUT
        return next(
            (Qualifier(word) for word in ("at_least", "at_most", "about") if word in told), Qualifier.EXACT
        )

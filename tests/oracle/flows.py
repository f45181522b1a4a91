"""Parts of a longer time together, in plain Python: of flows, and of people, who may be the same again."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from istmo.kernel.quantity import Quantity, total
from tests.oracle.figures import Row, first_day, last_day_of, quantity, standing
from tests.oracle.series import DAY, Aim, Clock, Series, inside

ORDER = ("preliminary", "", "revised", "final")
HIDDEN = ("withheld", "not_available")


def composed(clock: Clock, series: Series, role: str, aim: Aim) -> Row | None:
    """Of a flow: the parts of a longer period together."""
    parts = [row for row in series.told(role) if inside(row, aim.start, aim.end)]
    if clock.time.since is not None:
        parts = [row for row in parts if clock.time.takes(row)]
    parts = unbeaten_parts(parts)
    if not parts:
        return None
    reported = [row for row in parts if row["state"] == "reported"]
    hidden = [row for row in parts if row["state"] in HIDDEN]
    missing = uncovered(clock, parts, aim)
    part_of_year = clock.time.year is not None and (aim.end - aim.start) + DAY < (aim.last - aim.first)
    gap = bool(missing or hidden or (part_of_year and aim.span == "period"))
    state = "reported" if reported else min((row["state"] for row in hidden), default="not_applicable")
    years = [row["reporting_year"] for row in parts if row["reporting_year"]]
    row = series.row(role, aim, state=state, reporting_year=max(years, default=None))
    if not reported:
        return row
    told = {part["maturity"] or "" for part in reported}
    row["maturity"] = next(word for word in ORDER if word in told) or None
    row["stated_on"] = stated(reported, aim)
    units = {part["unit"] for part in reported if part["unit"]}
    row["missing"], row["gap"] = missing, gap
    row["pieces"] = [(first_day(part), last_day_of(part)) for part in reported]
    if len(units) > 1 or overlapping(reported):
        return {**row, "qualifier": "exact", "missing": None}
    row["unit"] = max(units, default=None)
    if series.indicator["measure"] == "ratio":
        return {**row, **_ratio(reported, gap)}
    return {**row, **_number(clock, series, role, reported, gap)}


def unbeaten_parts(parts: list[Row]) -> list[Row]:
    """A longer own value beats its parts; one that is not reported is beaten by reported parts."""

    def holds(outer: Row, inner: Row) -> bool:
        return outer is not inner and inside(inner, first_day(outer), last_day_of(outer))

    reported = [row for row in parts if row["state"] == "reported"]
    kept = []
    for part in parts:
        beaten = any(holds(other, part) for other in reported)
        if part["state"] != "reported":
            beaten = beaten or any(holds(part, other) for other in reported)
        if not beaten:
            kept.append(part)
    return kept


def uncovered(clock: Clock, parts: list[Row], aim: Aim) -> list[tuple[date, date]]:
    """The days nobody said anything of; behind the last part only if they are over, and never around a life."""
    ordered = sorted(parts, key=first_day)
    missing = []
    if first_day(ordered[0]) > aim.start and aim.span != "life":
        missing.append((aim.start, first_day(ordered[0]) - DAY))
    reached = last_day_of(ordered[0])
    for part in ordered[1:]:
        if reached < date.max and first_day(part) > reached + DAY:
            missing.append((reached + DAY, first_day(part) - DAY))
        reached = max(reached, last_day_of(part))
    to_date = reached < aim.end and (aim.span == "life" or not clock.is_over(aim.end))
    if reached < aim.end and not to_date:
        missing.append((reached + DAY, aim.end))
    return missing


def overlapping(reported: list[Row]) -> bool:
    ordered = sorted(reported, key=first_day)
    return any(last_day_of(one) >= first_day(other) for one, other in pairwise(ordered))


def stated(parts: list[Row], aim: Aim) -> date | None:
    """When a target of parts was stated, as seen from the whole: late if one of them was for its own days."""
    late = [part["stated_on"] for part in parts if part["stated_on"] and part["stated_on"] > first_day(part)]
    if late:
        return date.max
    if any(part["stated_on"] is None for part in parts):
        return None
    return min(aim.first, *(part["stated_on"] for part in parts))


def _ratio(reported: list[Row], gap: bool) -> Row:
    """Ratios pool over time as over agencies; a single one stands as told."""
    whole = total([*map(_qualified, reported), *[Quantity(None)] * gap], non_negative=False)
    told: Row = {"qualifier": whole.qualifier.value}
    if len(reported) == 1:
        return told | {
            name: reported[0][name] for name in ("value", "low", "high", "numerator", "denominator")
        }
    pairs = [(part["numerator"], part["denominator"]) for part in reported]
    if any(None in pair for pair in pairs):
        return told
    return told | {
        "numerator": sum((n for n, _ in pairs), Decimal(0)),
        "denominator": sum((d for _, d in pairs), Decimal(0)),
    }


def _qualified(part: Row) -> Quantity:
    """Only how exactly a part is told."""
    return Quantity(Decimal(0), qualifier=quantity(part).qualifier)


def _number(clock: Clock, series: Series, role: str, reported: list[Row], gap: bool) -> Row:
    parts = [quantity(part) for part in reported]
    known = [part for part in parts if not part.is_missing]
    indicator = series.indicator
    floor = indicator["measure"] in ("count", "amount") and (indicator["valid_min"] or 0) >= 0
    floor = floor and all((number or 0) >= 0 for part in known for number in (part.value, part.low))
    gaps = gap + len(parts) - len(known)
    if not known:
        return {"qualifier": "exact"}
    whole = total([*known, *[Quantity(None)] * gaps], non_negative=floor)
    told = {"value": whole.value, "low": whole.low, "high": whole.high, "qualifier": whole.qualifier.value}
    if gaps and not floor:
        told |= {"low": None, "high": None}
    if indicator["counts"] != "people" or len(known) < 2 or role == "target":
        return told
    new = newcomers(clock, series, reported)
    if new is not None:
        return told | {"value": new, "low": None, "high": None}
    lows, highs = zip(*(part.bounds() for part in known), strict=True)
    low = max(number for number in lows if number is not None)
    high = None if gaps or None in highs else sum(highs, Decimal(0))
    if low == high:
        return told | {"value": low, "low": None, "high": None}
    return told | {"value": None, "low": low, "high": high}


def newcomers(clock: Clock, series: Series, reported: list[Row]) -> Decimal | None:
    """People of several periods: those of the series' first, and who was told as new in each later one."""
    names = ("indicator", "place", "cohort", "agency", "activity", "role", "span")
    ever = min(
        first_day(row)
        for row in clock.tables["figures"]
        if row["state"] == "reported" and all((row[n] or "") == (reported[0][n] or "") for n in names)
    )
    ordered = sorted(reported, key=first_day)
    if first_day(ordered[0]) != ever:
        return None
    numbers = [ordered[0]["value"]]
    for part in ordered[1:]:
        said = [row for row in clock.tables["figures"] if row["breakdown"] == "new=yes" and _alike(row, part)]
        new = standing(said, "result", series.indicator)
        numbers.append(new["value"] if new.get("state") == "reported" else None)
    return None if None in numbers else sum(numbers, Decimal(0))


def _alike(one: Row, other: Row) -> bool:
    names = (
        "indicator",
        "place",
        "cohort",
        "agency",
        "activity",
        "span",
        "period_start",
        "period_end",
        "role",
    )
    return all((one[name] or "") == (other[name] or "") for name in names)

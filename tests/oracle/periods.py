"""Totals over time, in plain Python: what stands for days that nobody told as such.

`timed` takes the statements of totals and gives statements again, each for the days it counts for; the oracle of
progress then adds up agencies and activities. The rules are those of DESIGN section 3, Time.
"""

from datetime import date

from tests.oracle.figures import Row, first_day, is_own, last_day_of, wording
from tests.oracle.flows import composed, stated
from tests.oracle.series import EMPTY, Aim, Clock, Series, collected, inside


def timed(clock: Clock, figures: list[Row], indicators: dict[str, Row]) -> list[Row]:
    """Every statement for the days it counts for."""
    every = collected(clock.tables, figures, indicators, clock.within)
    flows = [series for series in every if series.indicator["time"] == "flow"]
    if clock.time.since is None:
        return [row for one in flows for row in _flow_as_stated(clock, one)] + _others_as_stated(clock, every)
    return [row for one in flows for row in _flow_of_the_time(clock, one)] + _others_of_the_time(clock, every)


def _stated(series: Series) -> list[Row]:
    return [row for by_days in series.said.values() for said in by_days.values() for row in said]


def _flow_as_stated(clock: Clock, series: Series) -> list[Row]:
    """All statements, and results made for targets and for years asked for."""
    rows = _stated(series)
    if not is_own(clock.tables, series.agency or None):
        return rows
    made = [
        composed(clock, series, "result", aim) for aim in _lonely(series) | _asked_in_parts(clock, series)
    ]
    return rows + [row for row in made if row]


def _others_as_stated(clock: Clock, every: list[Series]) -> list[Row]:
    """All statements, and what is known for periods others told, and of lives to date."""
    rows = []
    made: dict[tuple[int, Aim], Row | None] = {}
    for at, series in enumerate(every):
        if series.indicator["time"] == "flow" or not is_own(clock.tables, series.agency or None):
            continue
        aims = {aim for aim in _lonely(series) if aim.span == "life"}
        if series.indicator["time"] in ("stock", "running"):
            aims |= _told_by_others(clock, series, every)
        made |= {(at, aim): found for aim in aims if (found := latest(clock, series, aim))}
    for at, series in enumerate(every):
        if series.indicator["time"] == "flow":
            continue
        own = _stated(series)
        for aim in [aim for other, aim in made if other == at]:
            if aim.span == "life" or not _overtaken(clock, every, _standing(made, every, aim), at, aim):
                own = _paired(own, made[at, aim], series, aim)
        rows += own
    return rows


def _standing(made: dict[tuple[int, Aim], Row | None], every: list[Series], aim: Aim) -> list[Row | None]:
    """What every series has for these days: as stated, or made."""
    days = (aim.first, aim.last, aim.words, aim.span)
    return [
        series.said["result"][days][0] if series.has("result", aim) else made.get((at, aim))
        for at, series in enumerate(every)
    ]


def _exact(clock: Clock, series: Series) -> list[Row]:
    """Baselines, what is for a life of just these days, and what was said of these days before."""
    rows = []
    for role, by_days in series.said.items():
        for (first, last, _, span), said in by_days.items():
            if role == "baseline":
                rows += said
            elif (first, last) == (clock.time.since, clock.time.until):
                rows += said if span == "life" else said[1:]
    return rows


def _lives(clock: Clock, series: Series) -> list[Aim]:
    days = (clock.time.since, clock.time.until)
    return [aim for aim in _lonely(series) if aim.span == "life" and (aim.first, aim.last) == days]


def _flow_of_the_time(clock: Clock, series: Series) -> list[Row]:
    own = is_own(clock.tables, series.agency or None)
    made = [composed(clock, series, "result", aim) for aim in _lives(clock, series)] if own else []
    made += [composed(clock, series, role, clock.aim(series, role)) for role in ("result", "target")]
    return _exact(clock, series) + [row for row in made if row]


def _others_of_the_time(clock: Clock, every: list[Series]) -> list[Row]:
    rows = []
    results = [latest(clock, series, clock.aim(series, "result")) for series in every]
    targets = [target_at(series, clock.aim(series, "target")) for series in every]
    for at, series in enumerate(every):
        if series.indicator["time"] == "flow":
            continue
        aim = clock.aim(series, "result")
        own = _exact(clock, series)
        target = targets[at]
        if target and not _overtaken(clock, every, targets, at, aim):
            own.append(target)
        for life in _lives(clock, series):
            own = _paired(own, latest(clock, series, life), series, life)
        if not _overtaken(clock, every, results, at, aim):
            own = _paired(own, results[at], series, aim)
        rows += own
    return rows


def _overtaken(clock: Clock, every: list[Series], rows: list[Row | None], at: int, aim: Aim) -> bool:
    """A place's own beats that of the places in it; where it told none, theirs counts."""
    row = rows[at]
    if row is None:
        return False
    told = [(n, other["state"]) for n, other in enumerate(rows) if other and other["state"] != "gone"]
    around = [state for n, state in told if clock.holds(every[n], every[at], aim)]
    within = [state for n, state in told if clock.holds(every[at], every[n], aim)]
    if row["state"] == "reported":
        return "reported" in around
    return bool(around) or "reported" in within


def _lonely(series: Series) -> set[Aim]:
    """Targets without a result of their own days."""
    found = set()
    for span in ("period", "life"):
        for target in series.told("target", span):
            first, last = first_day(target), last_day_of(target)
            aim = Aim(first, last, wording(target) or "", span, first, last)
            dated = span == "life" or (first, last) != (date.min, date.max)
            if target["state"] == "reported" and dated and not series.has("result", aim):
                found.add(aim)
    return found


def _asked_in_parts(clock: Clock, series: Series) -> set[Aim]:
    """Years this series was asked for and told parts of."""
    found = set()
    for asked, first, last in clock.asked:
        aim = Aim(first, last, "", "period", first, last)
        same = (asked["indicator"], asked["place"], asked["agency"]) == (
            series.indicator["code"], series.spot, series.agency,
        )  # fmt: skip
        parts = [r for r in series.told("result") if r["state"] == "reported" and inside(r, first, last)]
        if same and asked["activity"] in ("", series.activity) and parts and not series.has("result", aim):
            found.add(aim)
    return found


def _told_by_others(clock: Clock, series: Series, every: list[Series]) -> set[Aim]:
    """Periods anybody told of the same thing, or was asked for, as far as anything is known."""
    if not any(row["state"] == "reported" for row in series.told("result")):
        return set()
    days = set()
    for other in every:
        same = (other.indicator["code"], other.place, other.cohort) == (
            series.indicator["code"], series.place, series.cohort,
        )  # fmt: skip
        if same and is_own(clock.tables, other.agency or None):
            days |= {
                (first_day(r), last_day_of(r)) for role in ("result", "target") for r in other.told(role)
            }
    for asked, first, last in clock.asked:
        at = asked["place"] if clock.within is None else clock.within
        if (asked["indicator"], at, "") == (series.indicator["code"], series.place, series.cohort):
            days.add((first, last))
    aims = {Aim(first, last, "", "period", first, last) for first, last in days if clock.is_over(last)}
    return {aim for aim in aims if not series.has("result", aim)}


def latest(clock: Clock, series: Series, aim: Aim) -> Row | None:
    """What does not add up: the value at the end of the days, else what is known of it."""
    candidates = []
    for row in series.told("result"):
        first, last = first_day(row), last_day_of(row)
        if (first, last) == (date.min, date.max) or last == date.max or last > aim.end:
            continue
        if series.indicator["time"] == "none" and clock.time.since and not clock.time.takes(row):
            continue
        if aim.span == "life" and (
            last < aim.start or (series.indicator["time"] == "none" and first < aim.start)
        ):
            continue
        if row["state"] == "reported" or (last == aim.end and first >= aim.start):
            candidates.append(row)
    if not candidates:
        return None
    candidates.sort(key=first_day)
    candidates.sort(key=lambda r: r["state"] != "reported")
    candidates.sort(key=last_day_of, reverse=True)
    candidates.sort(key=lambda r: (first_day(r), last_day_of(r)) != (aim.start, aim.end))
    if series.indicator["time"] != "none":  # what is known at the end stands before what is not
        candidates.sort(key=lambda r: r["state"] != "reported" or last_day_of(r) != aim.end)
    chosen = candidates[0]
    return {
        **chosen,
        "state": _stands_as(series, aim, chosen),
        "told_for": (first_day(chosen), last_day_of(chosen)),
    }


def _stands_as(series: Series, aim: Aim, row: Row) -> str:
    time, days = series.indicator["time"], (first_day(row), last_day_of(row))
    own = days == (aim.start, aim.end) or (time != "none" and days[1] == aim.end)
    if aim.span == "life" or own:
        return str(row["state"])
    if time == "none":
        return "uncombined"
    if time == "stock":
        return "last_seen" if (series.ends_on or aim.end) >= aim.end else "gone"
    return "carried" if (series.ends_on or aim.first) >= aim.first else "closed"


def _paired(rows: list[Row], result: Row | None, series: Series, aim: Aim) -> list[Row]:
    """The rows with the result as it stands; a running total that is carried forward brings its own target."""
    if result is None or result["state"] == "gone":
        return rows
    bare = result["state"] in ("last_seen", "uncombined")
    numbers = ("value", "low", "high", "numerator", "denominator")
    kept = {
        name: None if bare and name in numbers else result[name]
        for name in (*numbers, *EMPTY)
        if name in result
    }
    made = series.row("result", aim, state=result["state"]) | kept
    if result["state"] not in ("carried", "closed"):
        return [*rows, made]
    aside = (aim.first, aim.last, aim.words, aim.span)
    moved = [
        {**row, "role": "waiting"}
        if row["role"] == "target"
        and (first_day(row), last_day_of(row), wording(row) or "", row["span"]) == aside
        else row
        for row in rows
    ]
    with_it = series.said["target"].get((*result["told_for"], "", "period"))
    if not with_it:
        return [*moved, made]
    target = with_it[0]
    return [*moved, made, series.row("target", aim, **_cells(target), stated_on=stated([target], aim))]


def target_at(series: Series, aim: Aim) -> Row | None:
    """The target for the end of the days asked for."""
    found = []
    for row in series.told("target"):
        days = (first_day(row), last_day_of(row))
        if (
            days[1] == date.max
        ):  # without an end there is no day at which a level could stand, as with results
            continue
        at_end = (
            series.indicator["time"] in ("stock", "running") and days[1] == aim.end and days[0] >= aim.start
        )
        if days == (aim.start, aim.end) or at_end:
            found.append(row)
    found.sort(key=first_day)
    found.sort(key=lambda row: (first_day(row), last_day_of(row)) != (aim.start, aim.end))
    found.sort(key=lambda row: row["state"] != "reported")
    return series.row("target", aim, **_cells(found[0]), stated_on=stated(found[:1], aim)) if found else None


def _cells(row: Row) -> Row:
    names = (
        "state",
        "value",
        "low",
        "high",
        "numerator",
        "denominator",
        "qualifier",
        "maturity",
        "unit",
        "reporting_year",
    )
    return {name: row[name] for name in names}

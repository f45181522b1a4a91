"""Values of several periods: running totals that carry on, increments added up to a day, targets of one or all.

Entries that are increments stand for their own part of time; a total to date is the total of the span from the first
day on. A statement of a running total is said again in every period.
"""

import re
from typing import Any

from tests.algebra.elsewhere import Answer, Case, Inputs, has, only
from tests.algebra.elsewhere.reading import number, value
from tests.algebra.elsewhere.shapes_updates import ask_parts, met, part_names, say_with_parts
from tests.algebra.elsewhere.world import HERE, Asked, World, day, month, to_date

_P = re.compile(r"P(\d+)")
RUNNING = {"algebra": {"time": "running"}}


def statements(case: Case) -> Answer:
    """`P1`, `P2` …: what a running total was said to be in each, once or again; perhaps a late word on an earlier one."""
    inputs = dict(case.inputs)
    if "base" in inputs:
        late = {key.removeprefix("late_"): v for key, v in inputs.items() if key.startswith("late_")}
        base = case.others(inputs["base"])
        inputs = {key: [*v, *([late[key]] if key in late else [])] for key, v in base.items()}
    world, order = World(**RUNNING), 0
    series = {key: v if isinstance(v, dict) else {"work": v} for key, v in inputs.items()}
    entries = [_entry(one) for said in series.values() for line in said.values() for one in line]
    names = part_names(entries)
    if names:
        world.dimension("part", names, exclusive=True, complete=True)
    last = max(len(line) for said in series.values() for line in said.values())
    for step in range(last):
        for key, said in series.items():
            for by, line in said.items():
                if step < len(line):
                    say_with_parts(world, _entry(line[step]), period=_period(key), by=by, submission=step)
            order += 1
    with world.released(case.out) as asked:
        return {key: _at(asked, key, names) for key in series}


def _entry(told: Any) -> dict[str, Any]:
    return told if isinstance(told, dict) else {"v": told}


def _period(key: str) -> str:
    found = _P.fullmatch(key)
    assert found, key
    return month(int(found[1]))


def _at(asked: Asked, key: str, names: list[str]) -> Answer:
    result = asked.total(period=_period(key)).get("result")
    parts = ask_parts(asked, names, period=_period(key)) if names else {}
    return {"v": result, "value": result, **parts}


def years(case: Case) -> Answer:
    """Children with a running total for every year, some silent later: what they are together each year."""
    world = World(**RUNNING)
    world.place("lead")
    for child, said in case.inputs.items():
        world.place(child, "lead")
        for year, v in said.items():
            if v is not None:
                world.say(value(v), place=child, by=f"work-in-{child}", period=str(year))
    told = sorted({str(year) for said in case.inputs.values() for year in said})
    with world.released(case.out) as asked:
        return {"lead": {year: asked.up_to("lead", year).get("result") for year in told}}


def increments(case: Case) -> Answer:
    """`periods`: the entries of each, and what they are together from the first day on."""
    world = World()
    for n, entries in enumerate(case.inputs["periods"], 1):
        for k, v in enumerate(entries):
            world.say(value(v), period=month(n), by=f"entry{k}")
    ends = range(1, len(case.inputs["periods"]) + 1)
    with world.released(case.out) as asked:
        return {"running": [asked.total(period=to_date(month(1), month(n)))["result"] for n in ends]}


def by_kind(case: Case) -> Answer:
    """Targets and results of several periods, read as a percentage, as running on, and as each for itself."""
    inputs = case.inputs
    if "periodic_targets_last" in inputs:
        last, whole = number(inputs["periodic_targets_last"]), number(inputs["periodic_targets_sum"])
        targets, sums = [whole - last, last], []
    else:
        targets = [number(v) for v in inputs["targets"]]
        sums = [number(v) for v in inputs.get("period_sum", inputs.get("actuals"))]
    latest = [number(v) for v in inputs.get("period_latest", sums)]
    answer: Answer = {
        "percent": _percent(case, targets, latest),
        "cumulative": _to_date(case, targets, sums),
        "noncumulative": _each(case, targets, sums),
    }
    if sums and isinstance(case.wanted, dict) and "blank_dimension" in case.wanted:
        answer |= _blank(case, sums)
    if isinstance(case.wanted, dict) and not isinstance(case.wanted.get("percent"), dict):
        return {kind: told["lop_target"] for kind, told in answer.items()}
    return answer


def _life(asked: Asked, count: int, periods: list[str]) -> Answer:
    whole = asked.total(period=to_date(month(1), month(count)))
    told = met(whole)
    return {
        "lop_target": told["target"], "lop_actual": whole.get("result"), "met": told["met"],
        "lop": [told["target"], whole.get("result")],
        "periods": [asked.total(period=period).get("result") for period in periods],
    }  # fmt: skip


def _percent(case: Case, targets: list[Any], results: list[Any]) -> Answer:
    """A percentage is read at the end. That system measures from nothing, so a baseline of nothing is stated."""
    world = World("percentage", algebra={"time": "stock"})
    world.say(number(0), role="baseline", period="2019-12")
    return _said(case, world, targets, results, [month(n) for n in range(1, len(targets) + 1)])


def _to_date(case: Case, targets: list[Any], results: list[Any]) -> Answer:
    """The targets are to be reached from the first day on; the results are what each period brought."""
    return _said(
        case, World(), targets, results, [to_date(month(1), month(n)) for n in range(1, len(targets) + 1)]
    )


def _each(case: Case, targets: list[Any], results: list[Any]) -> Answer:
    """Each period has its own target and its own result."""
    return _said(case, World(), targets, results, [month(n) for n in range(1, len(targets) + 1)])


def _said(case: Case, world: World, targets: list[Any], results: list[Any], spans: list[str]) -> Answer:
    for span, target in zip(spans, targets, strict=True):
        world.say(target, role="target", period=span)
    for n, result in enumerate(results, 1):
        world.say(result, period=month(n))
    with world.released(case.out) as asked:
        return _life(asked, len(targets), spans)


def _blank(case: Case, sums: list[Any]) -> Answer:
    """A dimension that was asked for and never told, and one that was not asked for."""
    world = World()
    world.dimension("blank", ["1", "2"], exclusive=True, complete=True)
    for n, result in enumerate(sums, 1):
        world.say(result, period=month(n))
    with world.released(case.out) as asked:
        rows = asked.parts(period=to_date(month(1), month(len(sums))))
    told = {dimension: row["parts"] for (_, dimension, _), row in rows.items()}
    return {
        "blank_dimension": None if told.get("blank") == "none" else "not told at all",
        "unselected_dimension": None if "unselected" not in told else "told",
    }


def progress(case: Case) -> Answer:
    """`progress`: one increment after another, beside a target for the year and one for the whole life."""
    inputs, world = case.inputs, World()
    said = [number(v) for v in inputs["progress"]]
    years_told = {key.rpartition("_")[2] for key in inputs if re.fullmatch(r"target_\d{4}", str(key))}
    year = next(iter(years_told), "2020")
    for n, v in enumerate(said, 1):
        world.say(v, period=f"{year}-{n:02d}")
    for key in inputs:
        if str(key).startswith("target_"):
            life = not str(key).endswith(year)
            cells = {"span": "life", "period": f"{year}/{int(year) + 3}"} if life else {"period": year}
            world.say(value(inputs[key]), role="target", **cells)
    with world.released(case.out) as asked:
        months = [to_date(f"{year}-01", f"{year}-{n:02d}") for n in range(1, len(said) + 1)]
        running = [asked.total(period=span)["result"] for span in months]
        whole = asked.total(period=year)
        life_row = asked.life() if "target_final" in inputs else {}
    plain = isinstance(case.wanted.get("cumulative"), list)
    return {
        "cumulative": running if plain else whole["result"],
        f"rate_{year}": whole["achievement"], "rate_final": life_row.get("achievement"),
    }  # fmt: skip


def last_on_last(case: Case) -> Answer:
    """`cumulative_targets` and the last result: how far that is on the last target."""
    world, targets = World(**RUNNING), case.inputs["cumulative_targets"]
    for n, v in enumerate(targets, 1):
        world.say(value(v), role="target", period=month(n))
    world.say(value(case.inputs["last_actual"]), period=month(len(targets)))
    with world.released(case.out) as asked:
        return {"rate": asked.total(period=month(len(targets)))["achievement"]}


def entries(case: Case) -> Answer:
    """A target and how many entries came in: the target is what it was."""
    world = World()
    world.say(value(case.inputs["period_target"]), role="target")
    for n in range(1, int(case.inputs["entries"]) + 1):
        world.say(number(1), period=day(n))
    with world.released(case.out) as asked:
        return {"target": asked.total()["target"]}


def overall(case: Case) -> Answer:
    """An overall target and one for every month, of which some have data."""
    inputs, world = case.inputs, World()
    count = int(inputs["months_with_data"])
    world.say(value(inputs["overall_target"]), role="target", span="life", period="2020")
    for n in range(1, count + 1):
        world.say(value(inputs["monthly_target"]), role="target", period=month(n))
        world.say(number(1), period=month(n))
    with world.released(case.out) as asked:
        return {"target": asked.life(HERE)["target"]}


def distance(case: Case) -> Answer:
    """`baseline`, `target` and a result of something that is at a level: how much of the way is done."""
    inputs = case.inputs
    baseline, target = number(inputs["baseline"]), number(inputs["target"])
    result = value(inputs.get("achieved", inputs.get("actual")))
    world = World("stock", direction="down" if target < baseline else "up")
    world.say(baseline, role="baseline", period="2019")
    world.say(target, role="target")
    world.say(result)
    with world.released(case.out) as asked:
        row = asked.total()
    return {"value": met(row)["met"], "met_pct": row["achievement"], "met": met(row)["met"]}


def _by_year(inputs: Inputs) -> bool:
    return bool(inputs) and all(
        isinstance(said, dict) and said and all(re.fullmatch(r"\d{4}", str(year)) for year in said)
        for said in inputs.values()
    )


def _by_period(inputs: Inputs) -> bool:
    return "base" in inputs or (bool(inputs) and all(_P.fullmatch(str(key)) for key in inputs))


SHAPES = [
    (_by_period, statements),
    (_by_year, years),
    (only("periods"), increments),
    (has("targets"), by_kind),
    (only("periodic_targets_last", "periodic_targets_sum"), by_kind),
    (lambda inputs: "progress" in inputs, progress),
    (has("cumulative_targets", "last_actual"), last_on_last),
    (has("period_target", "entries"), entries),
    (has("overall_target", "months_with_data"), overall),
    (has("baseline", "target"), distance),
]

"""One reporter says several things in one period: what is said of it in the end.

An update of a count is an increment, so each stands for a part of the period of its own and the parts add. A share
cannot be an increment: a second one of the same period is a second statement of the same. Results with a day are
figures of their days; what is wanted is the value for all days together.
"""

from typing import Any

from istmo.collect import intake
from istmo.spec.architecture import load
from tests.algebra.elsewhere import Answer, Case, Inputs, has, only
from tests.algebra.elsewhere.reading import Share, Value, is_value, value
from tests.algebra.elsewhere.workspace import released_from_workspace
from tests.algebra.elsewhere.world import PERIOD, Asked, World, day, month, to_date

#: Keys of an update that are not the name of a part of it.
_NO_PART = ("status", "day", "v", "r")
APPROVED = "approved"


def _entries(inputs: Inputs) -> list[dict[str, Any]]:
    told = inputs.get("updates", inputs.get("accepted", []))
    return [entry if isinstance(entry, dict) else {"v": entry} for entry in told]


def _whole(entry: dict[str, Any]) -> Value:
    return value(entry.get("r", entry.get("v")))


def _is_share(inputs: Inputs) -> bool:
    return inputs.get("measure") == "percent" or any(isinstance(_whole(e), Share) for e in _entries(inputs))


def part_names(entries: list[dict[str, Any]]) -> list[str]:
    """The parts that are told, in the order they first stand in."""
    names = [str(key) for entry in entries for key in entry if key not in _NO_PART and is_value(entry[key])]
    return list(dict.fromkeys(names))


def say_with_parts(world: World, entry: dict[str, Any], **cells: Any) -> None:
    """The total of an entry, where it has one, and each of its parts."""
    if _whole(entry) is not None:
        world.say(_whole(entry), **cells)
    for name in part_names([entry]):
        world.say(value(entry[name]), breakdown=f"part={name}", **cells)


def ask_parts(asked: Asked, names: list[str], **where: Any) -> Answer:
    """The value of each of these parts."""
    rows = asked.parts(**where)
    return {name: rows.get(("", "part", name), {}).get("value") for name in names}


def updates(case: Case) -> Answer:
    """`updates`: the period's value, and its parts; what is not approved is never in it."""
    entries, share = _entries(case.inputs), _is_share(case.inputs)
    world = World("percentage" if share else "things_delivered")
    names = part_names(entries)
    if names:
        world.dimension("part", names, exclusive=False, complete=False)
    for number, entry in enumerate(entries):
        say_with_parts(world, entry, period=PERIOD if share else month(number + 1), submission=number)
    given = [entry.get("status", APPROVED) == APPROVED for entry in entries]
    if share and sum(given) > 1:
        return _said_twice(world, case)
    with released_from_workspace(world, case.out, given) as asked:
        row = asked.total()
        told = {"period": row.get("result"), **_share(row), **(ask_parts(asked, names) if names else {})}
        return {**told, "value": row.get("result")}


def _share(row: dict[str, Any]) -> Answer:
    return {
        "n": row.get("result_numerator"), "v": row.get("result_numerator"), "d": row.get("result_denominator"),
        "pct": row.get("result"), "c": row.get("result"),
    }  # fmt: skip


def _said_twice(world: World, case: Case) -> Answer:
    """Two statements of one and the same in a file: the door lets neither stand."""
    out = case.out
    architecture = load(world.folder(out / "framework"))
    came = intake.read([world.file(out / "figures.csv")], architecture=architecture, into=out / "read")
    twice = [problem for problem in came.problems if problem.code == "duplicate_figure"]
    return {"error": twice[0].found if twice and twice[0].severity == "error" else None}


def results(case: Case) -> Answer:
    """`results`, perhaps with days, parts by `s` and `c`, and a target: the value of all days together."""
    told, percent = case.inputs["results"], case.inputs.get("measure") == "percent"
    entries = [entry if isinstance(entry, dict) else {"v": entry} for entry in told]
    both = {"unit", "percent"} <= set(case.wanted if isinstance(case.wanted, dict) else ())
    if both:
        return {kind: _results(case, entries, kind == "percent")["actual"] for kind in ("unit", "percent")}
    return _results(case, entries, percent)


def _results(case: Case, entries: list[dict[str, Any]], percent: bool) -> Answer:
    algebra = {"preset": "percentage", "algebra": {"time": "stock"}} if percent else {}
    world = World(**algebra)
    days = [int(entry.get("day", number)) for number, entry in enumerate(entries, 1)]
    period = to_date(day(1), day(max(days, default=2)))
    sizes = {
        name: max(len(e.get(name) or ()) for e in entries) for name in "sc" if any(name in e for e in entries)
    }
    for name, size in sizes.items():
        world.dimension(name, [str(n) for n in range(1, size + 1)], exclusive=True, complete=True)
    for at, entry in zip(days, entries, strict=True):
        if "v" in entry:
            world.say(value(entry["v"]), period=day(at))
        for name in sizes:
            for n, cell in enumerate(entry.get(name) or (), 1):
                world.say(value(cell), period=day(at), breakdown=f"{name}={n}")
    if "target" in case.inputs:
        world.say(value(case.inputs["target"]), period=period, role="target")
    world.ask_of()
    with world.released(case.out) as asked:
        row, parts = asked.total(period=period), asked.parts(period=period) if sizes else {}
    cells = {
        name: [parts.get(("", name, str(n)), {}).get("value") for n in range(1, size + 1)]
        for name, size in sizes.items()
    }
    return {**met(row), "actual": row.get("result"), "lop_actual": row.get("result"), **cells}


def met(row: dict[str, Any]) -> Answer:
    """How far a result is, as a share of one and as it is shown in percent."""
    achieved = row.get("achievement")
    return {
        "target": row.get("target"),
        "met": None if achieved is None else achieved / 100,
        "shown": None if achieved is None else round(achieved),
    }


SHAPES = [
    (only("measure", "updates", "status"), updates),
    (
        lambda inputs: has("results")(inputs) and only("measure", "cumulative", "target", "results")(inputs),
        results,
    ),
]

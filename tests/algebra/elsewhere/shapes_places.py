"""A parent and its children, at any depth: what the parent's total is.

Parents and children are places. A value typed for the parent is the same series' own statement for the whole place;
what the parent reports of its own work, and what different children report, are series of their own. A child that was
opted out reports for somebody whose figures do not count here.
"""

from pathlib import Path
from typing import Any

from istmo.kernel.problem import InputProblem
from istmo.spec.architecture import load
from tests.algebra.elsewhere import Answer, Case, Inputs, has, only
from tests.algebra.elsewhere.reading import Share, is_value, number, value, worded
from tests.algebra.elsewhere.workspace import released_from_workspace
from tests.algebra.elsewhere.world import PERIOD, Asked, World, month

_PARENT = "parent"
_TYPED = "parent_typed"
_CHILDREN = ("children", "locations", "child_updates", "child")
_KEYS = (
    *_CHILDREN, _TYPED, "parent_own", "opted_out", "order", "formula", "aggregate_children", "display",
)  # fmt: skip


def children(case: Case) -> Answer:
    """`children`, `locations` or one `child`, beside what the parent typed or did itself."""
    inputs = case.inputs
    told = _children(inputs)
    shared = any(isinstance(value(v), Share) for v in _values(told) if is_value(v))
    preset: dict[str, Any] = {"preset": "percentage", "algebra": {"bounded": False}} if shared else {}
    if inputs.get("display") == "ratio":
        preset["per"] = 1
    formula = inputs.get("formula", "sum")
    if formula != "sum":
        return refused(World(algebra={"over_places": formula}), case.out)
    names = _parts(told)
    world, statuses = World(**preset), []
    if names:
        world.dimension("part", names, exclusive=False, complete=False)
    _say_children(world, told, inputs, statuses)
    with released_from_workspace(world, case.out, statuses or [True]) as asked:
        answer = {"parent": _told(asked, _PARENT, names)}
        if set(inputs) & {"child", "child_updates"}:
            answer["child"] = _told(asked, "child", names)
        answer |= answer["parent"]
    return answer | _twice_counted(case, told)


def _children(inputs: Inputs) -> dict[str, Any]:
    told = next((inputs[key] for key in _CHILDREN if key in inputs), {})
    if isinstance(told, dict) and "child" not in inputs:
        return told
    if "child" in inputs or "child_updates" in inputs:
        return {"child": told}
    return {f"child{n}": one for n, one in enumerate(told, 1)}


def _values(told: dict[str, Any]) -> list[Any]:
    flat: list[Any] = []
    for one in told.values():
        flat += one if isinstance(one, list) else one.values() if isinstance(one, dict) else [one]
    return flat


def _parts(told: dict[str, Any]) -> list[str]:
    names = [
        str(k) for one in told.values() if isinstance(one, dict) for k in one if k not in ("status", "v")
    ]
    return list(dict.fromkeys(names))


def _say_children(world: World, told: dict[str, Any], inputs: Inputs, statuses: list[bool]) -> None:
    """What every child says; a series typed for the parent is the children's own, told for the whole place."""
    world.place(_PARENT)
    typed = _TYPED in inputs
    order = [str(name) for name in inputs.get("order", told)]
    pending = any(
        isinstance(one, dict) and one.get("status", "approved") != "approved" for one in told.values()
    )
    for at, name in enumerate(order):
        world.place(name, _PARENT)
        own = name not in inputs.get("opted_out", ())
        by = "work" if typed and own else f"work in {name}".replace(" ", "-")
        one = told[name]
        cells = {"place": name, "by": by, "own": own, "submission": at}
        statuses.append(not isinstance(one, dict) or one.get("status", "approved") == "approved")
        if isinstance(one, dict):
            for part in _parts({name: one}):
                world.say(value(one[part]), breakdown=f"part={part}", **cells)
        else:
            several = isinstance(one, list) and len(one) > 1
            for n, v in enumerate(one if isinstance(one, list) else [one], 1):
                world.say(value(v), period=month(n) if several else PERIOD, **cells)
    if pending:
        # Without anything approved there is no release at all.
        world.say(number(1), place="elsewhere", by="another", submission=len(statuses))
        statuses.append(True)
    if typed:
        world.say(value(inputs[_TYPED]), place=_PARENT, by="work", submission=0)
    if "parent_own" in inputs:
        world.say(value(inputs["parent_own"]), place=_PARENT, by="work-of-the-parent", submission=0)


def _told(asked: Asked, place: str, names: list[str]) -> Answer:
    row = asked.up_to(place)
    told = {
        "value": row.get("result"), "n": row.get("result_numerator"), "d": row.get("result_denominator"),
        "v": row.get("result_numerator"), "pct": row.get("result"), "c": row.get("result"),
    }  # fmt: skip
    if names:
        rows = asked.parts(place, within=True)
        told |= {name: rows.get(("", "part", name), {}).get("value") for name in names}
    return told


def _twice_counted(case: Case, told: dict[str, Any]) -> Answer:
    """A parent's own work and its child's may be with the same people: asked as people, and as things that add."""
    if "parent_own" not in case.inputs:
        return {}
    found: Answer = {}
    for preset, key in (("things_delivered", "additive"), ("people_reached", "range")):
        world = World(preset)
        _say_children(world, told, case.inputs, [])
        with world.released(case.out) as asked:
            row = asked.up_to(_PARENT)
        found[key] = row["result"]
        found["flag"] = found.get("flag", True) and "overlap not examined" in (row["notes"] or "")
    assert found["range"] is None
    return {"parent": found}


def refused(world: World, out: Path) -> Answer:
    """A framework with a rule that istmo does not have: the sentence with which it is refused."""
    try:
        load(world.folder(out / "framework"))
    except InputProblem as found:
        return {"refused": "; ".join(str(problem.found) for problem in found.problems)}
    return {"refused": None}


def accepted(case: Case) -> Answer:
    """`accepted`: reports of one reporter, one after another, put together by a formula over time."""
    if case.inputs.get("formula", "sum") != "sum":
        return refused(World(algebra={"time": case.inputs["formula"]}), case.out)
    world = World()
    for n, v in enumerate(case.inputs["accepted"], 1):
        world.say(value(v), period=month(n), submission=n)
    with world.released(case.out) as asked:
        return {"value": asked.total()["result"]}


def tree(case: Case) -> Answer:
    """`tree`: places in places, the lowest with a total `v` and its parts."""
    world, names = World(), {}
    found: dict[str, None] = {}
    _grow(world, case.inputs["tree"], None, names)
    parts = list(dict.fromkeys(part for leaf in names.values() for part in leaf if part != "v"))
    world.dimension("part", parts, exclusive=True, complete=True)
    for place, leaf in names.items():
        for key, v in leaf.items():
            breakdown = "" if key == "v" else f"part={key}"
            world.say(value(v), place=place, by=f"work-in-{place}", breakdown=breakdown)
    found |= dict.fromkeys(world.parents)
    with world.released(case.out) as asked:
        return {place: {**_told(asked, place, parts), "v": asked.up_to(place)["result"]} for place in found}


def _grow(world: World, told: dict[str, Any], inside: str | None, leaves: dict[str, dict[str, Any]]) -> None:
    for name, below in told.items():
        world.place(name, inside)
        if all(is_value(v) for v in below.values()):
            leaves[name] = below
        else:
            _grow(world, below, name, leaves)


def chain(case: Case) -> Answer:
    """`grandchild`, and what the child does itself: parts on three levels."""
    world = World()
    for place, inside in (("parent", None), ("child", "parent"), ("grandchild", "child")):
        world.place(place, inside)
    said = {"grandchild": case.inputs["grandchild"], "child": case.inputs["child_own"]}
    names = list(dict.fromkeys(part for cells in said.values() for part in cells))
    world.dimension("part", names, exclusive=False, complete=False)
    for place, cells in said.items():
        for part, v in cells.items():
            world.say(value(v), place=place, by=f"work-in-{place}", breakdown=f"part={part}")
    with world.released(case.out) as asked:
        return {place: _told(asked, place, names) for place in world.parents}


def contributions(case: Case) -> Answer:
    """`x_via_y`: what x said one time after another, seen at y: one release for every step."""
    told = {key: v if isinstance(v, list) else [v] for key, v in case.inputs.items()}
    world = World()
    for key, history in told.items():
        place, _, through = key.partition("_via_")
        world.place(through)
        world.place(place, through)
        for step, v in enumerate(history):
            said, _ = worded(v)
            world.say(said, place=place, by=f"work-in-{place}", submission=step)
    steps = max(len(history) for history in told.values())
    seen = [key.partition("_via_")[2] for key in told]
    answer = []
    for step in range(steps):
        with world.released(case.out, step) as asked:
            answer.append({place: asked.up_to(place).get("result") for place in seen})
    return {"contributions": answer}


def contributors(case: Case) -> Answer:
    """`contributors`: how many are counted, of those whose report has one status or another."""
    world = World()
    statuses = [status == "approved" for status in case.inputs["contributors"]]
    for n in range(len(statuses)):
        world.say(number(1), by=f"contributor{n}", submission=n)
    with released_from_workspace(world, case.out, statuses) as asked:
        return {"count": asked.total()["reported"]}


def all_or_nothing(case: Case) -> Answer:
    """`fail_at`: writing stops at one level; what stands on the others then."""
    world = World()
    failing = str(case.inputs["fail_at"])
    said = {place: v for place, v in case.inputs.items() if place != "fail_at"}
    for place, cells in said.items():
        world.say(value(cells["v"]), place=place, by=f"work-in-{place}")
    world.say(number(1), place=failing, by=f"work-in-{failing}")
    del world.parents[failing]  # the place that cannot be written is in no register
    out = case.out
    try:
        world.build(out)
    except InputProblem:
        assert not (out / "release").exists()
        return dict.fromkeys(case.wanted)
    return dict.fromkeys(case.wanted, "written")


def _via(inputs: Inputs) -> bool:
    return bool(inputs) and all("_via_" in str(key) for key in inputs)


def _family(inputs: Inputs) -> bool:
    return only(*_KEYS)(inputs) and bool(set(inputs) & {*_CHILDREN})


SHAPES = [
    (_family, children),
    (only("accepted", "formula"), accepted),
    (only("tree"), tree),
    (has("grandchild", "child_own"), chain),
    (_via, contributions),
    (only("contributors"), contributors),
    (has("fail_at"), all_or_nothing),
]

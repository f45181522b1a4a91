"""A total and its parts: what is left over, what is missing, what stands when the two do not agree."""

from typing import Any

from tests.algebra.elsewhere import Answer, Case, Inputs, only
from tests.algebra.elsewhere.reading import Share, Value, is_value, value
from tests.algebra.elsewhere.world import World

_WHOLE = ("typed_total", "total", "achieved")


def cells(case: Case) -> Answer:
    """`cells` beside a total: a list is one dimension; keys such as `1,11` are two."""
    whole = value(next(case.inputs[key] for key in _WHOLE if key in case.inputs))
    told = case.inputs["cells"]
    grid = told if isinstance(told, dict) else {str(n): v for n, v in enumerate(told, 1)}
    world = World("percentage") if isinstance(whole, Share) else World()
    names = _dimensions(grid)
    for name, categories in names.items():
        world.dimension(name, categories, exclusive=True, complete=True)
    world.say(whole)
    for key, v in grid.items():
        breakdown = ";".join(f"{name}={code}" for name, code in _named(key, names))
        world.say(value(v), breakdown=breakdown)
    with world.released(case.out) as asked:
        total, rows = asked.total(), asked.parts()
    return {**_answer(rows), "total": total["result"], **_agreement(rows)}


def _dimensions(grid: dict[str, Any]) -> dict[str, list[str]]:
    """The first codes of all keys are categories of one dimension, the second of another."""
    found: dict[str, list[str]] = {}
    for key in grid:
        for at, code in enumerate(str(key).split(",")):
            listed = found.setdefault("xyz"[at], [])
            if code not in listed:
                listed.append(code)
    return found


def _named(key: str, names: dict[str, list[str]]) -> list[tuple[str, str]]:
    return list(zip(names, str(key).split(","), strict=False))


def _answer(rows: dict[tuple[str, str, str | None], Answer]) -> Answer:
    told: Answer = {}
    for (under, _, category), row in rows.items():
        if under == "" and category is not None:
            told[category] = row["value"]
        elif under:
            told[f"unallocated_under_{under.partition('=')[2]}"] = row["unallocated"]
    return told


def _agreement(rows: dict[tuple[str, str, str | None], Answer]) -> Answer:
    """Whether the parts of every dimension are the whole; told by istmo's own word for it."""
    words = {row["parts"] for (under, _, _), row in rows.items() if under == ""}
    short, over = "some" in words or "none" in words, "above" in words
    return {"incomplete": short, "partial": short, "flag": "mismatch" if short or over else None}


def _is_grid(inputs: Inputs) -> bool:
    told = inputs.get("cells")
    values: list[Value] = list(told.values()) if isinstance(told, dict) else list(told or ())
    return only("cells", *_WHOLE)(inputs) and all(is_value(v) for v in values)


SHAPES = [(_is_grid, cells)]

"""Foreign keys obey the order of the rooms; import-linter cannot see those given as text."""

import tomllib

from django.apps import apps

from tests.house._tree import ROOT

_LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
][0]["layers"]
#: Room -> how low it stands; kernel is lowest.
HEIGHT = {room: height for height, layer in enumerate(reversed(_LAYERS)) for room in layer.split(" | ")}


def upward(edges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The foreign keys that point up or sideways to another room."""
    return [(a, b) for a, b in edges if a != b and HEIGHT[b] >= HEIGHT[a]]


def _edges() -> list[tuple[str, str]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("istmo.")]
    rooms = {model: model.__module__.split(".")[1] for model in ours}
    return [
        (rooms[model], rooms[field.related_model])
        for model in ours
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model in rooms
    ]


def test_foreign_keys_point_down() -> None:
    edges = _edges()
    assert edges
    assert upward(edges) == []


def test_upward_tells_a_planted_key() -> None:
    assert upward([("collect", "review")]) == [("collect", "review")]
    assert upward([("review", "collect"), ("review", "review")]) == []

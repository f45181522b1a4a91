"""The kinds of change: one file each in `spec/changes`, found by walking the folder.

A kind `<name>.py` says where it stands (`PLACE`), how it is called (`TITLE`) and gives its changes: `find(both)`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import Change

_FOLDER = "istmo.spec.changes"


@dataclass(frozen=True)
class Kind:
    """One kind of change: its name, what it is called, its place among the others, and what finds it."""

    name: str
    title: str
    place: int
    find: Callable[[Between], Iterator[Change]]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in their order."""
    names = (file.name.removesuffix(".py") for file in files(_FOLDER).iterdir() if file.name.endswith(".py"))
    modules = {name: import_module(f"{_FOLDER}.{name}") for name in names if not name.startswith("_")}
    found = [Kind(name, module.TITLE, module.PLACE, module.find) for name, module in modules.items()]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: kind.place)}

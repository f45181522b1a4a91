"""The sections of the report: one file each, found by walking this folder.

A section `<id>.py` says where it stands (`PLACE`, a number that orders them), how it is called (`TITLE`), of what kind
it is (`KIND`: opening, body or appendix; body if it says nothing) and gives what its template
`templates/sections/<id>.html.j2` names (`tell(desk)`). Body sections are numbered, appendices lettered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from string import ascii_uppercase
from types import ModuleType
from typing import Any

from istmo.publish.desk import Desk


@dataclass(frozen=True)
class Section:
    """One section: `id` is its anchor; `number` is empty for an opening; `parts` is what authors wrote in it."""

    id: str
    title: str
    kind: str
    place: float
    tell: Callable[[Desk], dict[str, Any]]
    number: str = ""
    template: str = ""
    parts: tuple[object, ...] = ()

    @property
    def is_authored(self) -> bool:
        """Whether somebody wrote it: its title is their own words, in no catalogue."""
        return bool(self.parts)


@cache
def contents() -> tuple[Section, ...]:
    """The sections in their order, numbered."""
    names = (file.name for file in files(__name__).iterdir())
    found = [_section(name[:-3]) for name in names if name.endswith(".py") and not name.startswith("_")]
    return numbered(sorted(found, key=lambda section: section.place))


def numbered(found: Sequence[Section]) -> tuple[Section, ...]:
    """The sections in this order, body sections numbered and appendices lettered."""
    bodies = [section.id for section in found if section.kind == "body"]
    appendices = [section.id for section in found if section.kind == "appendix"]
    numbers = {code: str(number) for number, code in enumerate(bodies, 1)}
    numbers |= dict(zip(appendices, ascii_uppercase, strict=False))
    return tuple(replace(section, number=numbers.get(section.id, "")) for section in found)


def _section(name: str) -> Section:
    module: ModuleType = import_module(f"{__name__}.{name}")
    tell: Callable[[Desk], dict[str, Any]] = getattr(module, "tell", nothing)
    template = f"sections/{name}.html.j2"
    return Section(name, module.TITLE, getattr(module, "KIND", "body"), module.PLACE, tell, template=template)


def nothing(_: Desk) -> dict[str, Any]:
    """What a section tells that names nothing."""
    return {}


def told(desk: Desk) -> dict[str, Any]:
    """What all sections name; two sections that give one name different meanings are our fault."""
    names: dict[str, Any] = {}
    for section in contents():
        own = section.tell(desk)
        twice = names.keys() & own.keys()
        if twice:
            raise RuntimeError(f"section {section.id} gives {', '.join(sorted(twice))} a second meaning")
        names |= own
    return names

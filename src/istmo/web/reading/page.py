"""What a page of a release is before it is HTML: a title, the way to it, and parts in their order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from istmo.kernel.problem import WrongUse
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Table


@dataclass(frozen=True)
class Part:
    """One part: a heading, what is said, facts as pairs, a picture (our own SVG), a table, and what stands below it.

    level: 2 or 3, the heading's. tone: `hole` for what is not known. fold: a heading that opens it.
    """

    title: Said | str = ""
    told: tuple[Said, ...] = ()
    facts: tuple[tuple[str, tuple[Said, ...]], ...] = ()
    items: tuple[Said, ...] = ()
    picture: str = ""
    table: Table | None = None
    level: int = 2
    tone: str = ""
    fold: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing to filter by: its name in the address, its label, the values there are, and the one chosen.

    values: pairs of value and words; none for a field to type in.
    """

    name: str
    label: str
    chosen: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """A page: `here` is the part of the navigation it belongs to; `more` is what its own template needs."""

    title: Said | str
    here: str = ""
    crumbs: tuple[Said, ...] = ()
    lead: tuple[Said, ...] = ()
    above: Said | str = ""
    parts: tuple[Part, ...] = ()
    choices: tuple[Choice, ...] = ()
    template: str = "page.html"
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> Iterator[Table]:
        """Every table of the page."""
        return (part.table for part in self.parts if part.table is not None)


class Missing(Exception):  # noqa: N818  (it is no error of ours: what was looked for is not in the release)
    """What an address names is not in the release; `near` are what it may have meant."""

    def __init__(self, what: str, near: tuple[Said, ...] = ()) -> None:
        """Say what was looked for, in a sentence."""
        super().__init__(what)
        self.what, self.near = what, near


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the names in its path and the conditions behind the question mark."""

    steps: Mapping[str, str]
    query: Mapping[str, str]

    def step(self, name: str) -> str:
        """A part of the path."""
        return self.steps[name]

    def text(self, name: str) -> str:
        """A condition, empty where it is not set."""
        return self.query.get(name, "").strip()

    def one_of(self, name: str, known: Mapping[str, str]) -> str:
        """A condition with a closed list; WrongUse names what there is."""
        told = self.text(name)
        if told and told not in known:
            raise WrongUse(f"{name} cannot be “{told}”. It can be {', '.join(known)}.")
        return told

    def part(self, table: str) -> int:
        """Which part of a long table is wanted; WrongUse if it is no number."""
        told = self.text(table) or "1"
        if not (told.isascii() and told.isdigit() and 1 <= int(told[:9]) == int(told)):
            raise WrongUse(f"{table} takes the number of a part of the table, from 1, not “{told}”.")
        return int(told)

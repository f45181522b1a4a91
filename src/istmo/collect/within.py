"""What contains what in an architecture: the places and groups around a place, the nodes above an indicator or a node."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from istmo.framework import stored
from istmo.framework.models import FrameworkVersion
from istmo.framework.queries import unpack
from istmo.kernel.place import Places
from istmo.spec import architecture as spec

Records = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Within:
    """Places by code, and nodes as FRAMEWORK/NODE."""

    places: Places
    groups: Mapping[str, Sequence[str]]
    nodes: Mapping[str, Sequence[str]]
    above: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, framework: FrameworkVersion) -> "Within":
        """Read from the framework's files."""
        with stored.scratch() as work:
            return cls.read(spec.load(unpack(framework.architecture, work)).records)

    @classmethod
    def read(cls, records: Callable[[str], Records]) -> "Within":
        """From what gives the records of a table by its name."""
        places = Places({row["code"]: row["parent"] for row in records("places")})
        groups = _by((row["member"], row["place"]) for row in records("place_members"))
        nodes = _by((row["indicator"], _node(row)) for row in records("indicator_nodes"))
        above = _by((_node(row), f"{row['framework']}/{row['parent']}") for row in records("node_parents"))
        for row in records("nodes"):
            nodes.setdefault(row["code"], []).append(f"{row['framework']}/{row['code']}")
        return cls(places, groups, nodes, above)

    def around(self, place: str) -> list[str]:
        """The place itself, the places it lies in, and the groups that it or they belong to."""
        above = [place, *self.places.ancestors(place)]
        return [*above, *(group for one in above for group in self.groups.get(one, ()))]

    def over(self, measured: str) -> list[str]:
        """The nodes of an indicator, or the node of that code, and all above them."""
        found: list[str] = []
        waiting: Sequence[str] = self.nodes.get(measured, ())
        while waiting:
            found += [one for one in waiting if one not in found]
            waiting = [up for one in waiting for up in self.above.get(one, ()) if up not in found]
        return found


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _node(row: Mapping[str, Any]) -> str:
    return f"{row['framework']}/{row['node']}"

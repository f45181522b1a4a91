"""Nodes that stand under another parent, and indicators that are read under other nodes."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import INDICATOR, NODE, Change

PLACE, TITLE = 70, "Moved"


def find(both: Between) -> Iterator[Change]:
    """Every node and indicator whose place is another one, the old place read through what became of it."""
    for then, now, by in both.same_nodes():
        old, new = (
            both.old.parents.get(then["code"], ())[:1],
            both.new.parents.get(now["code"], ())[:1],
        )
        if not _follows(both, old, new):
            yield _moved(NODE, (then["code"], now["code"]), now["title"], (old, new), by)
    for then, now, by in both.same_indicators():
        old, new = both.old.homes.get(then["code"], ()), both.new.homes.get(now["code"], ())
        # One that names no place any more is told where its old nodes went, by what became of them.
        mapped = bool(old) and not new and all(both.now(node) for node in old)
        if not mapped and not _follows(both, old, new):
            yield _moved(INDICATOR, (then["code"], now["code"]), now["title"], (old, new), by)


def _follows(both: Between, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether the new places are what became of the old ones: of a split one, at least one part."""
    reached = [set(both.now(node)) for node in old]
    allowed = set[str]().union(*reached)
    return set(new) <= allowed and all(parts & set(new) for parts in reached)


def _moved(
    what: str, codes: tuple[str, str], title: str, places: tuple[tuple[str, ...], tuple[str, ...]], by: str
) -> Change:
    earlier, later = (", ".join(place) or "the top" if what == NODE else ", ".join(place) for place in places)
    return Change("moved", what, (codes[0],), (codes[1],), title, "place", earlier, later, by)

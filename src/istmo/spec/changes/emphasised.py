"""The same with another weight: another level, another place among its siblings, a second place gained or lost."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import NODE, Change
from istmo.spec.changes._edition import Edition

PLACE, TITLE = 80, "Re-emphasised"


def find(both: Between) -> Iterator[Change]:
    """Every node that weighs more or less."""
    for then, now, by in both.same_nodes():
        codes = (then["code"],), (now["code"],)
        if then["level"] != now["level"]:
            yield Change("emphasised", NODE, *codes, now["title"], "level", then["level"], now["level"], by)
        old, new = both.old.parents.get(then["code"], ())[1:], both.new.parents.get(now["code"], ())[1:]
        if {code for node in old for code in both.now(node)} != set(new):
            also = ", ".join(old), ", ".join(new)
            yield Change("emphasised", NODE, *codes, now["title"], "also under", *also, by)
    yield from _order(both)


def _order(both: Between) -> Iterator[Change]:
    """Of nodes that are siblings in both versions, those that changed their place among them, the fewest that can."""
    paired = {pair.old: pair for pair in both.nodes.pairs}
    for children in both.old.children.values():
        before = [paired[code].new for code in children if code in paired]
        families: dict[str, list[str]] = {}
        for code in before:
            families.setdefault(_parent(both.new, code), []).append(code)
        for parent, then in families.items():
            now = [code for code in both.new.children.get(parent, ()) if code in then]
            yield from _moves(both, then, now)


def _parent(edition: Edition, code: str) -> str:
    return (edition.parents.get(code) or ("",))[0]


def _moves(both: Between, then: list[str], now: list[str]) -> Iterator[Change]:
    if then == now:
        return
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    stayed = {code for block in blocks for code in then[block.a : block.a + block.size]}
    by_new = {pair.new: pair for pair in both.nodes.pairs}
    for code in now:
        if code not in stayed:
            pair, title = by_new[code], both.new.nodes[code]["title"]
            places = (
                f"place {then.index(code) + 1} of {len(then)}",
                f"place {now.index(code) + 1} of {len(now)}",
            )
            yield Change("emphasised", NODE, (pair.old,), (code,), title, "order", *places, pair.by)

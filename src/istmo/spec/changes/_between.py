"""Two versions of a framework with what became of what: what every kind of change looks at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from istmo.spec.changes._edition import Edition, Record
from istmo.spec.changes._pairing import Declared, Named, Pairing, paired


@dataclass(frozen=True)
class Between:
    """The earlier and the later version, and the pairing of their nodes, indicators and horizons."""

    old: Edition
    new: Edition
    nodes: Pairing
    indicators: Pairing
    horizons: Pairing

    def same_nodes(self) -> Iterator[tuple[Record, Record, str]]:
        """Nodes that are in both: then, now, and how that is known."""
        for pair in self.nodes.pairs:
            yield self.old.nodes[pair.old], self.new.nodes[pair.new], pair.by

    def same_indicators(self) -> Iterator[tuple[Record, Record, str]]:
        """Indicators that are in both: then, now, and how that is known."""
        for pair in self.indicators.pairs:
            yield self.old.indicators[pair.old], self.new.indicators[pair.new], pair.by

    def same_horizons(self) -> Iterator[tuple[Record, Record, str]]:
        """Horizons that are in both: then, now, and how that is known."""
        for pair in self.horizons.pairs:
            yield self.old.horizons[pair.old], self.new.horizons[pair.new], pair.by

    def now(self, node: str) -> tuple[str, ...]:
        """What an old node is now; itself where it is of another framework."""
        return self._now.get(node, () if node in self.old.nodes else (node,))

    @cached_property
    def _now(self) -> Mapping[str, tuple[str, ...]]:
        return self.nodes.now


def between(
    old: Edition, new: Edition, nodes: Sequence[Declared] = (), indicators: Sequence[Declared] = ()
) -> Between:
    """Pair two editions; `nodes` and `indicators` are what the authors of the later one declare."""
    same = old.code == new.code
    return Between(
        old,
        new,
        paired(_named(old.nodes), _named(new.nodes), nodes, same_codes=same),
        paired(_named(old.indicators), _named(new.indicators), indicators, same_codes=True),
        paired(_named(old.horizons), _named(new.horizons), (), same_codes=True),
    )


def _named(records: Mapping[str, Record]) -> dict[str, Named]:
    return {
        code: Named(record["title"], record.get("text") or record.get("definition") or "")
        for code, record in records.items()
    }

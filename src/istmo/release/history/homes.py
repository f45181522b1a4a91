"""Where old results stand now: an indicator without a node of its own is told under what became of its old one.

A split without shares is not divided: the whole stands under the nearest node above all parts, or, where there is none,
under each part. With shares, each part has its share. What was dropped leads nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from istmo.kernel.quantity import EXACT, plain
from istmo.release.history.before import Before, Record, Row, as_row
from istmo.spec.compare import Comparison, Edition

#: The weaker of two fates is told where a home was carried more than once.
_STRENGTH = ("kept", "reworded", "merged", "split")


@dataclass(frozen=True)
class Home:
    """One node an indicator is told under."""

    node: str
    fate: str
    via: str
    share: Decimal | None = None


def carried(step: Comparison, before: Before, mapped: Iterable[Record], own: set[str]) -> Iterator[Row]:
    """Rows of indicator_nodes for indicators that stood under the old framework and stand under none now.

    own: indicators whose file puts them under a node of the new framework: their authors' word holds.
    """
    now: dict[str, list[Record]] = {}
    for record in mapped:
        if record["what"] == "node":
            now.setdefault(record["old"], []).append(record)
    found: dict[tuple[str, str], Home] = {}
    for row in before.records("indicator_nodes"):
        if row["framework"] == step.both.old.code and row["indicator"] not in own:
            for home in _homes(row, now.get(row["node"], []), step):
                found.setdefault((row["indicator"], home.node), home)
    for (indicator, node), home in found.items():
        yield as_row(
            "indicator_nodes",
            indicator=indicator,
            framework=step.both.new.code,
            node=node,
            fate=home.fate,
            via=home.via,
            share=home.share,
        )


def _homes(row: Record, mapped: list[Record], step: Comparison) -> Iterator[Home]:
    reached = [record for record in mapped if record["new"]]
    if not reached:
        return
    old = f"{row['node']} of {step.both.old.told}"
    earlier = f"{row['via']}; then " if row["via"] else ""
    fate = max((row["fate"] or "kept", reached[0]["fate"]), key=_STRENGTH.index)
    if len(reached) == 1:
        # Said once: that it stayed where it had come to is no news.
        stayed = row["via"] if reached[0]["fate"] == "kept" else None
        via = stayed or f"{earlier}{old}, {reached[0]['fate']}"
        yield Home(reached[0]["new"], fate, via, row["share"])
        return
    codes = [record["new"] for record in reached]
    into = f"{earlier}{old}, split into {', '.join(codes)}"
    if all(record["share"] is not None for record in reached):
        for record in reached:
            share = _times(row["share"], record["share"])
            yield Home(
                record["new"], fate, f"{into}; {plain(record['share'])} of it by the authors' share", share
            )
    elif (above := _above(codes, step.both.new)) is not None:
        yield Home(above, fate, f"{into}; not divided, so it stands above them", row["share"])
    else:
        for code in codes:
            yield Home(code, fate, f"{into}; not divided, so the whole stands under each", row["share"])


def _times(share: Decimal | None, of: Decimal) -> Decimal:
    return of if share is None else EXACT.multiply(share, of).quantize(Decimal("1.000000000"))


def _above(codes: list[str], edition: Edition) -> str | None:
    """The nearest node above all of them, by first parents."""
    ways = [_way_up(code, edition.parents) for code in codes]
    return next((node for node in ways[0][1:] if all(node in way for way in ways)), None)


def _way_up(code: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    way = [code]
    while above := parents.get(way[-1], ()):
        way.append(above[0])
    return way

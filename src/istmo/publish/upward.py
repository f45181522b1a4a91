"""Totals up the objective tree, as the report tells them: the answer of the question `rollup`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from istmo.publish import cells, display
from istmo.publish.assessment import Record
from istmo.publish.cells import Amount
from istmo.publish.registers import Indicator
from istmo.publish.words import Words

_Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One printed line: a node with what is counted below it, or a total of an indicator under it.

    kind: node, indicator, shared (what takes away what is printed more than once) or total; anchor: the record that holds
    the same number with its rows, where there is one.
    """

    kind: str
    depth: int
    code: str
    title: str
    where: str
    anchor: str
    result: str
    target: str
    status: str
    indicators: int | None
    with_results: int | None
    with_targets: int | None
    notes: str


def of(
    rows: Iterable[_Row],
    framework: str,
    indicators: Mapping[str, Indicator],
    records: Iterable[Record],
    words: Words,
) -> tuple[Step, ...]:
    """The lines of the framework that is reported on, in print order."""
    held: dict[tuple[str, str], list[str]] = {}
    for record in records:
        held.setdefault((record.indicator.code, record.period), []).append(record.anchor)
    alone = {key: anchors[0] for key, anchors in held.items() if len(anchors) == 1}
    return tuple(_step(row, indicators, alone, words) for row in rows if row["framework"] == framework)


def _step(
    row: _Row, indicators: Mapping[str, Indicator], alone: Mapping[tuple[str, str], str], words: Words
) -> Step:
    indicator = indicators.get(row["indicator"] or "")
    period = ""
    if indicator is not None:
        period = display.period(row["period_start"], row["period_end"], row["period_as_written"], words)
    title = row["title"] if indicator else row["node_title"] or ""
    return Step(
        kind=row["row"],
        depth=row["depth"] or 0,
        code="" if indicator else row["node"] or "",
        title=title or "",
        where=", ".join(part for part in (row["place_name"], period) if part) if indicator else "",
        anchor=alone.get((indicator.code, row["period"]), "") if indicator and row["row"] != "shared" else "",
        result=_shown(row, "result", indicator, words),
        target=_shown(row, "target", indicator, words),
        status=(row["status_words"] or "") if indicator else "",
        indicators=row["indicators"],
        with_results=row["with_results"],
        with_targets=row["with_targets"],
        notes=row["notes"] or "",
    )


def _shown(row: _Row, name: str, indicator: Indicator | None, words: Words) -> str:
    """A total in words; what takes away is shown with its minus and no qualifier of its own."""
    if indicator is None:
        return ""
    is_result = name == "result"
    amount = Amount(
        row[name],
        row["result_low"] if is_result else None,
        row["result_high"] if is_result else None,
        row["qualifier"] if is_result else None,
        row["unit"] or indicator.unit,
        row["result_as_written"] if is_result else None,
    )
    if amount.value is None and amount.low is None and amount.high is None and not amount.as_written:
        return ""
    cell = cells.shown(amount, indicator, (), words)
    return f"{cell.shown} {cell.unit}".strip()

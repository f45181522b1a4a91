"""Small releases for tests: an architecture of rows, parts of figures, and a short way to build."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.schema import Table
from istmo.kernel.tables import FIGURES, TABLES, TRANSACTIONS
from istmo.release.build import Part, build
from istmo.release.manifest import Manifest
from istmo.release.sql import literal, load, quote

Rows = list[tuple[Any, ...]]


def row(table: Table, **cells: Any) -> tuple[Any, ...]:
    """A row of `table` with these cells, the others empty."""
    assert set(cells) <= set(table.names)
    return tuple(cells.get(name) for name in table.names)


class Plan:
    """Two indicators, three places, two agencies, one activity, one source."""

    def __init__(self, **more: Rows) -> None:
        self.more = more

    def tables(self) -> Mapping[str, Rows]:
        algebra = {
            "kind": "output", "preset": "things_delivered", "measure": "count", "time": "flow",
            "over_places": "sum", "over_series": "sum", "direction": "up",
        }  # fmt: skip
        made = {
            "frameworks": [row(TABLES["frameworks"], code="plan", title="A plan", version="2")],
            "indicators": [
                row(TABLES["indicators"], code=code, framework="plan", title=code, **algebra)
                for code in ("schools", "wells")
            ],
            "places": [
                row(TABLES["places"], code=code, name=name, kind="country")
                for code, name in (("SV", "El Salvador"), ("HN", "Honduras"), ("PA", "Panamá"))
            ],
            "agencies": [
                row(TABLES["agencies"], code=code, name=code, own=True) for code in ("usaid", "inl")
            ],
            "activities": [row(TABLES["activities"], code="roofs", title="Roofs", agency="usaid")],
            "sources": [row(TABLES["sources"], code="s1", title="Annual letter", kind="own")],
        }
        return {**made, **self.more}


def figure(**cells: Any) -> tuple[Any, ...]:
    """One figure: ten schools in El Salvador in 2016, unless said otherwise."""
    usual = {
        "indicator": "schools", "place": "SV", "period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31),
        "agency": "usaid", "activity": "roofs", "role": "result", "span": "period", "breakdown": "",
        "state": "reported", "value": Decimal(10), "row": 2, "at": "H2",
    }  # fmt: skip
    return row(FIGURES, **{**usual, **cells})


def transaction(**cells: Any) -> tuple[Any, ...]:
    """One transaction: a thousand dollars obligated."""
    usual = {"stage": "obligated", "amount": Decimal(1000), "currency": "USD", "kind": "increment", "row": 2}
    return row(TRANSACTIONS, **{**usual, **cells})


def part(path: Path, rows: Sequence[tuple[Any, ...]], submission: str = "", table: Table = FIGURES) -> Part:
    """A canonical Parquet file of these rows, in this order."""
    with duckdb.connect() as connection:
        load(connection, table, rows)
        connection.execute(f"copy {quote(table.name)} to {literal(path)} (format parquet)")
    return Part(path, submission or path.stem)


def large_part(path: Path, rows: int) -> Part:
    """A part of so many figures that several threads and row groups have a share in them, in no order."""
    with duckdb.connect() as connection:
        load(connection, FIGURES, [figure()])
        scattered = f"(range * 7919) % {rows}"
        made = f"'n=' || {scattered} as breakdown, ({scattered})::decimal(38,9) as value, range + 2 as row"
        connection.execute(
            f"copy (select figures.* replace ({made}) from figures, range({rows})) to {literal(path)} (format parquet)"
        )
    return Part(path, path.stem)


def release(out: Path, *parts: Part, **said: Any) -> Manifest:
    """Build a release of these parts."""
    return build(
        **{"architecture": Plan(), "figures": parts, "number": 1, "title": "First", **said, "out": out}
    )

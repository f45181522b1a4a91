"""What a release takes of the version before: what changed, what became of each node, and indicators that were closed.

Old data keep their old definition: it stands in `breaks`, and an indicator that the framework no longer has is kept,
closed, as long as figures of the release are of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from istmo.kernel.tables import TABLES
from istmo.release.history import homes, told
from istmo.release.history.before import Before, Record, Row, Rows, as_row, records
from istmo.release.sql import insert, quote
from istmo.spec.compare import Comparison, steps

#: Tables that name indicators and are not the framework's own.
_NAMING = ("given_figures", "expected", "holds", "overlaps")


@dataclass
class Followed:
    """The rows of a release with those that follow from its parent, and what is added once its figures are known."""

    rows: dict[str, Rows]
    before: Before | None = None
    #: By framework of the parent: the framework that follows it, and the day from which that one holds.
    after: dict[str, tuple[str, date | None]] = field(default_factory=dict)
    homes: list[Row] = field(default_factory=list)
    breaks: list[Row] = field(default_factory=list)

    def keep_closed(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Add indicators of the parent that are gone and that rows of this release are of, and old homes through mappings."""
        if self.before is None:
            return
        naming = " union ".join(f"select distinct indicator from {quote(name)}" for name in _NAMING)
        there = {row["code"] for row in records(self.rows, "indicators")}
        named = {code for (code,) in connection.execute(naming).fetchall()} - there
        gone = [
            r
            for r in self.before.records("indicators")
            if r["code"] in named and r["framework"] in self.after
        ]
        closed = {r["code"] for r in gone}
        insert(connection, TABLES["indicators"], [self._closed(r, there | closed) for r in gone])
        for table in ("indicator_dimensions", "dimensions", "categories", "texts"):
            insert(connection, TABLES[table], self._along(table, closed))
        kept = there | closed
        for table, rows in (("indicator_nodes", self.homes), ("breaks", _once("breaks", self.breaks))):
            insert(connection, TABLES[table], [row for row in rows if row[0] in kept])

    def _closed(self, record: Record, there: set[str]) -> Row:
        code, day = self.after[record["framework"]]
        horizons = {(r["framework"], r["code"]) for r in records(self.rows, "horizons")}
        sources = {r["code"] for r in records(self.rows, "sources")}
        before: Before = self.before  # type: ignore[assignment]
        cells = {
            **record,
            "framework": code,
            "closed_on": record["closed_on"] or told.first_day(before, record["code"], day),
            "horizon": record["horizon"] if (code, record["horizon"]) in horizons else None,
            "within": record["within"] if record["within"] in there else None,
            "preferred_source": record["preferred_source"] if record["preferred_source"] in sources else None,
        }
        return as_row("indicators", **cells)

    def _along(self, table: str, closed: set[str]) -> Rows:
        """Rows that closed indicators need and this release has not."""
        before: Before = self.before  # type: ignore[assignment]
        asked = {r["dimension"] for r in before.records("indicator_dimensions") if r["indicator"] in closed}
        belongs: dict[str, Callable[[Record], bool]] = {
            "indicator_dimensions": lambda r: r["indicator"] in closed,
            "dimensions": lambda r: r["code"] in asked,
            "categories": lambda r: r["dimension"] in asked,
            "texts": lambda r: r["table"] == "indicators" and r["code"] in closed,
        }
        key = TABLES[table].key
        have = {tuple(r[name] for name in key) for r in records(self.rows, table)}
        return [
            as_row(table, **r)
            for r in before.records(table)
            if belongs[table](r) and tuple(r[name] for name in key) not in have
        ]


def follow(rows: Mapping[str, Rows], parent: Path | None) -> Followed:
    """The rows of a release with what follows from its parent; as they are where it has none."""
    if parent is None:
        return Followed(dict(rows))
    before = Before.of(parent)
    found = Followed(dict(rows), before)
    days = {r["code"]: r["effective_on"] for r in records(rows, "frameworks")}
    made: dict[str, list[Row]] = {"framework_changes": [], "mappings": []}
    for step in steps(before.open_rows(), rows):
        new = step.both.new.code
        found.after[step.both.old.code] = (new, days[new])
        _step(step, found, made)
    found.breaks += before.rows["breaks"]
    made["mappings"] += [row for row in before.rows["mappings"] if row[0] in days]
    _declared(made, rows, before)
    found.rows |= {table: _once(table, of) for table, of in made.items()}
    return found


def _step(step: Comparison, found: Followed, made: dict[str, list[Row]]) -> None:
    before: Before = found.before  # type: ignore[assignment]
    both, day = step.both, found.after[step.both.old.code][1]
    declared = [
        r
        for r in records(found.rows, "mappings")
        if (r["framework"], r["old_framework"]) == (both.new.code, both.old.code)
        and r["old_version"] in ("", both.old.head["version"])
    ]
    mapped = list(told.mappings(step, declared))
    if not step.same:
        made["framework_changes"] += told.changes(step)
        made["mappings"] += mapped
        found.breaks += told.breaks(step, before, day)
    own = {r["indicator"] for r in records(found.rows, "indicator_nodes") if r["framework"] == both.new.code}
    found.homes += homes.carried(step, before, records({"mappings": mapped}, "mappings"), own)


def _declared(made: dict[str, list[Row]], rows: Mapping[str, Rows], before: Before) -> None:
    """What is declared of a step that is not this one stays as it was written, unless a release has told it already."""
    told_steps = {tuple(row[:4]) for row in made["mappings"]} | {
        tuple(row[:4]) for row in before.rows["mappings"]
    }
    steps_now = {(row[0], row[1], row[2]) for row in made["mappings"]}
    for row in rows.get("mappings", ()):
        named = bool(row[3])
        if (named and tuple(row[:4]) not in told_steps) or (
            not named and (row[0], row[1], row[2]) not in steps_now
        ):
            made["mappings"].append(row)


def _once(table: str, of: list[Row]) -> list[Row]:
    at = [TABLES[table].names.index(name) for name in TABLES[table].key]
    found: dict[tuple[Any, ...], Row] = {}
    for row in of:
        found.setdefault(tuple(row[place] for place in at), row)
    return list(found.values())

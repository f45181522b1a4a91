"""The framework of the parent release: its tables as rows, without what it had closed already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from istmo.kernel.tables import TABLES
from istmo.release.reader import open_release
from istmo.release.sql import names, quote

Row = tuple[Any, ...]
Rows = Sequence[Row]
Record = dict[str, Any]

#: What is read of the parent: what is compared, and what closed indicators take along.
_READ = (
    "frameworks", "nodes", "node_parents", "horizons", "indicators", "indicator_nodes", "indicator_dimensions",
    "applicability", "dimensions", "categories", "texts", "mappings", "breaks",
)  # fmt: skip
_LAST = """
SELECT indicator, max(period_end) FROM figures
WHERE role IN ('result', 'context') AND period_end IS NOT NULL GROUP BY indicator
"""


@dataclass(frozen=True)
class Before:
    """Rows by table; `last` is the last day any result of an indicator is of."""

    rows: Mapping[str, Rows]
    last: Mapping[str, date]

    @classmethod
    def of(cls, parent: Path) -> "Before":
        """Read the release in the folder `parent`."""
        with open_release(parent) as release:
            rows = {
                name: release.query(f"SELECT {names(TABLES[name].columns)} FROM {quote(name)} ORDER BY ALL")
                for name in _READ
            }
            return cls(rows, dict(release.query(_LAST)))

    def open_rows(self) -> dict[str, Rows]:
        """What the framework's own files said: no closed indicators, no homes that came through a mapping."""
        closed = TABLES["indicators"].names.index("closed_on")
        fate = TABLES["indicator_nodes"].names.index("fate")
        own = {
            "indicators": [row for row in self.rows["indicators"] if row[closed] is None],
            "indicator_nodes": [row for row in self.rows["indicator_nodes"] if row[fate] is None],
        }
        return {**self.rows, **own}

    def records(self, table: str) -> list[Record]:
        """The rows of one table by column name."""
        return records(self.rows, table)


def records(rows: Mapping[str, Rows], table: str) -> list[Record]:
    """Rows by column name."""
    columns = TABLES[table].names
    return [dict(zip(columns, row, strict=True)) for row in rows.get(table, ())]


def as_row(table: str, **cells: Any) -> Row:
    """A row of a table; columns not given are empty."""
    return tuple(cells.get(name) for name in TABLES[table].names)

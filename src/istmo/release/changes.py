"""A difference between two releases, as text for a person."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.release.diff import Diff, TableDiff

_ROWS_SHOWN = 20


def as_text(diff: Diff) -> str:
    """What changed: one paragraph per table, counts first, then the first rows of each kind."""
    head = f"From {diff.old.name} “{diff.old.title}” to {diff.new.name} “{diff.new.title}”"
    if diff.same:
        return f"{head}: no table changed."
    return "\n\n".join([f"{head}:", *(_table(table) for table in diff.tables)])


def _table(table: TableDiff) -> str:
    counts = f"{table.name}: {table.added:,} added, {table.removed:,} removed, {table.changed:,} changed"
    lines = [
        *(f"  + {_row(row)}" for row in table.rows_added[:_ROWS_SHOWN]),
        *(f"  - {_row(row)}" for row in table.rows_removed[:_ROWS_SHOWN]),
        *(f"  ~ {_row(change.key)}: {_values(change.values)}" for change in table.rows_changed[:_ROWS_SHOWN]),
    ]
    more = table.added + table.removed + table.changed - len(lines)
    return "\n".join([counts, *lines, *([f"  … and {more:,} more; --json gives them"] if more else [])])


def _row(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_plain(value)}" for name, value in row.items() if value not in (None, ""))


def _values(values: Mapping[str, tuple[Any, Any]]) -> str:
    return "; ".join(f"{name} {_plain(old)} → {_plain(new)}" for name, (old, new) in values.items())


def _plain(value: Any) -> str:
    if value is None:
        return "(empty)"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)

"""How complete the reference sheets of an architecture are, and when its data were last assessed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from istmo.kernel.quality import missing, overdue_since
from istmo.kernel.tables import TABLES

_Record = Mapping[str, Any]
#: The rows of a table by column name.
Records = Callable[[str], Iterable[_Record]]


@dataclass(frozen=True)
class Sheet:
    """The sheet of one indicator. missing: what it does not say, in words. required: its framework asks for it.

    assessed_on: the day of the last assessment of its data, whoever's they are; None if there is none.
    """

    indicator: _Record
    is_written: bool
    required: bool
    missing: tuple[str, ...]
    assessed_on: date | None

    @property
    def overdue_since(self) -> date | None:
        """The day from which the last assessment is too old; None if there is none."""
        return overdue_since(self.assessed_on) if self.assessed_on else None


def sheets(records: Records) -> dict[str, Sheet]:
    """The sheet of every indicator of a framework, by code, written or not."""
    required = {row["code"] for row in records("frameworks") if row["sheets"] == "required"}
    written = {row["indicator"]: row for row in records("sheets")}
    nodes = Counter(row["indicator"] for row in records("indicator_nodes"))
    breakdowns = Counter(row["indicator"] for row in records("indicator_dimensions"))
    assessed: dict[str, date] = {}
    for row in records("quality_assessments"):
        assessed[row["indicator"]] = max(row["assessed_on"], assessed.get(row["indicator"], date.min))
    empty = dict.fromkeys(TABLES["sheets"].names)
    return {
        row["code"]: Sheet(
            indicator=row,
            is_written=row["code"] in written,
            required=row["framework"] in required,
            missing=missing(
                {
                    **row,
                    **written.get(row["code"], empty),
                    "nodes": nodes[row["code"]],
                    "breakdowns": breakdowns[row["code"]],
                }
            ),
            assessed_on=assessed.get(row["code"]),
        )
        for row in records("indicators")
        if row["framework"]
    }

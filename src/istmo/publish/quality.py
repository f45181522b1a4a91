"""Reference sheets and assessments of data, as the report tells them: the answer of the question `quality` by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from istmo.publish import display
from istmo.publish.registers import Registers
from istmo.publish.terms import TERMS
from istmo.publish.words import Words

_Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One indicator: its row of the answer, what is missing, its last assessment in words, and who reports it."""

    row: _Row
    reporters: tuple[str, ...]
    unassessed: tuple[str, ...]
    missing: tuple[str, ...]
    beside: str
    weak: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """Frameworks with their counts, performance indicators with a sheet or an assessment, changes of sheets.

    beside: by indicator, the sentence that stands beside its numbers; empty where the release tells of no assessment.
    """

    as_of: str
    frameworks: tuple[tuple[str, _Row], ...]
    sheets: tuple[Sheet, ...]
    changes: tuple[_Row, ...]
    beside: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote a sheet or assessed any data."""
        return not self.sheets


def of(rows: Iterable[_Row], registers: Registers, words: Words) -> Quality:
    """What the release tells of the quality of its data."""
    rows = list(rows)
    titles = {framework.code: framework.title for framework in registers.frameworks}
    counted = [row for row in rows if row["row"] == "framework" and row["indicators"]]
    indicators = [row for row in rows if row["row"] == "indicator" and row["kind"] != "context"]
    is_assessed = any(row["assessed_on"] for row in indicators)
    sheets = [_sheet(row, registers.agencies, words) for row in indicators]
    day = rows[0]["as_of"] if rows else None
    return Quality(
        as_of=display.period(day, day, None, words) if day else "",
        frameworks=tuple((titles.get(row["framework"]) or row["framework"], row) for row in counted),
        sheets=tuple(sheet for sheet in sheets if sheet.row["sheet"] != "none" or sheet.row["assessed_on"]),
        changes=tuple(row for row in rows if row["row"] == "change"),
        beside={sheet.row["indicator"]: sheet.beside for sheet in sheets} if is_assessed else {},
    )


def _sheet(row: _Row, agencies: Mapping[str, str], words: Words) -> Sheet:
    weak = [
        f"{words.say(TERMS['qualities'][name])}: {words.say(TERMS['quality_results'][row[name]])}"
        for name in TERMS["qualities"]
        if row[name] in ("partly", "not_met", "not_assessed")
    ]
    reporters, unassessed = (
        tuple(agencies.get(code, code) for code in _listed(row[column], ", "))
        for column in ("reported_by", "unassessed")
    )
    return Sheet(row, reporters, unassessed, _listed(row["missing"], "; "), _beside(row, words), tuple(weak))


def _listed(cell: str | None, mark: str) -> tuple[str, ...]:
    return tuple(cell.split(mark)) if cell else ()


def _beside(row: _Row, words: Words) -> str:
    if row["assessed_on"] is None:
        return words.say("No assessment of its data is known.")
    on = display.period(row["assessed_on"], row["assessed_on"], None, words)
    if row["standing"] != "overdue":
        return words.say("Data last assessed on %(day)s.", day=on)
    since = display.period(row["overdue_since"], row["overdue_since"], None, words)
    return words.say(
        "Data last assessed on %(day)s; the next assessment is overdue since %(since)s.", day=on, since=since
    )

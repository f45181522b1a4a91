"""What a workbook of a call is made of, and what its columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from istmo.collect.wanted import Row, Wanted
from istmo.formats._called import words
from istmo.formats._manifest import Manifest
from istmo.kernel.period import Period

#: Empty rows for what is not listed.
MORE = 40


@dataclass(frozen=True)
class Template:
    """One workbook: what is asked, of whom, and what it says of itself.

    title, agency: names for people; due: in words. filled: what was typed already, by the code of the row and the name
    of the column.
    """

    wanted: Wanted
    manifest: Manifest
    title: str
    agency: str
    made_at: datetime
    due: str = ""
    questions: str = ""
    filled: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language of its texts."""
        return self.wanted.request.lang

    @property
    def year(self) -> str:
        """The year asked about, such as FY2025."""
        return self.wanted.request.year

    @property
    def last_year(self) -> str:
        """The year before."""
        before = Period.parse(self.year).previous()
        return before.code if before else ""

    @property
    def target_years(self) -> str:
        """The years to come that targets are asked of."""
        return ", ".join(self.wanted.request.parts.targets)


@dataclass(frozen=True)
class Column:
    """One column of a sheet: what it is read as, its header and width, and whether it is filled in, or hidden."""

    name: str
    header: str
    width: float
    filled_in: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Part:
    """A sheet of figures: the name of the part, the column that is counted, its rows and columns."""

    name: str
    counted: str
    rows: Sequence[Row]
    columns: tuple[Column, ...]
    more: int

    def index(self, name: str) -> int:
        """The index of a column; -1 if the sheet has none of that name."""
        names = [column.name for column in self.columns]
        return names.index(name) if name in names else -1


_COUNTED = {
    "results": "result",
    "targets": "new_target",
    "baselines": "baseline",
    "restatements": "corrected",
}
_WIDTHS = {
    "code": 15,
    "indicator": 40,
    "place": 20,
    "activity": 30,
    "breakdown": 20,
    "period": 13,
    "unit": 10,
    "last": 14,
    "target": 14,
    "numerator": 13,
    "denominator": 13,
    "state": 22,
    "note": 32,
    "why": 36,
    "reason": 24,
    "explanation": 36,
    "plan": 36,
    "plan_by": 13,
    "stated_on": 13,
    "key": 10,
}
_MISSED = ("reason", "explanation", "plan", "plan_by")


def is_open(row: Row, column: str, part: Part) -> bool:
    """Whether the reporter fills in that cell: one of the columns for it, or a place or activity left to choose."""
    index = part.index(column)
    if column in ("numerator", "denominator"):
        return index >= 0 and row.measure == "ratio"
    if column == "place":
        return index >= 0 and row.place is None
    if column == "activity":
        return index >= 0 and row.activity is None and row.role != "context"
    return index >= 0 and part.columns[index].filled_in


def part(template: Template, name: str) -> Part:
    """The sheet of one part, with the columns that its rows need."""
    rows = template.wanted.part(name)
    counted = _COUNTED[name]
    years = {"results": template.year, "targets": template.target_years}
    year = years.get(name, template.last_year)
    year = "" if "," in year else year
    shown = ["code", "indicator", "place", "activity"]
    shown += ["breakdown"] if any(row.breakdown for row in rows) or name == "results" else []
    shown += ["period"] if any(row.period.code != year for row in rows) else []
    shown += ["unit"] + ([] if name == "baselines" else ["last"])
    shown += ["target"] if name in ("results", "targets") else []
    filled = [counted]
    filled += (
        ["numerator", "denominator"]
        if any(row.measure == "ratio" for row in rows) and name != "targets"
        else []
    )
    filled += ["stated_on"] if name == "targets" else ["state"]
    filled += ["why"] if name == "restatements" else ["note"]
    filled += _MISSED if name == "results" else []
    told = {"last": template.last_year, "target": year, counted: year}
    columns = [
        Column(
            each, words.header(each, template.lang, told.get(each, "")), _WIDTHS.get(each, 16), each in filled
        )
        for each in (*shown, *filled)
    ]
    key = Column("key", words.header("key", template.lang), _WIDTHS["key"], hidden=True)
    return Part(name, counted, rows, (*columns, key), 0 if name == "restatements" else MORE)

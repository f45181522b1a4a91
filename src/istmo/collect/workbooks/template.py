"""What a workbook of a call is made of, and what its columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

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
    of the column; None before anybody typed.
    """

    wanted: Wanted
    manifest: Manifest
    title: str
    agency: str
    made_at: datetime
    due: str = ""
    questions: str = ""
    filled: Mapping[str, Mapping[str, str]] | None = None

    @cached_property
    def cells(self) -> Mapping[str, Mapping[str, str]]:
        """What stands in the cells: what was typed, else what goes with a figure."""
        return carried(self.wanted) if self.filled is None else self.filled

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
    "last_maturity": 14,
    "target": 14,
    "numerator": 13,
    "denominator": 13,
    "state": 22,
    "maturity": 14,
    "note": 32,
    "why": 36,
    "reason": 24,
    "explanation": 36,
    "plan": 36,
    "plan_by": 13,
    "stated_on": 13,
    "base_period": 13,
    "key": 10,
}
#: Why a target was missed and what is done about it: told beside a result, and nowhere else.
MISSED = ("reason", "explanation", "plan", "plan_by")
#: Cells that only rows of one measure have.
_OF_MEASURE = {"numerator": "ratio", "denominator": "ratio", "base_period": "change"}


def carried(wanted: Wanted) -> dict[str, dict[str, str]]:
    """What goes with a figure and may be typed over, by row and column.

    Of one that may be corrected why its target was missed, of a change what it is compared with.
    """
    return {row.code: texts for row in wanted.rows if (texts := _carried(row, wanted.request.lang))}


def _carried(row: Row, lang: str) -> dict[str, str]:
    listed = row.reason in words.REASON_WORDS
    told = {
        "reason": words.word("reason", row.reason, lang) if row.reason and listed else row.reason,
        "explanation": row.explanation,
        "plan": row.plan,
        "plan_by": row.plan_by.isoformat() if row.plan_by else None,
        "base_period": row.base_period if row.measure == "change" else None,
    }
    return {name: text for name, text in told.items() if text}


def is_open(row: Row, column: str, part: Part) -> bool:
    """Whether the reporter fills in that cell: one of the columns for it, or a place or activity left to choose."""
    index = part.index(column)
    if index < 0:
        return False
    if column == "place":
        return row.place is None
    if column == "activity":
        return row.activity is None and row.role != "context"
    if column in MISSED and row.role != "result":
        return False
    return part.columns[index].filled_in and row.measure == _OF_MEASURE.get(column, row.measure)


def period(row: Row) -> str:
    """The period of a row in words for people."""
    code = row.period.code
    return _("%(period)s, the whole of the activity") % {"period": code} if row.span == "life" else code


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
    shown += ["last_maturity"] if any(row.last_maturity == "preliminary" for row in rows) else []
    shown += (
        ["target"] if name in ("results", "targets") or any(row.target is not None for row in rows) else []
    )
    filled = [counted]
    filled += (
        ["numerator", "denominator"]
        if any(row.measure == "ratio" for row in rows) and name != "targets"
        else []
    )
    filled += ["base_period"] if any(row.measure == "change" for row in rows) else []
    filled += ["stated_on"] if name == "targets" else ["state", "maturity"]
    filled += ["why"] if name == "restatements" else ["note"]
    filled += MISSED if name == "results" or any(row.role == "result" for row in rows) else []
    told = {"last": template.last_year, "target": year, counted: year}
    columns = [
        Column(
            each, words.header(each, template.lang, told.get(each, "")), _WIDTHS.get(each, 16), each in filled
        )
        for each in (*shown, *filled)
    ]
    hidden = ["told", "key"] if any(row.told for row in rows) else ["key"]
    kept = [Column(each, words.header(each, template.lang), _WIDTHS["key"], hidden=True) for each in hidden]
    return Part(name, counted, rows, (*columns, *kept), 0 if name == "restatements" else MORE)

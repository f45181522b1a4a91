"""What came as a file, as it stands in the cells of the grid: whoever goes on there finds her figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from istmo.collect import matched, queries
from istmo.collect.grid import Grid
from istmo.collect.matched import Beside, Told
from istmo.collect.models import Assignment, Version
from istmo.collect.typed import Cell, Change, Sheet, Typed
from istmo.collect.wanted import Row
from istmo.collect.workbooks.template import Part
from istmo.formats._called import words
from istmo.kernel.quantity import plain


@dataclass(frozen=True)
class Taken:
    """The last version that came, drafts included, as cells; beside: what it holds that no row of the grid asks for."""

    version: Version
    sheet: Sheet
    beside: tuple[Beside, ...]

    def changes(self, now: Sheet) -> list[Change]:
        """What makes the cells say what the version says, all others empty."""
        there = set(self.sheet.cells) | {cell for cell, typed in now.cells.items() if typed.text}
        told = [Change(cell, now.text(cell), self.sheet.text(cell)) for cell in sorted(there)]
        return [one for one in told if not _same(one.base, one.text)]


def taken(assignment: Assignment, grid: Grid) -> Taken | None:
    """None where nothing with figures came yet."""
    came = queries.versions().select_related("received_by", "sent_by")
    came = came.filter(submission__call=assignment.call, submission__agency=assignment.agency)
    version = came.exclude(figures_sha256="").last()
    if version is None:
        return None
    told, beside = matched.told((row for _part, row in grid.rows.values()), version)
    by = version.sender.code
    cells = {
        cell: Typed(text, by)
        for one in told
        for cell, text in _cells(one, *grid.rows[one.code], grid.template.lang)
        if text and grid.is_open(cell)
    }
    known = {one.code for one in told}
    start = {cell: typed for cell, typed in grid.start.cells.items() if cell.code not in known}
    return Taken(version, Sheet({**start, **cells}), tuple(beside))


def _cells(told: Told, part: Part, row: Row, lang: str) -> Iterator[tuple[Cell, str]]:
    """A figure as it would be typed into its row."""
    value = told.value_as_written if row.measure == "text" else _number(told.value)
    texts = {
        part.counted: value,
        "numerator": _number(told.numerator),
        "denominator": _number(told.denominator),
        "state": words.told("state", told.state, lang),
        "maturity": words.told("maturity", told.maturity, lang),
        "why" if part.name == "restatements" else "note": told.note,
        "reason": _reason(told.reason or "", lang),
        "explanation": told.explanation,
        "plan": told.plan,
        "plan_by": told.plan_by.isoformat() if told.plan_by else "",
        "stated_on": told.stated_on.isoformat() if told.stated_on else "",
        "base_period": told.base_period,
        "place": told.place,
        "activity": told.activity,
    }
    for name, text in texts.items():
        yield Cell(told.code, name), text or ""


def _reason(code: str, lang: str) -> str:
    return words.word("reason", code, lang) if code in words.REASON_WORDS else code


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, or the same number."""
    try:
        return one.strip() == other.strip() or Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False

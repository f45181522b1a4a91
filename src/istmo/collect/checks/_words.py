"""From a grouped finding to a `Problem` in the reporter's own rows, letters and headers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.collect.checks._catalogue import Check
from istmo.kernel.period import Period
from istmo.kernel.problem import PLACES_TOLD, Problem, Where
from istmo.kernel.sheets import in_sheet, of_sheet, parted

#: A text of a stranger is told no longer than this.
_LONGEST = 60

#: Where the file has no column of that name, the one the reporter filled instead.
_STANDS_FOR = {
    "period_start": "period",
    "period_end": "period",
    "period": "period_start",
    "numerator": "value",
    "low": "value",
}


@dataclass(frozen=True)
class Reporter:
    """The reporter's file: its name, and per canonical column the letter and header it was read from.

    places: how many places of one problem are told.
    """

    file: str
    headers: Mapping[str, tuple[str, str]]
    places: int = PLACES_TOLD

    def letter_and_header(self, column: str, sheet: str = "") -> tuple[str, str]:
        """Of a canonical column, in its sheet where the file has sheets; empty texts where there is no such column."""
        instead = "breakdown" if column.startswith("dimension:") else _STANDS_FOR.get(column, column)
        if sheet:
            column, instead = in_sheet(sheet, column), in_sheet(sheet, instead)
        return self.headers.get(column) or self.headers.get(instead) or ("", "")

    def where(self, column: str, here: Mapping[str, Any] | None) -> Where:
        """The place of one row (`here`, as the macro of that name gives it) in one canonical column."""
        if here is None:
            letter, header = self.letter_and_header(column)
            return Where(file=self.file, sheet=of_sheet(column)[0], column=letter, header=header)
        sheet, cell = self._sheet_and_cell(here["at"] or "")
        letter, header = self.letter_and_header(column, sheet)
        return Where(
            file=self.file,
            sheet=sheet,
            column=letter or cell.rstrip("0123456789"),
            row=here["row"],
            header=header,
            indicator=here.get("indicator") or "",
            period=_period(here),
            breakdown=here.get("breakdown") or "",
        )

    def _sheet_and_cell(self, at: str) -> tuple[str, str]:
        """Where a row stands by its own `at`, unless that is a column of the file and tells of another file."""
        sheet, cell = parted(at)
        sheets = {of_sheet(column)[0] for column in self.headers} - {""}
        if not self.headers or (sheet in sheets and in_sheet(sheet, "at") not in self.headers):
            return sheet, cell
        return (next(iter(sheets)) if len(sheets) == 1 else ""), cell


def problem_of(check: Check, finding: Mapping[str, Any], reporter: Reporter) -> Problem:
    """One group of alike findings: `places`, `count`, and what the texts of the check name."""
    words = {
        name: in_words(value) for name, value in finding.items() if name not in ("places", "count", "rank")
    }
    places = _places(check, finding["places"], reporter, words)
    return Problem(
        code=check.code,
        severity=check.severity,
        found=_text(check.found, words),
        where=places[0],
        expected=_text(check.expected, words),
        fix=_text(check.fix, words),
        count=finding["count"],
        places=places,
    )


def problem_of_rest(
    check: Check, kinds_and_count: tuple[int, int], places: Sequence[Any], reporter: Reporter
) -> Problem:
    """What is left after the most frequent findings of a check were told one by one."""
    kinds, count = kinds_and_count
    told = _places(check, places, reporter, {})
    return Problem(
        code=check.code,
        severity=check.severity,
        found=f"{kinds} more findings of this kind ({check.title[0].lower()}{check.title[1:]})",
        where=told[0],
        fix="mend those named one by one first, then check again",
        count=count,
        places=told,
    )


def in_words(value: Any) -> str | None:
    """A value of a finding as a reporter reads it: one short line without the signs that steer a terminal.

    None stays None, so that a text can do without it.
    """
    if value is None:
        return None
    if isinstance(value, dict):
        return _period(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    told = "".join(sign if sign.isprintable() else " " for sign in str(value))
    told = " ".join(told.split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def _places(
    check: Check, places: Sequence[Any], reporter: Reporter, words: Mapping[str, str | None]
) -> tuple[Where, ...]:
    column = words.get("column") or check.column
    return tuple(reporter.where(column, here) for here in places) or (reporter.where(column, None),)


def _period(dates: Mapping[str, Any]) -> str:
    start, end = dates["start"], dates["end"]
    if start and end and start > end:
        return f"{start}/{end}"
    return Period(start, end).code


def _text(templates: Sequence[str], words: Mapping[str, str | None]) -> str:
    """The first template all of whose names are filled; a template without names always is."""
    filled = {name: word for name, word in words.items() if word is not None}
    for template in templates:
        try:
            return template % filled
        except KeyError:
            continue
    return ""

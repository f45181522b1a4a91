"""A sheet of figures: what is known, locked; the cells that are asked for, open, coloured by what is in them."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from istmo.collect.wanted import Row
from istmo.collect.workbooks import looks
from istmo.collect.workbooks.lists import Lists
from istmo.collect.workbooks.looks import Looks
from istmo.collect.workbooks.template import Column, Part, Template, is_open, period
from istmo.formats._called import words
from istmo.formats._shared import letter
from istmo.formats._workbook.write import LONGEST

#: The row of the header, counted from nought; above it the title and how to fill in.
HEADER = 3
FIRST = HEADER + 1
#: By how much of last year a figure may differ before its cell is coloured.
_FAR = "0.5"
_DIGITS = 15
_LINE, _MOST_LINES = 15.5, 4
_NAMED = ("indicator", "place", "activity", "breakdown")
#: What a protected sheet still lets a person do.
ALLOWED = {
    "sort": True,
    "autofilter": True,
    "format_cells": False,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
_CHOSEN = {"indicator": "indicator", "place": "place", "activity": "activity", "breakdown": "breakdown"}
#: Columns of numbers and of days: a plain one that was typed is kept as such.
_NUMBERS = ("result", "new_target", "baseline", "corrected", "numerator", "denominator")
_DAYS = ("plan_by", "stated_on")
_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDY = ("note", "why", "base_period", "explanation", "plan")


def write(sheet: Any, part: Part, template: Template, lists: Lists, style: Looks) -> None:
    """Write one part onto its sheet."""
    _head(sheet, part, template, style)
    for number, row in enumerate(part.rows, FIRST):
        _row(sheet, number, row, part, (template, style))
    last = FIRST + len(part.rows) + part.more - 1
    for number in range(FIRST + len(part.rows), last + 1):
        _more(sheet, number, part, style)
    _offers(sheet, part, lists, last)
    _colours(sheet, part, style, last)
    _printed(sheet, part, template, last)


def titles(part: str, template: Template) -> tuple[str, str, str]:
    """The name of the sheet, its title, and one sentence on how to fill it in."""
    years = {"year": template.year, "last": template.last_year, "next": template.target_years}
    told = {
        "results": (
            _("Results"),
            _("Results %(year)s"),
            _(
                "Fill in the yellow cells. Nought is a result. Where there is none, choose why. Leave the rest as it is."
            ),
        ),
        "targets": (
            _("Targets"),
            _("Targets for %(next)s"),
            _(
                "Fill in what is aimed at. A target that is set already stands beside; leave the cell empty to keep it."
            ),
        ),
        "baselines": (
            _("Baselines"),
            _("Baselines of %(last)s"),
            _(
                "These indicators have no value to start from. Fill in what it was before the work, or choose why it is not known."
            ),
        ),
        "restatements": (
            _("Corrections"),
            _("Corrections of %(last)s"),
            _(
                "Only where a figure of last year was wrong: type the right one and why. Leave all other rows empty."
            ),
        ),
    }[part]
    said = [told[2]]
    if part == "restatements" and any(row.told for row in template.wanted.rows):
        said.append(
            _(
                "Why a target was missed stands there as it was told, and goes with a corrected figure. Change it where it no longer holds."
            )
        )
    if part == "restatements" and any(row.last_maturity == "preliminary" for row in template.wanted.rows):
        confirm = _("What was preliminary and holds now: type the figure again and choose “%(final)s”.")
        said.append(confirm % {"final": words.word("maturity", "final", template.lang)})
    return told[0], told[1] % years, " ".join(said)


def _head(sheet: Any, part: Part, template: Template, style: Looks) -> None:
    _name, title, said = titles(part.name, template)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{title} · {template.agency}", style.title)
    sheet.write_string(1, 0, said, style.said)
    sheet.set_row(HEADER, 34)
    shown = sum(not column.hidden for column in part.columns)
    # One range: a sheet with one hidden range is known to be as it went out (`_called.quick`).
    sheet.set_column(shown, len(part.columns) - 1, part.columns[-1].width, None, {"hidden": True})
    for index, column in enumerate(part.columns):
        if not column.hidden:
            sheet.set_column(index, index, column.width)
        sheet.write_string(HEADER, index, column.header, style.asked if column.filled_in else style.header)


def _row(sheet: Any, number: int, row: Row, part: Part, given: tuple[Template, Looks]) -> None:
    template, style = given
    typed = template.cells.get(row.code, {})
    sheet.set_row(
        number, lines((row.title, row.place_name, row.activity_title, row.breakdown_words), part) * _LINE
    )
    for index, column in enumerate(part.columns):
        if (text := typed.get(column.name)) and is_open(row, column.name, part):
            _typed(sheet, (number, index), text, (column, style))
        elif column.filled_in:
            _open(sheet, (number, index), column, row, (part, *given))
        elif column.hidden:
            sheet.write_string(number, index, getattr(row, column.name) or "", style.key)
        else:
            _KNOWN[column.name](sheet, (number, index), row, (style, template.lang))


def lines(texts: Sequence[str], part: Part) -> int:
    """How many lines the names of a row need: not every program makes a row as high as its text."""
    widths = [part.columns[part.index(name)].width for name in _NAMED if part.index(name) >= 0]
    needed = [-(-len(text) // max(int(width) - 1, 1)) for text, width in zip(texts, widths, strict=False)]
    return min(max(needed, default=1) or 1, _MOST_LINES)


def _open(
    sheet: Any, place: tuple[int, int], column: Column, row: Row, given: tuple[Part, Template, Looks]
) -> None:
    part, template, style = given
    if not is_open(row, column.name, part):
        sheet.write_blank(*place, None, style.locked)
    elif column.name == "stated_on":
        sheet.write_datetime(
            *place,
            template.made_at.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0),
            style.open_day,
        )
    else:
        _blank(sheet, place, column, style)


def _typed(sheet: Any, place: tuple[int, int], text: str, given: tuple[Column, Looks]) -> None:
    """What was typed, as a spreadsheet would keep it: plain numbers and days as such, all else as text, a = too."""
    column, style = given
    bare = text.strip()
    if (
        column.name in _NUMBERS
        and _PLAIN.fullmatch(bare)
        and len(bare.lstrip("-0.").replace(".", "")) <= _DIGITS
    ):
        sheet.write_number(*place, Decimal(bare), style.open)
    elif column.name in _DAYS and (found := _day(bare)):
        sheet.write_datetime(*place, found, style.open_day)
    else:
        sheet.write_string(*place, text[:LONGEST], style.open if column.name in _NUMBERS else style.open_text)


def _day(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - a day of a sheet has no zone
    except ValueError:
        return None


def _blank(sheet: Any, place: tuple[int, int], column: Column, style: Looks) -> None:
    look = (
        style.open_day if column.name in _DAYS else style.open_text if column.name in _WORDY else style.open
    )
    sheet.write_blank(*place, None, look)


def _more(sheet: Any, number: int, part: Part, style: Looks) -> None:
    """An empty row for what is not listed: everything but its code and key is open."""
    for index, column in enumerate(part.columns):
        if column.filled_in:
            _blank(sheet, (number, index), column, style)
        elif column.name in (*_CHOSEN, "period", "unit"):
            sheet.write_blank(number, index, None, style.open_text)
        elif not column.hidden:
            sheet.write_blank(number, index, None, style.locked)


def _text(get: Callable[[Row], str], choice: str = "") -> Callable[..., None]:
    """A text that is known; where it is the reporter's choice, an open cell."""

    def written(sheet: Any, place: tuple[int, int], row: Row, given: tuple[Looks, str]) -> None:
        if (choice and getattr(row, choice) is None and row.role != "context") or (
            choice == "place" and row.place is None
        ):
            sheet.write_blank(*place, None, given[0].open_text)
        else:
            sheet.write_string(*place, get(row)[:LONGEST], given[0].locked)

    return written


def _last(sheet: Any, place: tuple[int, int], row: Row, given: tuple[Looks, str]) -> None:
    style, lang = given
    if row.last_value is not None:
        _value(sheet, place, row, row.last_value, style)
    elif row.last_numerator is not None and row.last_denominator is not None:
        sheet.write_string(
            *place, f"{_plain(row.last_numerator)} / {_plain(row.last_denominator)}", style.shaded
        )
    elif state := words.told("state", row.last_state, lang):
        sheet.write_string(*place, state, style.shaded)
    else:
        sheet.write_string(*place, (row.last_written or "")[:LONGEST], style.shaded)


def _last_maturity(sheet: Any, place: tuple[int, int], row: Row, given: tuple[Looks, str]) -> None:
    style, lang = given
    sheet.write_string(*place, words.told("maturity", row.last_maturity, lang), style.shaded)


def _target(sheet: Any, place: tuple[int, int], row: Row, given: tuple[Looks, str]) -> None:
    if row.target is None:
        sheet.write_blank(*place, None, given[0].locked)
    else:
        _value(sheet, place, row, row.target, given[0])


def _value(sheet: Any, place: tuple[int, int], row: Row, value: Decimal, style: Looks) -> None:
    """A number, or the state of a milestone."""
    if row.measure == "milestone" and (state := words.state(row.states, value)):
        sheet.write_string(*place, state, style.shaded)
    else:
        _number(sheet, place, value, style)


def _number(sheet: Any, place: tuple[int, int], value: Decimal, style: Looks) -> None:
    if len(value.normalize().as_tuple().digits) > _DIGITS:
        sheet.write_string(*place, _plain(value), style.locked)
    else:
        sheet.write_number(*place, value, style.whole if value == value.to_integral_value() else style.number)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_KNOWN: dict[str, Callable[..., None]] = {
    "code": _text(lambda row: row.code),
    "indicator": _text(lambda row: row.title),
    "place": _text(lambda row: row.place_name, "place"),
    "activity": _text(lambda row: row.activity_title, "activity"),
    "breakdown": _text(lambda row: row.breakdown_words),
    "period": _text(period),
    "unit": _text(lambda row: row.unit),
    "last": _last,
    "last_maturity": _last_maturity,
    "target": _target,
}


def _offers(sheet: Any, part: Part, lists: Lists, last: int) -> None:
    for name in ("state", "maturity", "reason"):
        if (index := part.index(name)) >= 0:
            lists.offer(sheet, (FIRST, index, last, index), name)
    below = FIRST + len(part.rows)
    for name in _CHOSEN:
        if (index := part.index(name)) >= 0:
            lists.offer(sheet, (below, index, last, index), name)
    for name in ("place", "activity"):
        for number, row in enumerate(part.rows, FIRST):
            if getattr(row, name) is None:
                lists.offer(sheet, (number, part.index(name), number, part.index(name)), name)
    for number, row in enumerate(part.rows, FIRST):
        if row.measure == "milestone":
            states = words.states(row.states)
            sheet.data_validation(
                number,
                part.index(part.counted),
                number,
                part.index(part.counted),
                {
                    "validate": "list",
                    "source": states,
                    "show_error": False,
                    "input_title": _("State reached"),
                    "input_message": _("Choose one, or type its number or its word."),
                },
            )


def _colours(sheet: Any, part: Part, style: Looks, last: int) -> None:
    """Cells that colour themselves: wrong before far, far before to do."""
    if last < FIRST:
        return
    columns = {column.name: letter(index) for index, column in enumerate(part.columns)}
    value, key = f"${columns[part.counted]}{FIRST + 1}", f"${columns['key']}{FIRST + 1}"
    index = part.index(part.counted)
    here = (FIRST, index, last, index)
    number = f'RIGHT({key},5)<>"|text",RIGHT({key},10)<>"|milestone"'
    if state := columns.get("state"):
        span = (FIRST, index, last, part.index("state"))
        sheet.conditional_format(
            *span, _when(f'${state}{FIRST + 1}<>""', style.coloured(looks.WITHOUT), stop=True)
        )
    sheet.conditional_format(
        *here, _when(f"AND(ISTEXT({value}),{number})", style.coloured(looks.WRONG), stop=True)
    )
    if before := columns.get("last"):
        known = f"${before}{FIRST + 1}"
        far = f"AND(ISNUMBER({value}),ISNUMBER({known}),{known}<>0,ABS({value}-{known})>{_FAR}*ABS({known}))"
        sheet.conditional_format(*here, _when(far, style.coloured(looks.FAR)))
    if part.name in ("results", "baselines") and part.rows:
        filled = [
            columns[name] for name in (part.counted, "numerator", "denominator", "state") if name in columns
        ]
        empty = ",".join(f'${each}{FIRST + 1}=""' for each in filled)
        todo = (FIRST, index, FIRST + len(part.rows) - 1, index)
        sheet.conditional_format(*todo, _when(f"AND({empty})", style.coloured(looks.TODO)))


def _when(formula: str, look: Any, *, stop: bool = False) -> dict[str, Any]:
    return {"type": "formula", "criteria": f"={formula}", "format": look, "stop_if_true": stop}


def _printed(sheet: Any, part: Part, template: Template, last: int) -> None:
    """Frozen, filtered, protected, and fit to be printed: on paper the columns for words stay away."""
    shown = sum(not column.hidden for column in part.columns)
    printed = max(part.index("maturity"), part.index("stated_on"))
    sheet.freeze_panes(FIRST, 2)
    sheet.autofilter(HEADER, 0, max(last, FIRST), shown - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.print_area(0, 0, max(FIRST + len(part.rows) - 1, FIRST), printed)
    sheet.set_footer(f"&L{_safe(template.agency)}&C&A&R&P / &N")
    sheet.protect("", ALLOWED)


def _safe(text: str) -> str:
    """A name in a footer: an ampersand begins a code there."""
    return text.replace("&", "&&")[:100]


def day(value: date | None) -> str:
    """A day as it is written everywhere."""
    return value.isoformat() if value else ""

"""The first sheet: what is asked, by when, in which order, and what the colours mean. One printed page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.collect.workbooks import figures, looks
from istmo.collect.workbooks.looks import Looks
from istmo.collect.workbooks.template import Part, Template
from istmo.formats._called import words
from istmo.formats._shared import letter
from istmo.kernel.sheets import prefix


def write(sheet: Any, template: Template, parts: list[tuple[str, Part]], style: Looks) -> None:
    """parts: the sheets of figures by the name of their sheet."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 92)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, template.title, style.title)
    sheet.write_string(1, 0, f"{template.agency} · {template.year}", style.said)
    row = _asked(sheet, 3, template, parts, style)
    row = _steps(sheet, row + 1, template, style)
    row = _legend(sheet, row + 1, style)
    if template.questions:
        sheet.write_string(row + 1, 0, _("Questions"), style.strong)
        sheet.write_string(row + 1, 1, template.questions, style.paragraph)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", figures.ALLOWED)


def _asked(sheet: Any, row: int, template: Template, parts: list[tuple[str, Part]], style: Looks) -> int:
    if template.due:
        sheet.write_string(row, 0, _("Send it back by"), style.strong)
        sheet.write_string(row, 1, template.due, style.paragraph)
        row += 1
    sheet.write_string(row, 0, _("What is asked"), style.strong)
    if template.wanted.request.parts.roster:
        count = len(template.wanted.roster)
        told = ngettext("%(n)d activity to look over", "%(n)d activities to look over", count) % {"n": count}
        sheet.write_string(row, 1, told, style.paragraph)
        row += 1
    for name, part in parts:
        sheet.write_string(row, 1, _counted(name, part), style.paragraph)
        row += 1
    for name, part in parts:
        if part.name in ("results", "baselines") and part.rows:
            sheet.write_string(row, 0, _("Still to do: %(sheet)s") % {"sheet": name}, style.strong)
            sheet.write_formula(row, 1, _todo(name, part), style.paragraph, len(part.rows))
            row += 1
    return row


def _counted(name: str, part: Part) -> str:
    count = len(part.rows)
    return ngettext("%(sheet)s: %(n)d row", "%(sheet)s: %(n)d rows", count) % {"sheet": name, "n": count}


def _todo(name: str, part: Part) -> str:
    """How many rows hold neither a figure nor why there is none."""
    last = figures.FIRST + len(part.rows)
    names = [each for each in (part.counted, "numerator", "denominator", "state") if part.index(each) >= 0]
    cells = (
        f"{prefix(name)}{letter(part.index(each))}{figures.FIRST + 1}:{letter(part.index(each))}{last}"
        for each in names
    )
    return f"=SUMPRODUCT({'*'.join(f'({cell}=' + chr(34) * 2 + ')' for cell in cells)})"


def _steps(sheet: Any, row: int, template: Template, style: Looks) -> int:
    steps = [
        _("Look over your activities first: close, move or add them."),
        _("Fill in the results. Type digits only, with a point before decimals; nought is a result."),
        _("Where there is no result, leave the cell empty and choose why in the column beside it."),
        _("Where a value may still change, choose “%(preliminary)s” beside it.")
        % {"preliminary": words.word("maturity", "preliminary", template.lang)},
        _("Where a target was missed, say why and what is done about it."),
        _("Set the targets of the year to come, and correct last year only where it was wrong."),
        _(
            "Save the file as an Excel workbook and send it back. You may sort rows and leave cells for later."
        ),
    ]
    sheet.write_string(row, 0, _("In this order"), style.strong)
    for number, step in enumerate(steps, 1):
        sheet.write_string(row, 1, f"{number}. {step}", style.paragraph)
        row += 1
    return row


def _legend(sheet: Any, row: int, style: Looks) -> int:
    told = [
        (looks.TODO, _("to do"), _("Nothing is filled in yet.")),
        (looks.WRONG, _("no number"), _("A text stands where a number is wanted.")),
        (
            looks.FAR,
            _("far from last year"),
            _("More than half above or below last year. Look again; say why in the remark."),
        ),
        (looks.WITHOUT, _("no value"), _("You chose why there is none.")),
    ]
    sheet.write_string(row, 0, _("Colours"), style.strong)
    row += 1
    for colours, name, meaning in told:
        sheet.write_string(row, 0, name, style.legend(colours))
        sheet.write_string(row, 1, meaning, style.paragraph)
        row += 1
    return row

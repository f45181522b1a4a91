"""Writing one workbook of a call: the first sheet, the roster, the figures, the lists, and what it says of itself."""

from contextlib import closing
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from istmo.collect.workbooks import figures, front, roster
from istmo.collect.workbooks.lists import SHEET, Lists
from istmo.collect.workbooks.looks import Looks
from istmo.collect.workbooks.template import Part, Template, part
from istmo.formats._manifest import MARK, PROPERTY, Manifest
from istmo.formats._workbook.write import OPTIONS
from istmo.kernel.problem import WrongUse

PARTS = ("results", "targets", "baselines", "restatements")
#: Rows from which on a workbook is written without keeping it in memory.
_LARGE = 5_000
_ROWS = 1_000_000


def write(template: Template, out: Path) -> None:
    """Write `out`. The same template gives the same bytes. WrongUse for more rows than a sheet holds."""
    rows = len(template.wanted.rows)
    if rows > _ROWS:
        raise WrongUse(f"A sheet of Excel does not hold {rows:,} rows. Split the call by units.")
    options = {**OPTIONS, "constant_memory": rows > _LARGE}
    with translation.override(template.lang), closing(xlsxwriter.Workbook(str(out), options)) as book:
        _written(book, template)


def _written(book: Any, template: Template) -> None:
    style = Looks(book)
    asked = parts(template)
    first = book.add_worksheet(_("Start here"))
    lives = book.add_worksheet(_("Activities")) if template.wanted.request.parts.roster else None
    sheets = [(name, each, book.add_worksheet(name)) for name, each in asked]
    lists = Lists.of(book.add_worksheet(SHEET), template)
    front.write(first, template, asked, style)
    if lives is not None:
        roster.write(lives, template, lists, style)
    for _name, each, sheet in sheets:
        figures.write(sheet, each, template, lists, style)
    lists.write()
    _tell(book, template.manifest)
    book.set_properties(
        {"title": template.title, "author": "istmo", "created": template.made_at.replace(tzinfo=None)}
    )
    first.activate()


def parts(template: Template) -> list[tuple[str, Part]]:
    """The sheets of figures: their names in the language that is active, and what is on them."""
    asked = template.wanted.request.parts
    return [
        (figures.titles(name, template)[0], made)
        for name in PARTS
        if getattr(asked, name) and ((made := part(template, name)).rows or name == "results")
    ]


def _tell(book: Any, manifest: Manifest) -> None:
    sheet = book.add_worksheet(MARK)
    sheet.write_string(0, 0, MARK)
    for row, (name, value) in enumerate(manifest.told.items(), 1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
        book.set_custom_property(f"{PROPERTY}{name}", value[:255], "text")
    sheet.very_hidden()

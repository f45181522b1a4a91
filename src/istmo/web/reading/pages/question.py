"""Any question of `analyse` as a table: filtered by its own columns, as `istmo ask` does."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.analyse import catalogue
from istmo.analyse.answer import Answer, text
from istmo.publish import answers
from istmo.web.reading import numbers
from istmo.web.reading.page import Missing, Page, Part
from istmo.web.reading.pages.more import NOT_LISTED
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row

ADDRESS = "questions/<str:question>/"


def tell(reader: Reader) -> Page:
    """The answer, the columns for reading on the page; WrongUse for a condition on what is no column."""
    name = reader.asked.step("question")
    if name not in catalogue.names() or name in NOT_LISTED:
        known = {one: one for one in catalogue.names() if one not in NOT_LISTED}
        raise _unknown(reader, name, known)
    where = {
        key: value
        for key, value in reader.asked.query.items()
        if key not in ("form", "table", "answer") and value
    }
    with reader.opened.locked():
        answer = catalogue.ask(name, reader.opened.release, **where)
    shown = answer.reading or answer.columns
    about = catalogue.about(name)
    return Page(
        title=reader.opened.english(name.replace("_", " ")),
        here="more",
        crumbs=reader.start(reader.crumb(_("More"), "more")),
        lead=(reader.opened.english(about.partition(": ")[2] or about),),
        parts=(
            Part(table=_table(reader, name, answer, shown)),
            Part(
                title=_("To filter"),
                told=(
                    Said(_("Add conditions to the address, such as ?place=SV. Columns: ")),
                    reader.opened.english(", ".join(answer.columns)),
                ),
            ),
        ),
    )


def _unknown(reader: Reader, name: str, known: dict[str, str]) -> Missing:
    missing = reader.not_among(
        _("There is no question “%(name)s”.") % {"name": name}, known, name, "questions"
    )
    return Missing(missing.what, (*missing.near, reader.crumb(_("Every question that can be asked"), "more")))


def _table(reader: Reader, name: str, answer: Answer, shown: tuple[str, ...]) -> Any:
    told = answers.spoken(answer.dicts(), reader.opened.words)
    rows = [row for row in told if not reader.opened.discreet.withholds(row.get("indicator"))]
    left = len(answer.rows) - len(rows)
    notes = [Said(reader.opened.words.told(note)) for note in answer.notes]
    if left:
        notes.append(
            Said(
                ngettext(
                    "%(n)s row is withheld: it holds figures that are not for everybody.",
                    "%(n)s rows are withheld: they hold figures that are not for everybody.",
                    left,
                )
                % {"n": left}
            )
        )
    is_number = {column: any(isinstance(row[column], Decimal) for row in rows) for column in shown}
    return reader.table(
        "answer",
        _("Answer of “%(question)s”") % {"question": name},
        [Column(column, reader.opened.code(column).text, is_number=is_number[column]) for column in shown],
        [Row(tuple(_cell(reader, row, column) for column in shown)) for row in rows],
        notes=tuple(notes),
        per_page=30,
        empty=_("The answer has no row."),
    )


def _cell(reader: Reader, row: dict[str, Any], column: str) -> Cell:
    value = row[column]
    if isinstance(value, Decimal):
        return numbers.decimal(reader.opened, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return numbers.count(reader.opened, value)
    href = ""
    if column == "place" and value in reader.opened.desk.registers.places:
        href = reader.at.to("places", value)
    if column == "indicator" and value in reader.opened.indicators:
        href = reader.at.to("indicators", value)
    return Cell(text(value), href=href)

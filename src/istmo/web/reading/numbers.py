"""From what a question answers to a cell of a table: `publish` shows, this links it to the page that opens it."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from istmo.kernel.quantity import plain
from istmo.publish import cells, display
from istmo.publish.cells import Amount
from istmo.publish.figures import Cell as Shown
from istmo.publish.registers import Indicator
from istmo.web.reading.opened import Opened
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import NOTHING, Cell

Row = dict[str, Any]


def withheld() -> Cell:
    """What stands where a number is not for this reader."""
    return Cell(_("withheld"), tone="hole")


def result(reader: Reader, row: Row) -> Cell:
    """The result of a row of `progress`, `rollup` or another question of totals."""
    told = Amount(
        row["result"],
        row["result_low"],
        row["result_high"],
        row["qualifier"],
        row["unit"] or reader.opened.indicators[row["indicator"]].unit,
        row["result_as_written"],
    )
    if told.value is None and told.low is None and told.high is None and not told.as_written:
        return Cell(_("none"), tone="hole")
    return _linked(reader, row, told)


def stated(reader: Reader, row: Row, name: str) -> Cell:
    """Target or baseline of a row; nothing where none was stated."""
    if row[name] is None:
        return Cell(_("none stated"), tone="hole")
    return _linked(reader, row, Amount(row[name], unit=row["unit"]))


def _linked(reader: Reader, row: Row, told: Amount) -> Cell:
    opened = reader.opened
    if opened.discreet.withholds(row["indicator"]):
        return withheld()
    indicator = opened.indicators[row["indicator"]]
    shown = cells.shown(told, indicator, (), opened.words)
    return of_shown(shown, opened, reader.at.number(row["indicator"], row["place"], row["period"]))


def of_shown(shown: Shown, opened: Opened, href: str = "") -> Cell:
    """A number as `publish` shows it, with the rows it was made from where it knows them."""
    exact = shown.value or shown.shown
    return Cell(shown.shown, exact, shown.unit, href, figures=shown.codes)


def achievement(opened: Opened, row: Row) -> Cell:
    """How far a target was reached; nothing where it was not judged."""
    if row["achievement"] is None or opened.discreet.withholds(row["indicator"]):
        return NOTHING
    shown, _unit = display.amount(row["achievement"], "percent", opened.words, 0)
    return Cell(shown, value=plain(row["achievement"]))


def money(
    opened: Opened, value: Decimal | None, currency: str, qualifier: str | None = None, href: str = ""
) -> Cell:
    """An amount of money; nothing for None."""
    if value is None:
        return NOTHING
    text, unit = display.amount(value, currency, opened.words)
    told = display.qualified(" ".join(part for part in (text, unit) if part), qualifier, opened.words)
    return Cell(told, value=plain(value), href=href)


def decimal(opened: Opened, value: Decimal | None, unit: str | None = None, href: str = "") -> Cell:
    """Any other number."""
    if value is None:
        return NOTHING
    text, left = display.amount(value, unit, opened.words)
    return Cell(text, value=plain(value), unit=left, href=href)


def count(opened: Opened, number: int | None, href: str = "") -> Cell:
    """A whole number counted from the release."""
    if number is None:
        return NOTHING
    return Cell(display.count(int(number), opened.words), value=str(int(number)), href=href)


def status(opened: Opened, row: Row) -> Cell:
    """A verdict in words; what could not be judged is a hole, never green."""
    if opened.discreet.withholds(row["indicator"]):
        return withheld()
    judged = row["status"] in ("met", "not_met", "on_the_way")
    told: Said = opened.say(row["status_words"] or "")
    return Cell(told.text, code=row["status"] or "", tone="" if judged else "hole")


def unit_of(indicator: Indicator) -> Said:
    """The unit an indicator is counted in."""
    return Said(indicator.unit or "")

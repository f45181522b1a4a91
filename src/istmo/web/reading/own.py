"""Of an indicator whose numbers are withheld: the marked figures that this reader may see, such as those of the own agency."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish import display
from istmo.publish.cells import Amount, shown
from istmo.publish.registers import Indicator
from istmo.web.reading import numbers
from istmo.web.reading.page import Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, words

_FIGURES = """
SELECT coalesce(agency, ''), coalesce(place, ''), sensitivity, period_start, period_end, period_as_written, role,
    breakdown, state, value, low, high, qualifier, unit, value_as_written, submission, "row"
FROM figures WHERE indicator = ? AND coalesce(sensitivity, '') <> ''
ORDER BY agency, place, period_start, role, breakdown, submission, "row"
"""


def parts(reader: Reader, indicator: Indicator) -> Iterator[Part]:
    """A table of them; nothing for who may see none of them."""
    seen = {(one.agency, one.place, one.why) for one in reader.opened.discreet.own(indicator.code)}
    rows = [row for row in reader.opened.query(_FIGURES, [indicator.code]) if row[:3] in seen] if seen else []
    if not rows:
        return
    columns = (
        Column("place", _("Where")),
        Column("period", _("When")),
        Column("role", _("Role")),
        Column("value", _("Value"), is_number=True),
        Column("agency", _("Agency")),
        Column("why", _("Why it is withheld")),
    )
    caption = _("Figures that you may see, and others may not")
    told = Said(
        _("Totals are withheld from you too: figures of others that you may not see are part of them.")
    )
    table = reader.table(
        "own", caption, columns, [_line(reader, indicator, row) for row in rows], notes=(told,)
    )
    yield Part(title=_("What you may see of it"), table=table)


def _line(reader: Reader, indicator: Indicator, row: tuple[Any, ...]) -> Row:
    opened = reader.opened
    agency, place, why, start, end, written, role, breakdown, state = row[:9]
    amount, low, high, qualifier, unit, as_written, submission, number = row[9:]
    value = Cell(_("none"), tone="hole", code=state)
    if state == "reported":
        stated = Amount(amount, low, high, qualifier, unit or indicator.unit, as_written)
        made = numbers.of_shown(shown(stated, indicator, (), opened.words), opened)
        value = Cell(made.text, made.value, made.unit, figures=f"{submission}:{number}")
    return Row(
        (
            named(reader.place(place), place, aside=(Said(breakdown),) if breakdown else ()),
            Cell(display.period(start, end, written, opened.words)),
            words(opened.term("roles", role), code=role),
            value,
            named(reader.agency(agency), agency),
            words(Said(why)),
        )
    )

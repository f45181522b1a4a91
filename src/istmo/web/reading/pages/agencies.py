"""Every agency: those whose figures count, and those beside."""

from django.utils.translation import gettext as _

from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.tables import Cell, Column, Row, words

ADDRESS = "agencies/"

_COUNTED = """
SELECT a.code, a.own, a.kind, (SELECT count(*) FROM activities AS w WHERE w.agency = a.code),
    (SELECT count(*) FROM figures AS f WHERE f.agency = a.code)
FROM agencies AS a ORDER BY a.own DESC, a.name, a.code
"""


def tell(reader: Reader) -> Page:
    """Own ones first."""
    opened = reader.opened
    columns = (
        Column("agency", _("Agency")),
        Column("kind", _("What it is")),
        Column("own", _("Its figures")),
        Column("activities", _("Activities"), is_number=True),
        Column("figures", _("Figures"), is_number=True),
    )
    rows = [
        Row(
            (
                named(reader.agency(code), code),
                words(opened.code(kind)),
                Cell(_("count") if own else _("stand beside")),
                numbers.count(opened, activities),
                numbers.count(opened, figures),
            )
        )
        for code, own, kind, activities, figures in opened.query(_COUNTED)
    ]
    return Page(
        title=_("Agencies"),
        here="activities",
        crumbs=reader.start(reader.crumb(_("Who does what"), "activities")),
        parts=(Part(table=reader.table("agencies", _("Agencies of this release"), columns, rows)),),
    )

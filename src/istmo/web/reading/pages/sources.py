"""Every source: documents and data, with how often each is rested on."""

from django.utils.translation import gettext as _

from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.tables import Cell, Column, Row

ADDRESS = "sources/"


def tell(reader: Reader) -> Page:
    """The list."""
    opened = reader.opened
    figures = dict(opened.query("SELECT source, count(*) FROM figures GROUP BY source"))
    money = dict(opened.query("SELECT source, count(*) FROM transactions GROUP BY source"))
    claims = opened.desk.registers.claims
    columns = (
        Column("source", _("Source")),
        Column("publisher", _("Publisher")),
        Column("published_on", _("Published")),
        Column("figures", _("Figures"), is_number=True),
        Column("amounts", _("Amounts"), is_number=True),
        Column("claims", _("Claims"), is_number=True),
    )
    rows = [
        Row(
            (
                named(reader.source(code), code),
                Cell(source.publisher or ""),
                Cell(source.published_on or _("not stated"), tone="" if source.published_on else "hole"),
                numbers.count(opened, figures.get(code, 0)),
                numbers.count(opened, money.get(code, 0)),
                numbers.count(opened, sum(claim.source == code for claim in claims)),
            )
        )
        for code, source in opened.desk.registers.sources.items()
    ]
    return Page(
        title=_("Sources"),
        here="more",
        crumbs=reader.start(),
        parts=(
            Part(table=reader.table("sources", _("Documents and data this release rests on"), columns, rows)),
        ),
    )

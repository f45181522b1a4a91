"""What is not known, item by item, and why it matters."""

from django.utils.translation import gettext as _

from istmo.publish import answer
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Column, Row, words

ADDRESS = "gaps/"


def tell(reader: Reader) -> Page:
    """Every hole that the report lists, each kind a table."""
    opened, desk = reader.opened, reader.opened.desk
    with opened.locked():
        told = answer.gaps(desk.tree, desk.records, desk.registers.indicators, desk.words)
    parts = tuple(
        Part(
            title=Said(gap.title),
            told=(Said(gap.why),),
            table=reader.table(
                f"gap-{at}",
                gap.title,
                (Column("item", _("Which")),),
                [Row((words(Said(item)),)) for item, _anchor in gap.items],
                per_page=12,
            ),
        )
        for at, gap in enumerate(told, 1)
    )
    return Page(
        title=_("What is not known"),
        here="front",
        crumbs=reader.start(),
        lead=(Said(_("A hole is told where it is, with the reason it matters.")),),
        parts=parts,
    )

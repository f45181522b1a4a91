"""Every indicator, filtered by kind and by words."""

from django.utils.translation import gettext as _

from istmo.spec.names import without_accents
from istmo.web.reading import numbers
from istmo.web.reading.page import Choice, Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Column, Row, words

ADDRESS = "indicators/"


def tell(reader: Reader) -> Page:
    """The list; others' own indicators stand under “others”."""
    opened = reader.opened
    kinds = {kind: opened.term("kinds", kind).text for kind in ("output", "outcome", "context")}
    kind, sought = reader.asked.one_of("kind", kinds), without_accents(reader.asked.text("q"))
    told = [
        one
        for one in opened.desk.registers.indicators
        if kind in ("", one.kind)
        and sought in without_accents(f"{one.code} {one.title} {opened.names.of('indicators', one.code)}")
    ]
    figures = dict(opened.query("SELECT indicator, count(*) FROM figures GROUP BY indicator"))
    rows = [
        Row(
            (
                named(reader.indicator(one.code), one.code),
                words(opened.term("kinds", one.kind), code=one.kind),
                words(Said(one.unit or "")),
                words(reader.framework(one.framework or "")),
                numbers.count(opened, figures.get(one.code, 0)),
            )
        )
        for one in told
    ]
    columns = (
        Column("indicator", _("Indicator")),
        Column("kind", _("Kind")),
        Column("unit", _("Unit")),
        Column("framework", _("Framework")),
        Column("figures", _("Figures"), is_number=True),
    )
    return Page(
        title=_("Indicators"),
        here="strategy",
        crumbs=reader.start(),
        choices=(
            Choice("q", _("Words in its name or code"), reader.asked.text("q")),
            Choice("kind", _("Kind"), kind, tuple(kinds.items())),
        ),
        parts=(
            Part(
                table=reader.table(
                    "indicators",
                    _("Indicators of this release"),
                    columns,
                    rows,
                    empty=_("No indicator is called so."),
                )
            ),
        ),
    )

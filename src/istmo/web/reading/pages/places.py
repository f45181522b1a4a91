"""Every country of the strategy, and the other places of the release."""

from django.utils.translation import gettext as _

from istmo.spec.names import without_accents
from istmo.web.reading import numbers
from istmo.web.reading.page import Choice, Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Column, Row, words

ADDRESS = "places/"


def tell(reader: Reader) -> Page:
    """Countries first, with what is on record of each."""
    opened = reader.opened
    desk, sought = opened.desk, without_accents(reader.asked.text("q"))
    figures = dict(opened.query("SELECT place, count(*) FROM figures GROUP BY place"))
    results: dict[str, int] = {}
    for row in opened.progress():
        results[row["place"]] = results.get(row["place"], 0) + 1
    first = [country.code for country in desk.countries]
    rest = sorted(
        (code for code in desk.registers.places if code not in first), key=lambda c: desk.place(c).casefold()
    )
    told = [
        c
        for c in (*first, *rest)
        if sought in without_accents(f"{c} {desk.place(c)} {opened.names.of('places', c)}")
    ]
    columns = (
        Column("place", _("Place")),
        Column("kind", _("What it is")),
        Column("within", _("Lies in")),
        Column("results", _("Totals of results"), is_number=True),
        Column("figures", _("Figures"), is_number=True),
    )
    rows = [
        Row(
            (
                named(reader.place(code), code),
                words(opened.code(desk.registers.places[code].kind)),
                named(reader.place(desk.registers.places[code].parent), desk.registers.places[code].parent),
                numbers.count(opened, results.get(code, 0)),
                numbers.count(opened, figures.get(code, 0)),
            ),
            tone="total" if code in first else "",
        )
        for code in told
    ]
    return Page(
        title=_("Countries and places"),
        here="places",
        crumbs=reader.start(),
        lead=(Said(_("The countries of the strategy stand first.")),),
        choices=(Choice("q", _("Words in its name or code"), reader.asked.text("q")),),
        parts=(
            Part(
                table=reader.table(
                    "places", _("Places of this release"), columns, rows, empty=_("No place is called so.")
                )
            ),
        ),
    )

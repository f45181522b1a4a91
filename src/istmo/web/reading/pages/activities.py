"""Who does what where: own activities, and those of other donors beside them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from istmo.publish.around import Publisher, Work
from istmo.spec.names import without_accents
from istmo.web.reading import numbers
from istmo.web.reading.page import Choice, Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table

ADDRESS = "activities/"


def tell(reader: Reader) -> Page:
    """All of them, filtered by place, agency and words."""
    opened = reader.opened
    with opened.locked():
        around = opened.desk.around
    works = (*around.own, *around.beside)
    places = dict.fromkeys(code for work in works for code in sorted(work.codes))
    named_places = {code: opened.names.of("places", code).text for code in places}
    place = reader.asked.one_of(
        "place", dict(sorted(named_places.items(), key=lambda pair: pair[1].casefold()))
    )
    sought = without_accents(reader.asked.text("q"))

    def kept(of: Iterable[Work]) -> list[Work]:
        return [
            work
            for work in of
            if place in ("", *work.codes)
            and sought
            in without_accents(" ".join((work.code, work.title, work.agency, work.sectors, *work.donors)))
        ]

    countries = {
        country.code: opened.names.of("places", country.code).text for country in opened.desk.countries
    }
    choices = countries | {
        code: name for code, name in named_places.items() if code in countries or code == place
    }
    return Page(
        title=_("Who does what"),
        here="activities",
        crumbs=reader.start(),
        lead=(Said(_("Own activities, and those of other donors beside them, in no total of ours.")),),
        choices=(
            Choice("q", _("Words: activity, agency, donor, sector"), reader.asked.text("q")),
            Choice("place", _("Place"), place, tuple(choices.items())),
        ),
        parts=(
            Part(title=_("Own"), table=table(reader, "own", _("Own activities"), kept(around.own))),
            Part(
                title=_("Beside"),
                table=table(reader, "beside", _("Activities of others"), kept(around.beside), per_page=25),
            ),
            Part(title=_("Publishers"), table=_publishers(reader, around.publishers)),
            Part(items=(reader.crumb(_("What others report of their own work"), "others"),)),
        ),
    )


def table(reader: Reader, name: str, caption: str, works: Iterable[Work], per_page: int = 30) -> Table:
    """Activities with who, where, when and the money told of them."""
    columns = (
        Column("activity", _("Activity")),
        Column("agency", _("Who")),
        Column("places", _("Where")),
        Column("dates", _("When")),
        Column("money", _("Money told")),
        Column("indicators", _("Indicators"), is_number=True),
        Column("results", _("Results"), is_number=True),
    )
    rows = [
        Row(
            (
                named(reader.activity(work.code), work.code),
                Cell(
                    work.agency or _("not stated"),
                    tone="" if work.agency else "hole",
                    aside=(_donors(work),),
                ),
                Cell(_shortened(work.places)),
                Cell(" – ".join(day for day in (work.starts_on, work.ends_on) if day) or _("not stated")),
                Cell(work.money or _("none told"), tone="" if work.money else "hole"),
                numbers.count(reader.opened, work.indicators),
                numbers.count(reader.opened, work.results),
            )
        )
        for work in works
    ]
    note = Said(_("Money told of several places is not split. Amounts of different stages are never added."))
    return reader.table(
        name, caption, columns, rows, notes=(note,), per_page=per_page, empty=_("None is on record.")
    )


def _donors(work: Work) -> Said:
    """Funders as a table has room for: three, and how many more."""
    more = len(work.donors) - 3
    named_ = "; ".join(work.donors[:3]) + (f" +{more}" if more > 0 else "")
    return Said(named_ if work.donors and work.donors != (work.agency,) else "")


def _shortened(places: tuple[str, ...]) -> str:
    more = len(places) - 4
    return ", ".join(places[:4]) + (f" +{more}" if more > 0 else "")


def _publishers(reader: Reader, publishers: tuple[Publisher, ...]) -> Table:
    counts = (
        ("activities", _("Activities")),
        ("indicators", _("Indicators of their own")),
        ("with_target", _("with a target")),
        ("with_result", _("with a result")),
        ("silent", _("with nothing told")),
    )
    columns = (
        Column("publisher", _("Publisher")),
        *(Column(code, title, is_number=True) for code, title in counts),
    )
    rows = [
        Row(
            (
                Cell(one.name or _("not stated")),
                *(numbers.count(reader.opened, getattr(one, code)) for code, _title in counts),
            )
        )
        for one in publishers
    ]
    return reader.table("publishers", _("Who publishes what of its own work"), columns, rows)

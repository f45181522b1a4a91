"""One source: what it is, and what rests on it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from istmo.publish.registers import Source
from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "sources/<str:source>/"

_RESTS = """
SELECT indicator, count(*), count(DISTINCT place), min(period_start), max(period_end) FROM figures
WHERE source = ? GROUP BY indicator ORDER BY indicator
"""


def tell(reader: Reader) -> Page:
    """The page of a source."""
    code, opened = reader.asked.step("source"), reader.opened
    if code not in opened.desk.registers.sources:
        what = _("The release has no source “%(code)s”.") % {"code": code}
        raise reader.missing(what, "sources", code, "sources")
    source = opened.desk.registers.sources[code]
    return Page(
        title=opened.names.of("sources", code),
        here="more",
        crumbs=reader.start(reader.crumb(_("Sources"), "sources")),
        lead=(Said(source.note or ""),),
        parts=(
            Part(facts=tuple(_facts(reader, source))),
            Part(title=_("Claims in it"), table=_claims(reader, code)),
            Part(title=_("Figures from it"), table=_figures(reader, code)),
        ),
    )


def _facts(reader: Reader, source: Source) -> Iterator[tuple[str, tuple[Said, ...]]]:
    told = (
        (_("Kind"), reader.opened.code(source.kind)),
        (_("Publisher"), source.publisher),
        (_("Edition"), source.edition),
        (_("Published"), source.published_on or _("not stated")),
        (_("Retrieved"), source.retrieved_on),
        (_("Last updated by its publisher"), source.last_updated),
        (_("Archived"), source.archived),
        (_("Licence"), source.licence or _("not stated")),
        (_("SHA-256 of what was read"), source.sha256),
    )
    yield from ((label, (Said(str(value)),)) for label, value in told if value)
    if source.address:
        safe = source.address if source.address.startswith(("https://", "http://")) else ""
        yield _("Address"), (Said(source.address, href=safe),)


def _claims(reader: Reader, code: str) -> Table:
    columns = (
        Column("claim", _("Claim")),
        Column("text", _("What it states")),
        Column("where", _("Characters")),
    )
    claims = sorted(
        (c for c in reader.opened.desk.registers.claims if c.source == code), key=lambda c: c.char_start or 0
    )
    rows = [
        Row(
            (
                Cell(one.code, href=reader.at.to("claims", one.code)),
                words(Said(one.text)),
                Cell(f"{one.char_start}–{one.char_end}" if one.char_start is not None else ""),
            )
        )
        for one in claims
    ]
    return reader.table(
        "claims",
        _("Claims registered in it, in its order"),
        columns,
        rows,
        empty=_("No claim is registered in it."),
    )


def _figures(reader: Reader, code: str) -> Table:
    columns = (
        Column("indicator", _("Indicator")),
        Column("figures", _("Figures"), is_number=True),
        Column("places", _("Places"), is_number=True),
        Column("from", _("From")),
        Column("until", _("Until")),
    )
    rows = [
        Row(
            (
                named(reader.indicator(indicator), indicator),
                numbers.count(reader.opened, figures),
                numbers.count(reader.opened, places),
                Cell(str(first or "")),
                Cell(str(last or "")),
            )
        )
        for indicator, figures, places, first, last in reader.opened.query(_RESTS, [code])
    ]
    return reader.table(
        "figures", _("Figures that name it as their source"), columns, rows, empty=_("No figure names it.")
    )

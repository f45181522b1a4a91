"""One claim: what it states and where, the figure it rests on, and what stands in its margin."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from istmo.kernel.period import Period
from istmo.publish.registers import Claim
from istmo.publish.terms import TERMS
from istmo.web.reading import told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "claims/<str:claim>/"


def tell(reader: Reader) -> Page:
    """The page of a claim."""
    code, claims = reader.asked.step("claim"), {c.code: c for c in reader.opened.desk.registers.claims}
    if code not in claims:
        what = _("The release has no claim “%(code)s”.") % {"code": code}
        raise reader.not_among(what, {c.code: c.text for c in claims.values()}, code, "claims")
    claim = claims[code]
    found = [
        row
        for row in reader.opened.ask("claims")
        if row["row"] == "finding" and code in (row["claim"], row["other"], *(row["also"] or "").split())
    ]
    return Page(
        title=Said(claim.text),
        here="claims",
        crumbs=reader.start(reader.crumb(_("Claims"), "claims")),
        above=Said(code),
        parts=(
            Part(facts=tuple(_facts(reader, claim))),
            Part(title=_("In the margin"), table=_margin(reader, found)),
        ),
    )


def _facts(reader: Reader, claim: Claim) -> Iterator[tuple[str, tuple[Said, ...]]]:
    opened = reader.opened
    yield _("Stated in"), (told.passage(reader, claim),)
    if claim.wording:
        yield _("How it is worded"), (opened.say(TERMS["wordings"][claim.wording]),)
    if claim.twin:
        yield _("Tells again"), (reader.crumb(claim.twin, "claims", claim.twin),)
    again = [c.code for c in opened.desk.registers.claims if c.twin == claim.code]
    if again:
        yield _("Told again in"), tuple(reader.crumb(code, "claims", code) for code in again)
    if claim.indicator:
        yield _("Rests on"), (reader.indicator(claim.indicator),)
        number = _number(reader, claim)
        if number:
            yield _("The number"), (number,)
    if claim.note:
        yield _("To be read with it"), (Said(claim.note),)


def _number(reader: Reader, claim: Claim) -> Said:
    """The figure it rests on, where place and period are named."""
    if not (claim.indicator and claim.place and claim.period):
        return Said("")
    period = Period.parse(claim.period).code
    where = reader.opened.names.of("places", claim.place)
    return Said(f"{where}, {period}", href=reader.at.number(claim.indicator, claim.place, period))


def _margin(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("rule", _("What was looked for")),
        Column("finding", _("What was found")),
        Column("words", _("The words themselves")),
        Column("other", _("Held against")),
    )
    made = [
        Row(
            (
                words(reader.opened.code(row["rule"]), code=row["rule"]),
                words(Said(row["sentence"])),
                Cell(f"“{row['words']}”" if row["words"] else ""),
                Cell(row["other"] or "", href=reader.at.to("claims", row["other"]) if row["other"] else ""),
            )
        )
        for row in rows
    ]
    return reader.table(
        "margin",
        _("Findings beside the claim"),
        columns,
        made,
        empty=_("Every rule looked at it, and none found anything."),
    )

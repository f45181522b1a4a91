"""Sums of money that documents state, and whether they agree with what may be their parts."""

from django.utils.translation import gettext as _

from istmo.publish.money import Money, Sum, Test
from istmo.web.reading.page import Page, Part
from istmo.web.reading.pages.funds import amount
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentence, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "funds/sums/"


def tell(reader: Reader) -> Page:
    """Both tables of the report."""
    with reader.opened.locked():
        money = reader.opened.desk.money
    return Page(
        title=_("Do the sums agree?"),
        here="funds",
        crumbs=reader.start(reader.crumb(_("Money"), "funds")),
        lead=(Said(_("A stated sum stands beside what may be its parts. Nothing is put right.")),),
        parts=(
            Part(title=_("Sums that documents state"), table=_stated(reader, money)),
            Part(title=_("Beside their parts"), table=_tests(reader, money)),
        ),
    )


def _row_of(reader: Reader, told: Sum) -> str:
    """The page of the one row an amount is; nothing for one that several make."""
    return reader.at.to("funds", "amount", row=told.codes[0]) if len(told.codes) == 1 else ""


def _stated(reader: Reader, money: Money) -> Table:
    columns = (
        Column("stage", _("Stage")),
        Column("period", _("When")),
        Column("amount", _("Amount"), is_number=True),
        Column("provider", _("Whose")),
        Column("source", _("Source")),
        Column("notes", _("To be read with it")),
    )
    rows = [
        Row(
            (
                words(reader.opened.term("stages", told.stage), code=told.stage),
                Cell(told.period),
                amount(reader, told.sum, _row_of(reader, told.sum)),
                words(Said(told.provider)),
                named(reader.source(told.source), told.source),
                words(sentence(told.notes)),
            )
        )
        for told in money.stated
    ]
    return reader.table("stated", _("Stated sums, each at its own stage"), columns, rows)


def _tests(reader: Reader, money: Money) -> Table:
    columns = (
        Column("stated", _("Stated"), is_number=True),
        Column("stage", _("Stage and year")),
        Column("parts", _("What may be its parts")),
        Column("parts_sum", _("Parts together"), is_number=True),
        Column("difference", _("Difference"), is_number=True),
        Column("assumptions", _("If one assumes")),
    )
    return reader.table(
        "tests", _("Stated sums beside their parts"), columns, [_test(reader, t) for t in money.tests]
    )


def _test(reader: Reader, told: Test) -> Row:
    stage = reader.opened.term("stages", told.stage)
    return Row(
        (
            amount(reader, told.stated, _row_of(reader, told.stated)),
            Cell(f"{stage}, {told.period}", aside=(reader.source(told.source),)),
            words(Said(told.parts), aside=(reader.source(told.parts_source),)),
            amount(reader, told.parts_sum),
            Cell(told.difference, aside=(Said(told.stands),)),
            words(sentences(told.assumptions)[0]) if told.assumptions else Cell(_("nothing further")),
        )
    )

"""One amount of money: every row it is made of."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.publish import display
from istmo.web.reading import numbers
from istmo.web.reading.page import Missing, Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "funds/amount/"

_ROWS = """
SELECT submission || ':' || "row", stage, amount, currency, kind, qualifier, fund_year, period_start, period_end,
    period_as_written, place, agency, activity, account, provider, receiver, value_as_written, source, note, "at"
FROM transactions WHERE list_contains($codes, submission || ':' || "row") ORDER BY submission, "row"
"""


def tell(reader: Reader) -> Page:
    """The rows of one amount of `funds`, named by stage, source, year and place; or of one row by its code."""
    codes, row = _codes(reader)
    rows = reader.opened.query(_ROWS, {"codes": codes}) if codes else []
    if not rows:
        raise Missing(_("No such amount is in this release."), (reader.crumb(_("Money"), "funds"),))
    title: Said | str = _("One amount")
    lead: tuple[Said, ...] = ()
    if row is not None:
        shown = numbers.money(reader.opened, row["amount"], row["currency"], row["qualifier"])
        title = Said(shown.text)
        stage = reader.opened.term("stages", row["stage"])
        lead = (Said(f"{stage}, {row['year']}, {reader.opened.names.of('places', row['place'])}"),)
    return Page(
        title=title,
        here="funds",
        crumbs=reader.start(reader.crumb(_("Money"), "funds")),
        lead=lead,
        parts=(
            Part(title=_("How it was made"), items=_made(row)),
            Part(title=_("What it rests on"), table=_table(reader, rows)),
        ),
    )


def _codes(reader: Reader) -> tuple[list[str], dict[str, Any] | None]:
    """The codes of the rows, and the answer's row they belong to, if it is one."""
    asked = {name: reader.asked.text(name) for name in ("stage", "source", "year", "place")}
    if reader.asked.text("row"):
        return [reader.asked.text("row")], None
    found = [
        row
        for row in reader.opened.ask("funds")
        if all((row[name] or "") == told for name, told in asked.items()) and row["whose"] != "other"
    ]
    codes = [code for row in found for code in (row["trace"] or "").split()]
    return codes, found[0] if len(found) == 1 else None


def _made(row: dict[str, Any] | None) -> tuple[Said, ...]:
    if row is None:
        return (Said(_("The rows below, as they stand.")),)
    told = (
        Said(
            ngettext(
                "%(n)s row, at this stage and of this source only.",
                "%(n)s rows, added up at this stage and of this source only.",
                int(row["rows"]),
            )
            % {"n": int(row["rows"])}
        ),
    )
    return (*told, *sentences(row["notes"]), *sentences(row["remark"]))


def _table(reader: Reader, rows: list[tuple[Any, ...]]) -> Table:
    columns = (
        Column("amount", _("Amount"), is_number=True),
        Column("when", _("When")),
        Column("place", _("Where")),
        Column("agency", _("Agency")),
        Column("account", _("Account")),
        Column("source", _("Source")),
        Column("row", _("Row")),
        Column("note", _("Note")),
    )
    return reader.table("rows", _("Every row of the amount"), columns, [_row(reader, row) for row in rows])


def _row(reader: Reader, row: tuple[Any, ...]) -> Row:
    opened = reader.opened
    code, stage, amount, currency, kind, qualifier, fund_year, start, end, written, *rest = row
    place, agency, activity, account, provider, receiver, as_written, source, note, at = rest
    when = fund_year or display.period(start, end, written, opened.words)
    told = opened.term("stages", stage)
    shown = numbers.money(opened, amount, currency, qualifier)
    whose = " → ".join(part for part in (provider, receiver) if part)
    return Row(
        (
            Cell(
                shown.text,
                shown.value,
                figures=code,
                aside=(Said(f"“{as_written}”") if as_written else Said(""),),
            ),
            Cell(when, aside=(Said(f"{told}, {opened.code(kind)}"),)),
            named(reader.place(place), place),
            named(reader.agency(agency), agency, aside=(reader.activity(activity), Said(whose))),
            words(opened.named(account)),
            named(reader.source(source), source),
            Cell(code, aside=(Said(at or ""),)),
            words(opened.named(note)),
        )
    )

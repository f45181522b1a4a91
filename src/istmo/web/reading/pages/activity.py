"""One activity: whose, where, when, with whose money, and what was reported of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.kernel.period import code_of
from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.pages import others
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table

ADDRESS = "activities/<str:activity>/"

_FIGURES = """
SELECT indicator, place, period_start, period_end, period_as_written, role, count(*) FROM figures
WHERE activity = ? AND role <> 'baseline' GROUP BY ALL ORDER BY indicator, place, period_start, role
"""


def tell(reader: Reader) -> Page:
    """The page of an activity."""
    code, opened = reader.asked.step("activity"), reader.opened
    rows = opened.ask("who_does_what", activity=code)
    if not rows:
        what = _("The release has no activity “%(code)s”.") % {"code": code}
        raise reader.missing(what, "activities", code, "activities")
    first = rows[0]
    theirs = opened.ask("others", activity=code)
    return Page(
        title=Said(first["activity_title"]),
        here="activities",
        crumbs=reader.start(reader.crumb(_("Who does what"), "activities")),
        above=Said(_("Beside ours, in no total") if first["beside"] else code),
        lead=(Said(first["note"] or ""),),
        parts=(
            Part(facts=tuple(_facts(reader, rows))),
            Part(title=_("Money told of it"), table=_money(reader, rows)),
            Part(
                title=_("What was reported"),
                table=others.table(reader, theirs) if theirs else _reported(reader, code),
            ),
            Part(title=_("To be read with it"), items=sentences(first["notes"]))
            if first["notes"]
            else Part(),
        ),
    )


def _facts(reader: Reader, rows: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[Said, ...]]]:
    first = rows[0]
    places = list(dict.fromkeys(row["place"] for row in rows if row["place"]))
    yield _("Agency"), (reader.agency(first["agency"]) if first["agency"] else Said(_("not stated")),)
    for name, label in (
        ("donor", _("Money of")),
        ("implementing", _("Carried out by")),
        ("sectors", _("Sectors")),
    ):
        if first[name]:
            yield label, tuple(Said(part) for part in first[name].split("; ")[:12])
    yield _("Where"), tuple(reader.place(place) for place in places[:20]) or (Said(_("not stated")),)
    if len(places) > 20:
        yield (
            _("and"),
            (
                Said(
                    ngettext("%(n)s more place", "%(n)s more places", len(places) - 20)
                    % {"n": len(places) - 20}
                ),
            ),
        )
    dates = [str(day) for day in (first["starts_on"], first["ends_on"]) if day]
    yield _("When"), (Said(" – ".join(dates) or _("not stated")),)
    if first["node"]:
        framework, _slash, node = first["node"].rpartition("/")
        yield _("Serves"), (reader.node(framework or reader.opened.desk.framework.code, node),)
    if first["source"]:
        yield _("Named in"), (reader.source(first["source"]),)


def _money(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("stage", _("Stage")),
        Column("amount", _("Amount"), is_number=True),
        Column("period", _("When")),
        Column("place", _("Where")),
        Column("source", _("Source")),
    )
    made = [
        Row(
            (
                Cell(reader.opened.term("stages", row["stage"]).text, code=row["stage"]),
                numbers.money(reader.opened, row["amount"], row["currency"], row["qualifier"]),
                Cell(
                    " – ".join(
                        str(day) for day in dict.fromkeys((row["funds_start"], row["funds_end"])) if day
                    )
                ),
                named(reader.place(row["place"]), row["place"]),
                named(reader.source(row["funds_source"]), row["funds_source"]),
            )
        )
        for row in rows
        if row["amount"] is not None
    ]
    return reader.table(
        "money",
        _("Money told of the activity, stage by stage"),
        columns,
        made,
        empty=_("No money is told of it."),
    )


def _reported(reader: Reader, code: str) -> Table:
    opened = reader.opened
    columns = (
        Column("indicator", _("Indicator")),
        Column("place", _("Where")),
        Column("period", _("When")),
        Column("role", _("Role")),
        Column("figures", _("Figures"), is_number=True),
    )
    rows = []
    for indicator, place, start, end, written, role, count in opened.query(_FIGURES, [code]):
        days = {"period_start": start, "period_end": end, "period_as_written": written}
        period, told = opened.period(days), opened.term("roles", role)
        address = reader.at.number(indicator, place, code_of(start, end))
        rows.append(
            Row(
                (
                    named(reader.indicator(indicator), indicator),
                    named(reader.place(place), place),
                    Cell(period.text, href=address),
                    Cell(told.text, code=role),
                    numbers.count(opened, count, address),
                )
            )
        )
    return reader.table(
        "figures", _("Figures that name the activity"), columns, rows, empty=_("No figure names it.")
    )

"""One country or place: what was reached there, the money, the promises, who works there, and its surroundings."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish.context import Standing
from istmo.web.reading import numbers, told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.pages import activities
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table

ADDRESS = "places/<str:place>/"

#: Years of money that stand side by side.
_YEARS = 5


def tell(reader: Reader) -> Page:
    """The page of a place; what lies in it counts as being there."""
    opened, code = reader.opened, reader.asked.step("place")
    if code not in opened.desk.registers.places:
        what = _("The release has no place “%(code)s”.") % {"code": code}
        raise reader.missing(what, "places", code, "places")
    place = opened.desk.registers.places[code]
    return Page(
        title=opened.names.of("places", code),
        here="places",
        crumbs=reader.start(
            reader.crumb(_("Countries"), "places"), *((reader.place(place.parent),) if place.parent else ())
        ),
        lead=(Said(place.note or ""),),
        parts=tuple(_parts(reader, code)),
    )


def _parts(reader: Reader, code: str) -> Iterator[Part]:
    opened = reader.opened
    inside = opened.desk.within(code)
    rows = [row for row in opened.progress() if row["place"] in inside]
    yield Part(
        title=_("What was reached"),
        table=told.results(reader, "results", _("Results here"), rows, told.by_indicator(reader, code)),
    )
    with opened.locked():
        money = opened.desk.money.of_place(code, _YEARS)
    for at, (stage, holder, years) in enumerate(money, 1):
        yield Part(
            title=_("Money") if at == 1 else "", table=_money(reader, f"money-{at}", stage, holder, years)
        )
    yield Part(title=_("Surroundings"), table=_context(reader, code))
    yield from _undertakings(reader, inside)
    yield from _works(reader, inside)
    covered = opened.ask("coverage", framework=opened.desk.framework.code, scope="place", place=code)
    gaps = tuple(said for row in covered for said in sentences(row["gaps"]))
    if gaps:
        yield Part(title=_("What is missing"), items=gaps)


def _undertakings(reader: Reader, inside: set[str]) -> Iterator[Part]:
    rows = [
        row for row in reader.opened.ask("undertakings") if inside & set((row["places"] or "").split(", "))
    ]
    if rows:
        caption = _("Undertakings of its government or about it")
        yield Part(
            title=_("What was promised"),
            table=told.undertakings(reader, "undertakings", caption, rows, per_page=12),
        )


def _money(reader: Reader, name: str, stage: Any, holder: Any, years: tuple[str, ...]) -> Table:
    opened = reader.opened
    word = opened.term("stages", stage.stage)
    columns = (
        Column("place", _("Who")),
        *(Column(year, year, is_number=True) for year in years),
    )
    cells = [
        Cell(
            holder.sums[year].shown,
            holder.sums[year].value,
            href=reader.at.to(
                "funds", "amount", stage=stage.stage, source=stage.source, year=year, place=holder.place
            ),
        )
        if year in holder.sums
        else Cell(_("none told"), tone="hole")
        for year in years
    ]
    note = Said("" if stage.is_own else _("Whose money it is is not stated."))
    return reader.table(
        name,
        f"{word.text[:1].upper()}{word.text[1:]}, {stage.currency}",
        columns,
        [Row((Cell(holder.name, code=holder.place), *cells))],
        notes=tuple(said for said in (note, reader.source(stage.source)) if said),
    )


def _works(reader: Reader, inside: set[str]) -> Iterator[Part]:
    with reader.opened.locked():
        around = reader.opened.desk.around
    own = [work for work in around.own if work.codes & inside]
    others = around.of_place(inside)
    if own:
        caption = _("Own activities here")
        yield Part(title=_("Who works here"), table=activities.table(reader, "own", caption, own))
    if others:
        caption = _("Activities of others here, in no total of ours")
        yield Part(
            title=_("Others here"), table=activities.table(reader, "beside", caption, others, per_page=15)
        )


def _context(reader: Reader, code: str) -> Table:
    opened = reader.opened
    with opened.locked():
        environments = opened.desk.context.environments
    columns = (
        Column("indicator", _("Context indicator")),
        Column("period", _("When")),
        Column("value", _("Value"), is_number=True),
        Column("change", _("Change in a year"), is_number=True),
        Column("source", _("Source")),
    )
    rows = [
        _standing(reader, environment.indicator.code, standing, environment.source)
        for environment in environments
        for standing in environment.places
        if standing.place == code
    ]
    return reader.table(
        "context",
        _("The environment the strategy works in"),
        columns,
        rows,
        notes=(Said(_("Context is credited to nobody: the strategy can only contribute to it.")),),
        empty=_("No context indicator has yearly values for this place."),
    )


def _standing(reader: Reader, indicator: str, standing: Standing, source: str) -> Row:
    opened, latest = reader.opened, standing.latest
    shown = (
        numbers.withheld()
        if opened.discreet.withholds(indicator)
        else numbers.of_shown(latest, opened, reader.at.number(indicator, standing.place, standing.period))
    )
    return Row(
        (
            named(reader.indicator(indicator), indicator),
            Cell(standing.period),
            shown,
            Cell(standing.change),
            named(reader.source(source), source),
        )
    )

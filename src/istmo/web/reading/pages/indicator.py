"""One indicator: what it means, how it may be added up, and every number there is of it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish.cells import Amount, shown
from istmo.publish.registers import Indicator
from istmo.web.reading import numbers, own, pictured, told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import NOTHING, Cell, Column, Lazily, Row, Table, words

ADDRESS = "indicators/<str:indicator>/"


def tell(reader: Reader) -> Page:
    """The sheet and the numbers."""
    indicator = found(reader)
    return Page(
        title=reader.opened.names.of("indicators", indicator.code),
        here="strategy",
        crumbs=way(reader, indicator),
        above=reader.opened.term("kinds", indicator.kind),
        lead=(Said(indicator.definition or ""),),
        parts=tuple(_parts(reader, indicator)),
    )


def found(reader: Reader) -> Indicator:
    """The indicator of this address; Missing with those called nearly so."""
    code = reader.asked.step("indicator")
    if code not in reader.opened.indicators:
        what = _("The release has no indicator “%(code)s”.") % {"code": code}
        raise reader.missing(what, "indicators", code, "indicators")
    return reader.opened.indicators[code]


def way(reader: Reader, indicator: Indicator) -> tuple[Said, ...]:
    """Strategy, line, objective: by the first node it measures."""
    nodes = [
        m
        for m in reader.opened.desk.registers.measures
        if m.indicator == indicator.code and m.framework == indicator.framework
    ]
    steps = [reader.crumb(_("Strategy"), "strategy")]
    if nodes:
        line = reader.opened.desk.tree.line_of.get(indicator.code, "")
        if line and line != nodes[0].node:
            steps.append(reader.node(nodes[0].framework, line))
        steps.append(reader.node(nodes[0].framework, nodes[0].node))
    else:
        steps.append(reader.crumb(_("Indicators"), "indicators"))
    return reader.start(*steps)


def _parts(reader: Reader, indicator: Indicator) -> Iterator[Part]:
    opened = reader.opened
    if indicator.caveat:
        yield Part(told=(Said(indicator.caveat),), tone="hole")
    if opened.discreet.withholds(indicator.code):
        yield Part(told=told.withheld(reader, [{"indicator": indicator.code}]), tone="hole")
        yield from own.parts(reader, indicator)
    if not indicator.framework:
        yield Part(title=_("What its publisher states"), table=_theirs(reader, indicator))
    elif indicator.kind == "context":
        yield from _context(reader, indicator)
    else:
        rows = opened.progress(indicator=indicator.code)
        yield Part(
            title=_("What was reached"),
            table=told.results(reader, "results", _("Results"), rows, told.by_place(reader)),
        )
        yield from _trend(reader, indicator)
    yield Part(title=_("How it is counted"), facts=tuple(_facts(reader, indicator)))


def _facts(reader: Reader, indicator: Indicator) -> Iterator[tuple[str, tuple[Said, ...]]]:
    opened = reader.opened
    nodes = [m for m in opened.desk.registers.measures if m.indicator == indicator.code]
    yield _("Code"), (Said(indicator.code),)
    if nodes:
        yield _("Measures"), tuple(reader.node(m.framework, m.node) for m in nodes)
    yield _("Unit"), (opened.named(indicator.unit) if indicator.unit else Said(_("none stated")),)
    yield _("Good is when"), (opened.term("directions", indicator.direction),)
    if indicator.input:
        yield _("Rests on"), (opened.term("inputs", indicator.input),)
    if indicator.standard_code:
        yield _("Standard"), (Said(f"{indicator.vocabulary} {indicator.standard_code}"),)
    elif indicator.custom_reason:
        yield _("Why no standard indicator"), (Said(indicator.custom_reason),)
    if not indicator.definition:
        yield _("Definition"), (Said(_("none stated")),)
    if indicator.preferred_source:
        yield _("Source shown first"), (reader.source(indicator.preferred_source),)


def _trend(reader: Reader, indicator: Indicator) -> Iterator[Part]:
    """Every value of every series with the year before, where there is more than one."""
    rows = reader.opened.ask("trend", indicator=indicator.code)
    if len(rows) < 2:
        return
    caption = _("Every value, series by series, beside the year before")
    yield Part(title=_("How it moved"), fold=caption, table=_series(reader, "trend", caption, rows))


def _series(reader: Reader, name: str, caption: str, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("place", _("Where")),
        Column("period", _("When")),
        Column("value", _("Value"), is_number=True),
        Column("previous", _("Year before"), is_number=True),
        Column("change", _("Change"), is_number=True),
        Column("source", _("Source")),
        Column("notes", _("To be read with it")),
    )
    return reader.table(
        name,
        caption,
        columns,
        Lazily(rows, partial(_of_series, reader)),
        notes=(Said(_("Nothing is interpolated: the year before is the same days one year earlier.")),),
    )


def _of_series(reader: Reader, row: dict[str, Any]) -> Row:
    opened, period = reader.opened, reader.opened.period(row)
    hidden = opened.discreet.withholds(row["indicator"])
    before, change = (
        NOTHING if hidden else numbers.decimal(opened, row[name], row["unit"])
        for name in ("previous", "change")
    )
    return Row(
        (
            named(reader.place(row["place"]), row["place"]),
            Cell(period.text, code=row["period"]),
            value(reader, row),
            before,
            change,
            named(reader.source(row["source"]), row["source"]),
            NOTHING if hidden else words(Said(row["notes"] or "")),
        )
    )


def value(reader: Reader, row: dict[str, Any]) -> Cell:
    """One stated value, opening its page; what was not reported says so."""
    opened, indicator = reader.opened, reader.opened.indicators[row["indicator"]]
    if opened.discreet.withholds(row["indicator"]):
        return numbers.withheld()
    amount = Amount(
        row["value"],
        row["low"],
        row["high"],
        row["qualifier"],
        row["unit"] or indicator.unit,
        row["value_as_written"],
    )
    if row["state"] != "reported":
        return Cell(_("none"), tone="hole", code=row["state"])
    made = numbers.of_shown(
        shown(amount, indicator, (), opened.words),
        opened,
        reader.at.number(row["indicator"], row["place"], row["period"]),
    )
    return Cell(made.text, made.value, made.unit, made.href, figures=f"{row['submission']}:{row['row']}")


def _context(reader: Reader, indicator: Indicator) -> Iterator[Part]:
    """Where each place stands beside others, as the report draws it, then every value."""
    opened = reader.opened
    yield Part(told=(Said(_("Context: nobody is credited with it; the strategy can only contribute.")),))
    picture = "" if opened.discreet.withholds(indicator.code) else pictured.standing(opened, indicator.code)
    rows = opened.ask("benchmarks", indicator=indicator.code, ended_by=last_year(reader) or None)
    own = {country.code for country in opened.desk.countries}
    kept = [row for row in rows if row["place"] in own or not own]
    yield Part(title=_("Where places stand"), picture=picture, table=_standing(reader, kept or rows))
    every = opened.ask("trend", indicator=indicator.code)
    caption = _("Every year")
    yield Part(
        title=caption, fold=_("Every value, year by year"), table=_series(reader, "years", caption, every)
    )


def last_year(reader: Reader) -> str:
    """The year context is read as of: the last one reported on."""
    years = reader.opened.desk.years
    return years[-1] if years else ""


def _standing(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("place", _("Where")),
        Column("period", _("When")),
        Column("value", _("Value"), is_number=True),
        Column("change", _("Change in a year"), is_number=True),
        Column("beside", _("Beside")),
        Column("source", _("Source")),
    )
    by_value: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in rows:
        by_value.setdefault((row["submission"], row["row"]), []).append(row)
    return reader.table(
        "standing",
        _("Latest values beside benchmarks"),
        columns,
        [_place_of(reader, of) for of in by_value.values()],
        as_of=last_year(reader),
        notes=(Said(_("The last year that had ended by then; nothing is interpolated.")),),
        empty=_("No value is on record."),
    )


def _place_of(reader: Reader, rows: list[dict[str, Any]]) -> Row:
    """One value with every benchmark it stands beside; the answer repeats it for each. Benchmarks may be made of it."""
    opened, first = reader.opened, rows[0]
    hidden = opened.discreet.withholds(first["indicator"])
    period = opened.period(first)
    return Row(
        (
            named(reader.place(first["place"]), first["place"]),
            Cell(period.text, code=first["period"]),
            value(reader, first),
            NOTHING if hidden else numbers.decimal(opened, first["change"]),
            Cell(aside=tuple(_benchmark(reader, row) for row in rows if row["benchmark"] and not hidden)),
            named(reader.source(first["source"]), first["source"]),
        )
    )


def _benchmark(reader: Reader, row: dict[str, Any]) -> Said:
    """A benchmark in words: its name, value, and of how many members it is made."""
    if row["benchmark_value"] is None:
        return Said(f"{row['benchmark_title']}: {row['notes'] or _('no value')}")
    shown = numbers.decimal(reader.opened, row["benchmark_value"]).text
    made = f" ({row['made']})" if row["made"] else ""
    return Said(f"{row['benchmark_title']}: {shown}{made}")


def _theirs(reader: Reader, indicator: Indicator) -> Table:
    from istmo.web.reading.pages.others import table

    return table(reader, reader.opened.ask("others", indicator=indicator.code))

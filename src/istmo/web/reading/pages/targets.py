"""Targets met, missed, late, not reported, by line of effort, agency and place; and why they were missed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish import targets
from istmo.publish.targets import Line, Tally
from istmo.web.reading import numbers, told
from istmo.web.reading.opened import Opened
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "targets/"


def tell(reader: Reader) -> Page:
    """The tally, then every target that was missed or by far exceeded."""
    opened = reader.opened
    tally = targets.of(opened.ask("tally"), opened.desk.framework.code)
    return Page(
        title=_("Targets"),
        here="targets",
        crumbs=reader.start(),
        lead=(Said(_opening(tally.whole)),),
        parts=tuple(_parts(reader, tally)),
    )


def _opening(whole: Line | None) -> str:
    if whole is None or not whole.targets:
        untargeted = whole.untargeted if whole else 0
        return _(
            "No target was stated, so nothing can be called met or missed. %(n)s results have no target."
        ) % {"n": untargeted}
    return _(
        "Of %(targets)s targets, %(met)s were met and %(missed)s missed; of %(silent)s nothing was reported."
    ) % {
        "targets": whole.targets,
        "met": whole.met,
        "missed": whole.missed,
        "silent": whole.not_reported,
    }


def _parts(reader: Reader, tally: Tally) -> Iterator[Part]:
    whole = (tally.whole,) if tally.whole else ()
    shared = (tally.shared,) if tally.shared else ()
    for name, title, lines in (
        ("by-line", _("By line of effort"), (*tally.lines, *shared, *whole)),
        ("by-agency", _("By agency"), (*tally.agencies, *whole)),
        ("by-place", _("By place"), (*tally.places, *whole)),
    ):
        yield Part(title=title, table=_tally(reader, name, title, lines, tally))
    missed = reader.opened.ask("missed")
    yield Part(title=_("Why targets were missed"), table=_missed(reader, missed))
    rows = [row for row in reader.opened.progress() if row["target"] is not None]
    if rows:
        caption = _("Every total that has a target")
        yield Part(
            title=_("Target by target"),
            table=told.results(reader, "targets", caption, rows, told.by_indicator(reader)),
        )


def _tally(reader: Reader, name: str, caption: str, lines: tuple[Line, ...], tally: Tally) -> Table:
    counts = (
        ("targets", _("Targets")),
        ("met", _("met")),
        ("missed", _("missed")),
        ("not_reported", _("not reported")),
        ("too_early", _("too early")),
        ("not_judged", _("not judged")),
        ("late", _("stated late")),
        ("untargeted", _("Results without a target")),
    )
    columns = (
        Column("title", _("Which")),
        *(Column(code, title, is_number=True) for code, title in counts),
        Column("reasons", _("Reasons told")),
    )
    rows = []
    for line in lines:
        is_whole, is_shared = line is tally.whole, line is tally.shared
        title = (
            _("The whole strategy")
            if is_whole
            else _("Under more than one line, counted once")
            if is_shared
            else ""
        )
        rows.append(
            Row(
                (
                    Cell(title) if title else Cell(line.title or _("none named")),
                    *(numbers.count(reader.opened, getattr(line, code)) for code, _title in counts),
                    Cell("; ".join(line.reasons)),
                ),
                tone="total" if is_whole else "quiet" if is_shared else "",
            )
        )
    note = _(
        "One target is one series of one agency. Late is told besides: a late target is met or missed like any other."
    )
    return reader.table(
        name,
        caption,
        columns,
        rows,
        notes=(Said(note),),
        empty=_("No target and no result is on record."),
    )


def _missed(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    columns = (
        Column("indicator", _("Indicator")),
        Column("period", _("When")),
        Column("agency", _("Who")),
        Column("target", _("Target"), is_number=True),
        Column("result", _("Result"), is_number=True),
        Column("verdict", _("Verdict")),
        Column("explanation", _("Why, as its reporter says")),
        Column("plan", _("What is done about it")),
    )
    return reader.table(
        "missed",
        _("Targets missed, exceeded by far or not reported"),
        columns,
        [_line(reader, row) for row in rows],
        empty=_("No target was missed, exceeded by far or left without a report."),
    )


def _line(reader: Reader, row: dict[str, Any]) -> Row:
    opened = reader.opened
    number = reader.at.number(row["indicator"], row["place"], row["period"])
    return Row(
        (
            named(reader.indicator(row["indicator"]), row["indicator"], aside=(reader.place(row["place"]),)),
            Cell(
                opened.period({**row, "period_as_written": None}).text,
                code=row["period"],
            ),
            named(reader.agency(row["agency"]), row["agency"], aside=(reader.activity(row["activity"]),)),
            *(
                [numbers.withheld()] * 5  # an explanation may name the number
                if opened.discreet.withholds(row["indicator"])
                else _judged(opened, row, number)
            ),
        )
    )


def _judged(opened: Opened, row: dict[str, Any], number: str) -> Sequence[Cell]:
    """Target, result, verdict, why and what is done about it."""
    why = Said(row["explanation"] or "") or opened.term("reasons", row["reason"])
    by = _("by %(day)s") % {"day": row["plan_by"]} if row["plan_by"] else ""
    return (
        numbers.decimal(opened, row["target"], row["unit"], number),
        numbers.decimal(opened, row["result"], row["unit"], number),
        words(opened.term("verdicts", row["verdict"]), code=row["verdict"]),
        words(why) if why else Cell(_("not explained"), tone="hole"),
        words(Said(row["plan"]), aside=(Said(by),)) if row["plan"] else Cell(_("no plan told"), tone="hole"),
    )

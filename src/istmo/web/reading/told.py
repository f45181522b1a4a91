"""Tables that several pages show: results with what they are held against, undertakings, activities."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.web.reading import numbers
from istmo.web.reading.page import Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import ROWS, Cell, Column, Row, Table, words

_Row = dict[str, Any]

Head = Callable[[_Row], Cell]


def by_place(reader: Reader) -> tuple[Column, Head]:
    """A row is headed by its place."""
    return Column("place", _("Where")), lambda row: named(reader.place(row["place"]), row["place"])


def by_indicator(reader: Reader, place: str = "") -> tuple[Column, Head]:
    """A row is headed by its indicator, with its place where that is another one than `place`."""

    def head(row: _Row) -> Cell:
        where = (reader.place(row["place"]),) if row["place"] != place else ()
        return named(reader.indicator(row["indicator"]), row["indicator"], aside=where)

    return Column("indicator", _("Indicator")), head


def results(
    reader: Reader, name: str, caption: str, rows: Sequence[_Row], heading: tuple[Column, Head]
) -> Table:
    """Totals of `progress` with target, baseline, achievement and coverage, headed as told."""
    first, head = heading
    columns = (
        first,
        Column("period", _("When")),
        Column("result", _("Result"), is_number=True),
        Column("baseline", _("Before"), is_number=True),
        Column("target", _("Target"), is_number=True),
        Column("achievement", _("Reached"), is_number=True),
        Column("status", _("Verdict")),
        Column("reported", _("Reports"), is_number=True),
    )
    made = [
        Row(
            (
                head(row),
                Cell(reader.opened.period(row).text, code=row["period"]),
                numbers.result(reader, row),
                numbers.stated(reader, row, "baseline"),
                numbers.stated(reader, row, "target"),
                numbers.achievement(reader.opened, row),
                _verdict(reader, row),
                Cell(_("%(k)s of %(n)s") % {"k": row["reported"], "n": row["expected"]}),
            )
        )
        for row in rows
    ]
    return reader.table(
        name,
        caption,
        columns,
        made,
        notes=(
            Said(_("Achievement is like for like: over the series that have both result and target.")),
            *withheld(reader, rows),
        ),
        coverage=coverage(rows),
        empty=_("No result is on record here."),
    )


def _verdict(reader: Reader, row: _Row) -> Cell:
    """The verdict with what is to be read beside the number, which may name numbers itself."""
    if reader.opened.discreet.withholds(row["indicator"]):
        return numbers.withheld()
    told = numbers.status(reader.opened, row)
    remarks = (*sentences(row["notes"]), *sentences(row.get("beside")))
    return Cell(told.text, code=told.code, tone=told.tone, aside=remarks)


def coverage(rows: Sequence[_Row]) -> str:
    """How many of the reports that were expected came, over the rows of a table of totals."""
    expected, reported = (sum(row[name] or 0 for row in rows) for name in ("expected", "reported"))
    if not expected:
        return _("Coverage: nothing was asked for, so nothing is missing.") if not rows else ""
    return _("Coverage: %(reported)s of %(expected)s expected reports came.") % {
        "reported": reported,
        "expected": expected,
    }


def withheld(reader: Reader, rows: Iterable[_Row]) -> tuple[Said, ...]:
    """A sentence for each indicator whose numbers are withheld from this reader, and why."""
    codes = dict.fromkeys(
        row["indicator"] for row in rows if reader.opened.discreet.withholds(row["indicator"])
    )
    return tuple(
        Said(
            _("“%(title)s” is withheld: %(why)s.")
            % {
                "title": reader.opened.names.of("indicators", code),
                "why": "; ".join(reader.opened.discreet.reasons(code)).rstrip("."),
            },
        )
        for code in codes
    )


def undertakings(
    reader: Reader, name: str, caption: str, rows: Iterable[_Row], per_page: int = ROWS
) -> Table:
    """Undertakings with who, how far, and by when."""
    opened = reader.opened
    told = list(rows)
    columns = (
        Column("undertaking", _("What is to be done")),
        Column("actors", _("Who")),
        Column("status", _("How far")),
        Column("due", _("By when")),
    )
    made = []
    for row in told:
        status, deadline = opened.term("statuses", row["status"]), opened.term("deadlines", row["deadline"])
        due = row["due_as_written"] or row["due"] or ""
        late = row["months_overdue"] or 0
        asides = (
            Said(row["said"] or ""),
            Said(ngettext("%(n)s month overdue", "%(n)s months overdue", late) % {"n": late})
            if late
            else Said(""),
        )
        made.append(
            Row(
                (
                    words(
                        Said(row["text"]),
                        reader.at.to("undertakings", row["undertaking"]),
                        code=row["undertaking"],
                        aside=(Said(row["undertaking"]),),
                    ),
                    Cell(row["actors"] or ""),
                    Cell(status.text, code=row["status"], aside=asides),
                    Cell(due or deadline.text, code=row["deadline"], aside=(deadline,) if due else ()),
                ),
                depth=0 if row["counted"] else 1,
            )
        )
    parts = sum(not row["counted"] for row in told)
    followed = sum(bool(row["follow_ups"]) for row in told)
    return reader.table(
        name,
        caption,
        columns,
        made,
        notes=(Said(_("Parts of others stand indented and are not counted again: %(n)s.") % {"n": parts}),)
        if parts
        else (),
        coverage=_("Coverage: %(k)s of %(n)s have been followed up at least once.")
        % {"k": followed, "n": len(told)},
        as_of=told[0]["as_of"] if told else "",
        empty=_("No undertaking is on record here."),
        per_page=per_page,
    )


def unknown(*told: Said) -> Part:
    """A part that says what cannot be said."""
    return Part(told=told, tone="hole")


def passage(reader: Reader, row: Any) -> Said:
    """Where in its source something is stated: the source and its characters."""
    source = reader.source(row.source)
    if not source:
        return Said("")
    where = (
        ""
        if row.char_start is None
        else _(", characters %(a)s to %(b)s") % {"a": row.char_start, "b": row.char_end}
    )
    return Said(f"{source.text}{where}", href=source.href)

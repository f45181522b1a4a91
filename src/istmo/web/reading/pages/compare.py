"""What changed: restated within this release, and since another one."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from istmo.analyse import catalogue
from istmo.freeze import queries
from istmo.publish import answers
from istmo.web.reading import numbers
from istmo.web.reading.page import Choice, Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentence
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "compare/"
#: Which other releases there are may change: this page is told anew each time, its answers are kept.
KEPT = False


def tell(reader: Reader) -> Page:
    """Every change, held against the release it supersedes, or the one that `with` names."""
    releases = {str(one.number): f"{one.number}: {one.title}" for one in queries.releases()}
    releases.pop(str(reader.opened.manifest.number), None)
    parent = reader.opened.manifest.parent
    usual = str(parent.number) if parent and str(parent.number) in releases else ""
    other = reader.asked.one_of("with", {**releases, "none": ""}) or usual
    against = None if other in ("", "none") else int(other)
    rows, notes = _changes(reader, against)
    lead = (
        _("Held against release %(number)s.") % {"number": other}
        if against is not None
        else _("What was restated within this release. To see what changed since another one, choose it.")
    )
    return Page(
        title=_("Changes"),
        here="compare",
        crumbs=reader.start(),
        lead=(Said(lead),),
        choices=(Choice("with", _("Held against release"), other, tuple(releases.items())),)
        if releases
        else (),
        parts=(Part(table=_table(reader, rows, notes)), *_held(reader)),
    )


def _changes(reader: Reader, against: int | None) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The changes, without those of indicators of which either release marks a figure that this reader may not see."""
    opened = reader.opened
    discreet = [opened.discreet, *([] if against is None else [reader.beside(against).discreet])]
    where = {} if against is None else {"against": str(queries.folder(against))}
    with opened.locked():
        answer = catalogue.ask("revisions", opened.release, **where)
    rows = [row for row in answer.dicts() if not any(one.withholds(row["indicator"]) for one in discreet)]
    return answers.spoken(rows, opened.words), answer.notes


def _table(reader: Reader, rows: list[dict[str, Any]], notes: tuple[str, ...]) -> Table:
    columns = (
        Column("kind", _("What happened")),
        Column("indicator", _("To what")),
        Column("period", _("When")),
        Column("field", _("Which field")),
        Column("earlier", _("Earlier")),
        Column("later", _("Later")),
        Column("change", _("Change"), is_number=True),
        Column("reason", _("Reason")),
    )
    return reader.table(
        "changes",
        _("Every change and its reason"),
        columns,
        list(_rows(reader, rows)),
        notes=tuple(Said(reader.opened.words.told(note)) for note in notes),
        empty=_("Nothing changed."),
    )


def _rows(reader: Reader, rows: list[dict[str, Any]]) -> Iterator[Row]:
    for row in rows:
        number = reader.at.number(row["indicator"] or "", row["place"] or "", row["period"] or "undated")
        is_figure = bool(row["indicator"] and row["place"] and row["period"])
        yield Row(
            (
                words(reader.opened.code(row["kind"]), code=row["kind"] or ""),
                named(
                    reader.indicator(row["indicator"]), row["indicator"], aside=(reader.place(row["place"]),)
                ),
                Cell(row["period"] or "", href=number if is_figure else ""),
                words(Said(row["field"] or row["part"] or "")),
                Cell(str(row["earlier"] if row["earlier"] is not None else "")),
                Cell(str(row["later"] if row["later"] is not None else "")),
                numbers.decimal(reader.opened, row["change"], row["unit"]),
                words(sentence(row["reason"]), aside=(Said(row["author"] or ""), sentence(row["notes"])))
                if row["reason"]
                else Cell(_("none told"), tone="hole", aside=(sentence(row["notes"]),)),
            )
        )


def _held(reader: Reader) -> Iterator[Part]:
    """What was held back while the rest was approved: told without its value."""
    held = reader.opened.desk.registers.held
    if not held:
        return
    columns = (
        Column("indicator", _("Indicator")),
        Column("place", _("Where")),
        Column("agency", _("Who")),
        Column("row", _("Row")),
        Column("reason", _("Why")),
    )
    rows = [
        Row(
            (
                named(reader.indicator(one.indicator), one.indicator),
                named(reader.place(one.place), one.place),
                named(reader.agency(one.agency), one.agency),
                Cell(f"{one.submission}:{one.row}"),
                words(Said(one.reason)),
            )
        )
        for one in held
    ]
    caption = _("Figures held back in review; their values are not in the release")
    yield Part(title=_("Held back"), table=reader.table("held", caption, columns, rows))

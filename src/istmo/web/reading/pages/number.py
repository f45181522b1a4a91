"""One number: how it was made, in sentences, and every row it rests on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.kernel.period import Period
from istmo.publish import display, problems
from istmo.web.reading import numbers, told
from istmo.web.reading.addresses import read
from istmo.web.reading.page import Missing, Page, Part
from istmo.web.reading.pages.indicator import found, value, way
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words
from istmo.web.spoken import SEVERITIES

ADDRESS = "indicators/<str:indicator>/<str:place>/<str:period>/"

_Row = dict[str, Any]


def tell(reader: Reader) -> Page:
    """Provenance: the sentences of the question, its rows, who sent and approved them, and what is to be read with it."""
    opened, indicator = reader.opened, found(reader)
    place, period = reader.asked.step("place"), _period(reader)
    shown = display.period(period.start, period.end, None, opened.words)
    opening = opened.ask("provenance", indicator=indicator.code, place=place, period=period.code)
    rows = [row for row in opening if row["kind_of_row"] == "figure"]
    if not rows:
        raise _nothing(reader, place, period)
    crumbs = (*way(reader, indicator), reader.indicator(indicator.code))
    where = opened.names.of("places", place)
    if opened.discreet.withholds(indicator.code):
        parts: tuple[Part, ...] = (Part(told=told.withheld(reader, rows), tone="hole"),)
    else:
        parts = tuple(_parts(reader, [row for row in opening if row["kind_of_row"] == "sentence"], rows))
    return Page(
        title=Said(f"{where}, {shown}"),
        here="strategy",
        crumbs=crumbs,
        above=opened.names.of("indicators", indicator.code),
        parts=parts,
        template="number.html",
        more={"number": _number(reader, indicator.code, place, period.code)},
    )


def _period(reader: Reader) -> Period:
    written = read(reader.asked.step("period"))
    try:
        return Period.parse(written)
    except ValueError as unread:
        told_ = str(unread)
        raise Missing(
            f"{told_[:1].upper()}{told_[1:]}.",
            (reader.indicator(reader.asked.step("indicator")),),
        ) from None


def _nothing(reader: Reader, place: str, period: Period) -> Missing:
    """No figure of these days and this place: those there are of the indicator."""
    code, opened = reader.asked.step("indicator"), reader.opened
    there = opened.query(
        "SELECT DISTINCT place, period_start, period_end FROM figures WHERE indicator = ? AND role <> 'baseline' "
        "ORDER BY place = ? DESC, place, period_start DESC NULLS LAST LIMIT 8",
        [code, place],
    )
    near = tuple(
        Said(
            f"{opened.names.of('places', where)}, {display.period(start, end, None, opened.words)}",
            href=reader.at.number(code, where, Period(start, end).code),
        )
        for where, start, end in there
    )
    return Missing(
        _("No figure of “%(indicator)s” is on record for “%(place)s” and %(period)s.")
        % {
            "indicator": opened.names.of("indicators", code),
            "place": opened.names.of("places", place),
            "period": period.code,
        },
        (reader.indicator(code), *near),
    )


def _number(reader: Reader, indicator: str, place: str, period: str) -> list[_Row]:
    """The totals of exactly this place and these days, with their verdicts."""
    rows = [
        row for row in reader.opened.progress(indicator=indicator, place=place) if row["period"] == period
    ]
    return [
        {
            "result": numbers.result(reader, row),
            "verdict": numbers.status(reader.opened, row),
            "coverage": told.coverage([row]),
            "target": numbers.stated(reader, row, "target") if row["target"] is not None else None,
        }
        for row in rows
    ]


def _parts(reader: Reader, sentences: list[_Row], rows: list[_Row]) -> Iterator[Part]:
    yield Part(title=_("How it was made"), items=tuple(Said(row["told"]) for row in sentences))
    yield Part(title=_("What it rests on"), table=_table(reader, rows))
    claims = dict.fromkeys(code for row in rows for code in (row["claims"] or "").replace(",", " ").split())
    if claims:
        yield Part(
            title=_("Claims that tell it"),
            items=tuple(Said(code, href=reader.at.to("claims", code)) for code in claims),
        )
    yield Part(title=_("Where it came from"), table=_origins(reader, rows))
    came_with = dict.fromkeys(
        problem.strip() for row in rows for problem in (row["problems"] or "").split(" | ") if problem.strip()
    )
    if came_with:
        yield Part(
            title=_("Warnings that came with the submission"),
            fold=ngettext(
                "%(n)s warning or note, about any row of it",
                "%(n)s warnings and notes, about any row of it",
                len(came_with),
            )
            % {"n": len(came_with)},
            items=tuple(_problem(reader, problem) for problem in came_with),
        )


def _problem(reader: Reader, told: str) -> Said:
    """A problem as its submission had it, in the page's language if it is one of ours."""
    severity, _colon, text = told.partition(": ")
    again = problems.again(text, reader.opened.words.lang)
    said = Said(again) if again != text else reader.opened.english(text)
    kind = next((words for one, words in SEVERITIES.items() if one == severity), "")
    return Said(f"{kind}: {said.text}")


def _table(reader: Reader, rows: list[_Row]) -> Table:
    columns = (
        Column("role", _("Role")),
        Column("agency", _("Agency and activity")),
        Column("period", _("When")),
        Column("value", _("Value"), is_number=True),
        Column("source", _("Source")),
        Column("row", _("Row")),
        Column("told", _("What became of it")),
    )
    return reader.table(
        "rows",
        _("Every row behind the number, and what was left out"),
        columns,
        [_line(reader, r) for r in rows],
    )


def _line(reader: Reader, row: _Row) -> Row:
    opened, period = reader.opened, reader.opened.period(row)
    parts = Said(row["breakdown"] or "")
    role = opened.term("roles", row["role"])
    written = Said(f"“{row['value_as_written']}”" if row["value_as_written"] else "")
    cell = value(reader, row)
    return Row(
        (
            words(role, code=row["role"], aside=(parts,) if parts else ()),
            named(reader.agency(row["agency"]), row["agency"], aside=(reader.activity(row["activity"]),)),
            Cell(period.text, code=row["period"]),
            Cell(
                cell.text,
                cell.value,
                cell.unit,
                "",
                figures=cell.figures,
                aside=(written,),
                tone=cell.tone,
            ),
            named(reader.source(row["source"]), row["source"]),
            Cell(f"{row['submission']}:{row['row']}", aside=(Said(row["at"] or ""),)),
            words(_fate(row), aside=(Said(row["note"] or ""),)),
        ),
        tone="" if row["fate"] == "counts" else "quiet",
    )


def _fate(row: _Row) -> Said:
    """The last sentence of what the question tells of a row: it says what became of it."""
    return Said(f"{(row['told'] or '').rstrip('.').rpartition('. ')[2]}.")


def _origins(reader: Reader, rows: list[_Row]) -> Table:
    """The submissions: file, hash, who sent and who approved, by number."""
    by_code = {row["submission"]: row for row in rows}
    columns = (
        Column("submission", _("Submission")),
        Column("file", _("File")),
        Column("reported_by", _("Reported by")),
        Column("submitted_by", _("Sent by account")),
        Column("approved_by", _("Approved by account")),
        Column("raw_sha256", _("SHA-256 of the file")),
    )
    made = [
        Row(
            (
                Cell(code),
                Cell(row["file"] or ""),
                named(reader.agency(row["reported_by"]), row["reported_by"]),
                Cell(row["submitted_by"] or _("not told")),
                Cell(row["approved_by"] or _("not told")),
                Cell(row["raw_sha256"] or "", tone="hash"),
            )
        )
        for code, row in by_code.items()
    ]
    note = Said(_("Persons appear as the numbers of their accounts; names stay in the workspace."))
    return reader.table("origins", _("Submissions it came in"), columns, made, notes=(note,))

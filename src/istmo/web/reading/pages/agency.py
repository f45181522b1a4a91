"""One agency: its activities, what it promised, and the submissions it sent."""

from django.utils.translation import gettext as _

from istmo.publish.foreign import plain
from istmo.web.reading import numbers, told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.pages import activities
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table

ADDRESS = "agencies/<str:agency>/"

_FACTS = "SELECT own, parent, kind, note FROM agencies WHERE code = ?"
_PROMISED = "SELECT DISTINCT undertaking FROM undertaking_parties WHERE agency = ?"


def tell(reader: Reader) -> Page:
    """The page of an agency."""
    code, opened = reader.asked.step("agency"), reader.opened
    facts = opened.query(_FACTS, [code])
    if not facts:
        what = _("The release has no agency “%(code)s”.") % {"code": code}
        raise reader.missing(what, "agencies", code, "agencies")
    own, parent, kind, note = facts[0]
    with opened.locked():
        around = opened.desk.around
    ours = plain(opened.desk.registers.agencies[code])
    works = [work for work in (*around.own, *around.beside) if plain(work.agency) == ours]
    promised = {row[0] for row in opened.query(_PROMISED, [code])}
    listed = [row for row in opened.ask("undertakings") if row["undertaking"] in promised]
    caption = _("Undertakings it is a party of")
    told_of = opened.ask("coverage", framework=opened.desk.framework.code, scope="agency", agency=code)
    return Page(
        title=opened.names.of("agencies", code),
        here="activities",
        crumbs=reader.start(
            reader.crumb(_("Agencies"), "agencies"), *((reader.agency(parent),) if parent else ())
        ),
        above=Said(f"{code} · {opened.code(kind)}".rstrip(" ·")),
        lead=(
            opened.named(note),
            Said("" if own else _("Its figures stand beside ours, in no own total.")),
        ),
        parts=(
            Part(
                title=_("Activities"),
                table=activities.table(reader, "activities", _("Its activities"), works),
            ),
            Part(title=_("Undertakings"), table=told.undertakings(reader, "undertakings", caption, listed))
            if listed
            else Part(),
            Part(title=_("Submissions"), table=_submissions(reader, code)),
            Part(
                title=_("What is missing"), items=tuple(s for row in told_of for s in sentences(row["gaps"]))
            )
            if told_of
            else Part(),
        ),
    )


def _submissions(reader: Reader, agency: str) -> Table:
    columns = (
        Column("submission", _("Submission")),
        Column("call", _("Data call")),
        Column("file", _("File")),
        Column("figures", _("Figures"), is_number=True),
        Column("approved_by", _("Approved by account")),
    )
    titles = {call.code: call.title for call in reader.opened.desk.registers.calls}
    rows = [
        Row(
            (
                Cell(one.code),
                Cell(titles.get(one.call or "", one.call or ""), code=one.call or ""),
                Cell(one.file or ""),
                numbers.count(reader.opened, one.figures),
                Cell(one.approved_by or _("not told")),
            )
        )
        for one in reader.opened.desk.registers.submissions.values()
        if one.agency == agency
    ]
    return reader.table(
        "submissions",
        _("Submissions it sent, each approved by another person"),
        columns,
        rows,
        empty=_("It sent none."),
    )

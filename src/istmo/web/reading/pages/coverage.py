"""Where there is an activity, an indicator, a baseline, a target, a result, and where there is none."""

from django.utils.translation import gettext as _

from istmo.publish import coverage
from istmo.publish.coverage import Coverage, Line
from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "coverage/"


def tell(reader: Reader) -> Page:
    """The matrix of nodes and places, then totals by node, place and agency, as the report has them."""
    with reader.opened.locked():
        told = coverage.of(reader.opened.desk)
    return Page(
        title=_("Coverage"),
        here="coverage",
        crumbs=reader.start(),
        lead=(
            Said(_("Who has an indicator, a target, a result, and who has none. An empty cell is nobody.")),
        ),
        parts=(
            Part(title=_("Objectives and places"), table=_matrix(reader, told)),
            Part(
                title=_("By objective"), table=_lines(reader, "nodes", _("Coverage by objective"), told.nodes)
            ),
            Part(title=_("By place"), table=_lines(reader, "places", _("Coverage by place"), told.places)),
            Part(
                title=_("By agency"), table=_lines(reader, "agencies", _("Coverage by agency"), told.agencies)
            ),
            Part(title=_("In no plan"), items=tuple(Said(loose) for loose in told.loose))
            if told.loose
            else Part(),
            Part(items=(reader.crumb(_("Agency by sector and country"), "questions", "coverage"),)),
        ),
    )


def _matrix(reader: Reader, told: Coverage) -> Table:
    matrix = told.matrix
    columns = (
        Column("node", _("Objective")),
        *(Column(f"place-{at}", place or _("Elsewhere")) for at, place in enumerate(matrix.places)),
    )
    rows = [
        Row(
            (
                Cell(title, aside=(Said(level),)),
                *(_cell(cells, has_agencies=matrix.has_agencies) for cells in line),
            )
        )
        for title, level, line in matrix.rows
        if any(line)
    ]
    note = _(
        "Each cell: indicators of performance with a result, of all there; by agency where there are several. Rows where all is empty are left out."
    )
    return reader.table(
        "matrix",
        _("Results by objective and place"),
        columns,
        rows,
        notes=(Said(note),),
        coverage=_whole(told.whole),
        empty=_("Nobody does anything that this release knows of."),
    )


def _cell(cells: tuple[coverage.Cell, ...], *, has_agencies: bool) -> Cell:
    """What each agency has there: results of so many indicators, or that it only works there."""
    told = []
    for one in cells:
        count = _("%(k)s of %(n)s") % {"k": one.with_result, "n": one.indicators}
        shown = count if one.indicators else _("activity, no indicator")
        told.append(" ".join(part for part in (one.agency if has_agencies else "", one.place, shown) if part))
    return Cell("; ".join(told), tone="" if any(one.with_result for one in cells) else "hole")


def _whole(whole: Line | None) -> str:
    if whole is None:
        return ""
    return _("Coverage: %(k)s of %(n)s indicators of performance have a result, %(t)s a target.") % {
        "k": whole.with_result,
        "n": whole.indicators,
        "t": whole.with_target,
    }


def _lines(reader: Reader, name: str, caption: str, lines: tuple[Line, ...]) -> Table:
    counts = (
        ("activities", _("Activities")),
        ("indicators", _("Indicators")),
        ("with_baseline", _("with baseline")),
        ("with_target", _("with target")),
        ("with_result", _("with result")),
        ("evaluations", _("Evaluations")),
    )
    columns = (
        Column("title", _("Which")),
        *(Column(code, title, is_number=True) for code, title in counts),
        Column("gaps", _("What is missing")),
    )
    rows = [
        Row(
            (
                Cell(line.title or _("none named"), aside=(Said(line.level), _beside(line))),
                *(numbers.count(reader.opened, getattr(line, code)) for code, _title in counts),
                words(Said(line.gaps)),
            )
        )
        for line in lines
    ]
    return reader.table(
        name,
        caption,
        columns,
        rows,
        notes=(Said(_("Indicators of performance; context is not counted.")),),
        per_page=40,
    )


def _beside(line: Line) -> Said:
    return Said(_("beside ours, in no total") if line.beside else "")

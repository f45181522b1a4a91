"""The front page of a release: is it working? What can be counted, and nothing that cannot."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.publish import answer
from istmo.publish.answer import Answer, Count
from istmo.web.reading import numbers
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table

ADDRESS = ""


def tell(reader: Reader) -> Page:
    """The counts of the report's opening page, and a door to each thing people ask for."""
    opened, desk = reader.opened, reader.opened.desk
    with opened.locked():
        told = answer.answer(desk.tree, desk.records, desk.figures, desk.registers, desk.words)
        gaps = answer.gaps(desk.tree, desk.records, desk.registers.indicators, desk.words)
    return Page(
        title=_("Is it working?"),
        here="front",
        crumbs=(),
        above=opened.names.of("frameworks", desk.framework.code),
        lead=(Said(answer.verdict(told, desk.words)),),
        template="front.html",
        parts=(
            Part(table=_lines(reader, told)),
            Part(
                title=_("What is not known"),
                items=tuple(
                    Said(f"{gap.title}: {len(gap.items)}", href=f"{reader.at.to('gaps')}#gap-{at}")
                    for at, gap in enumerate(gaps, 1)
                ),
            ),
        ),
        more={"counts": _counts(told), "doors": _doors(reader, told), "countries": _countries(reader)},
    )


def _counts(told: Answer) -> tuple[tuple[int, str, str, bool], ...]:
    whole = told.whole
    return (
        (
            whole.objectives,
            _("objectives"),
            _("%(n)s with at least one result") % {"n": whole.measured},
            False,
        ),
        (
            told.indicators,
            _("indicators of performance"),
            _("%(n)s with a result") % {"n": told.reported},
            False,
        ),
        (
            whole.results,
            _("results on record"),
            ngettext("%(n)s marked preliminary", "%(n)s marked preliminary", told.preliminary)
            % {"n": told.preliminary},
            False,
        ),
        (
            whole.with_target,
            _("results with a target"),
            _("%(n)s with a baseline") % {"n": whole.with_baseline},
            whole.with_target == 0,
        ),
    )


def _lines(reader: Reader, told: Answer) -> Table:
    columns = (
        Column("line", _("Line of effort")),
        Column("objectives", _("Objectives"), is_number=True),
        Column("measured", _("of these with a result"), is_number=True),
        Column("results", _("Results"), is_number=True),
        Column("with_baseline", _("with a baseline"), is_number=True),
        Column("with_target", _("with a target"), is_number=True),
        Column("met", _("of these met"), is_number=True),
    )
    framework, tree = reader.opened.desk.framework.code, reader.opened.desk.tree
    rows = [
        _row(reader, named(reader.node(framework, branch.node.code), branch.node.code), count)
        for branch, count in zip(tree.lines, told.lines, strict=True)
    ]
    rows += [_row(reader, Cell(count.title), count, "quiet") for count in told.reconciling]
    rows.append(_row(reader, Cell(_("The whole strategy")), told.whole, "total"))
    return reader.table("lines", _("What can be judged, by line of effort"), columns, rows)


def _row(reader: Reader, head: Cell, count: Count, tone: str = "") -> Row:
    told = (
        count.objectives,
        count.measured,
        count.results,
        count.with_baseline,
        count.with_target,
        count.met,
    )
    return Row((head, *(numbers.count(reader.opened, number) for number in told)), tone=tone)


def _doors(reader: Reader, told: Answer) -> tuple[tuple[str, str, str], ...]:
    """Address, question, and what the release holds on it."""
    tables, at = reader.opened.manifest.tables, reader.at

    def rows(name: str) -> int:
        return tables[name].rows if name in tables else 0

    return (
        (
            at.to("strategy"),
            _("What does the strategy want?"),
            ngettext("%(n)s objective", "%(n)s objectives", told.whole.objectives)
            % {"n": told.whole.objectives},
        ),
        (
            at.to("targets"),
            _("Were targets met?"),
            ngettext("%(n)s result with a target", "%(n)s results with a target", told.whole.with_target)
            % {"n": told.whole.with_target},
        ),
        (
            at.to("places"),
            _("What about one country?"),
            ngettext("%(n)s country", "%(n)s countries", len(reader.opened.desk.countries))
            % {"n": len(reader.opened.desk.countries)},
        ),
        (
            at.to("undertakings"),
            _("Who promised what?"),
            ngettext("%(n)s undertaking", "%(n)s undertakings", rows("undertakings"))
            % {"n": f"{rows('undertakings'):,}"},
        ),
        (
            at.to("funds"),
            _("Where is the money?"),
            ngettext("%(n)s amount", "%(n)s amounts", rows("transactions"))
            % {"n": f"{rows('transactions'):,}"},
        ),
        (
            at.to("activities"),
            _("Who does what where?"),
            ngettext("%(n)s activity", "%(n)s activities", rows("activities"))
            % {"n": f"{rows('activities'):,}"},
        ),
        (
            at.to("claims"),
            _("Can the documents be trusted?"),
            ngettext("%(n)s claim, checked", "%(n)s claims, checked", rows("claims"))
            % {"n": f"{rows('claims'):,}"},
        ),
        (
            at.to("indicators"),
            _("Which numbers are there?"),
            ngettext("%(n)s figure", "%(n)s figures", rows("figures")) % {"n": f"{rows('figures'):,}"},
        ),
    )


def _countries(reader: Reader) -> tuple[Said, ...]:
    return tuple(reader.place(country.code) for country in reader.opened.desk.countries)

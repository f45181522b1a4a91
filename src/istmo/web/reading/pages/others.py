"""What other donors publish of their own work, in their own words: beside ours, in no total."""

from typing import Any

from django.utils.translation import gettext as _

from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table

ADDRESS = "others/"


def tell(reader: Reader) -> Page:
    """Every indicator of every other publisher."""
    return Page(
        title=_("What others report"),
        here="activities",
        crumbs=reader.start(reader.crumb(_("Who does what"), "activities")),
        lead=(
            Said(
                _("Other publishers' own indicators in their own words. Nothing here is added up or judged."),
            ),
        ),
        parts=(Part(table=table(reader, reader.opened.ask("others"))),),
    )


def table(reader: Reader, rows: list[dict[str, Any]]) -> Table:
    """Their indicators with what they state of each."""
    columns = (
        Column("indicator", _("Indicator")),
        Column("agency", _("Publisher and activity")),
        Column("place", _("Where")),
        Column("period", _("When")),
        Column("baseline", _("Baseline")),
        Column("target", _("Target")),
        Column("result", _("Result")),
    )
    made = [
        Row(
            (
                named(reader.indicator(row["indicator"]), row["indicator"], aside=sentences(row["notes"])),
                named(reader.agency(row["agency"]), row["agency"], aside=(reader.activity(row["activity"]),)),
                named(reader.place(row["place"]), row["place"]),
                Cell(row["period"] or ""),
                *(Cell(row[f"{name}_told"] or "") for name in ("baseline", "target", "result")),
            )
        )
        for row in rows
        if not reader.opened.discreet.withholds(row["indicator"])
    ]
    return reader.table(
        "others",
        _("Indicators of other publishers"),
        columns,
        made,
        notes=(Said(_("None of it is in a total of ours.")),),
        empty=_("Other publishers' results are not in this release."),
    )

"""Who undertook what by when, and how far each has come."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from istmo.publish.foreign import plain
from istmo.spec.names import without_accents
from istmo.web.reading import numbers, told
from istmo.web.reading.page import Choice, Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "undertakings/"


def tell(reader: Reader) -> Page:
    """The register, filtered by status, deadline, country, forum and words."""
    opened = reader.opened
    every = opened.ask("undertakings")
    by = {
        "status": {code: opened.term("statuses", code).text for code in _there(every, "status")},
        "deadline": {code: opened.term("deadlines", code).text for code in _there(every, "deadline")},
        "kind": {code: opened.code(code).text for code in _there(every, "kind")},
        "forum": {plain(row["forum"]): row["forum_name"] or row["forum"] for row in every if row["forum"]},
        "place": _places(reader, every),
    }
    asked = {name: reader.asked.one_of(name, known) for name, known in by.items()}
    sought = without_accents(reader.asked.text("q"))
    rows = [row for row in every if _wanted(row, asked) and sought in without_accents(_words(row))]
    labels = {
        "status": _("How far"),
        "deadline": _("Deadline"),
        "kind": _("Kind"),
        "forum": _("Forum"),
        "place": _("Place"),
    }
    return Page(
        title=_("Undertakings"),
        here="undertakings",
        crumbs=reader.start(),
        lead=(
            Said(_("Commitments, reforms, plans and transitions: who does what by when, and who says so.")),
        ),
        choices=(
            Choice("q", _("Words"), reader.asked.text("q")),
            *(
                Choice(name, labels[name], asked[name], tuple(known.items()))
                for name, known in by.items()
                if known
            ),
        ),
        parts=(
            Part(table=told.undertakings(reader, "undertakings", _("Undertakings"), rows)),
            Part(title=_("How many"), table=_counts(reader)),
        ),
    )


def _there(rows: list[dict[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if row[name]))


def _places(reader: Reader, rows: list[dict[str, Any]]) -> dict[str, str]:
    codes = dict.fromkeys(code for row in rows for code in (row["places"] or "").split(", ") if code)
    return {code: reader.opened.names.of("places", code).text for code in codes}


def _wanted(row: dict[str, Any], asked: Mapping[str, str]) -> bool:
    """Whether a row meets every condition that is set; of several places one is enough."""
    there = {**row, "place": (row["places"] or "").split(", "), "forum": plain(row["forum"] or "")}
    return all(
        wanted in there[name] if name == "place" else wanted == there[name]
        for name, wanted in asked.items()
        if wanted
    )


def _words(row: dict[str, Any]) -> str:
    return f"{row['undertaking']} {row['text']} {row['actors'] or ''} {row['counterparts'] or ''}"


def _counts(reader: Reader) -> Table:
    """By status, deadline and what is missing, each undertaking once."""
    opened = reader.opened
    lists = {"status": "statuses", "deadline": "deadlines", "missing": "lacks"}
    labels = {"status": _("How far"), "deadline": _("Deadline"), "missing": _("Without")}
    rows = [
        Row(
            (
                Cell(labels[row["by"]]),
                words(opened.term(lists[row["by"]], row["value"]), code=row["value"] or ""),
                numbers.count(opened, row["undertakings"]),
                numbers.count(opened, row["parts"]),
            )
        )
        for row in opened.ask("undertakings", view="counts")
        if row["by"] in lists and (row["undertakings"] or row["parts"])
    ]
    columns = (
        Column("by", _("By")),
        Column("value", _("Which")),
        Column("undertakings", _("Undertakings"), is_number=True),
        Column("parts", _("Parts of others"), is_number=True),
    )
    return reader.table("counts", _("How many undertakings, each counted once"), columns, rows)

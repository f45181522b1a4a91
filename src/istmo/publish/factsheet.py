"""The fact sheet: two pages on which every number carries its scope, period, base, coverage, caveat and source."""

from collections.abc import Sequence
from pathlib import Path

from istmo.publish import answer, assessment, edition, layout, sheet
from istmo.publish.desk import Desk
from istmo.publish.edition import Page
from istmo.publish.words import Words
from istmo.release.reader import Release

NAME = "factsheet"
#: What two pages hold: results of a line of effort, context indicators, years of money.
_RESULTS, _CONTEXT, _YEARS = 4, 8, 3


def write(release: Release, out: Path, *, lang: str = "en", formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write the fact sheet into the folder `out`, once in every format; WrongUse as for the report."""
    wanted = edition.known(formats)
    return edition.write([page(Desk(release, Words(lang)))], out, wanted)


def page(desk: Desk) -> Page:
    """The fact sheet."""
    lines = assessment.lines(desk.tree, desk.records, desk.words)
    count = sum(record.result is not None for record in desk.records)
    told = [
        (line, [sheet.told(record, desk) for record in sheet.best_known(line.records, _RESULTS)])
        for line in lines
    ]
    names = {
        "answer": answer.answer(desk.tree, desk.records, desk.figures, desk.registers, desk.words),
        "lines": [(line, results) for line, results in told if results],
        "shown": sum(len(results) for _, results in told),
        "count": count,
        "environments": sheet.chosen(desk.context.environments, _CONTEXT),
        "all_environments": len(desk.context.environments),
        "money": desk.money,
        "money_rows": desk.money.of_place(desk.group, _YEARS),
        "undertakings": desk.undertakings,
        "around": desk.around,
        "cited": sheet.Cited(desk.registers.sources),
        "compared": sheet.compared(desk),
        "sheet": sheet,
    }
    return Page(NAME, layout.page(desk, "factsheet.html.j2", names, "sheet.css"))

"""Everything we publish of a release at once, read from it once."""

from collections.abc import Sequence
from pathlib import Path

from istmo.publish import countries, edition, factsheet, report
from istmo.publish.desk import Desk
from istmo.publish.words import Words
from istmo.release.reader import Release


def write(release: Release, out: Path, *, lang: str = "en", formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write report, fact sheet and country sheets into `out`; WrongUse as for the report."""
    wanted = edition.known(formats)
    desk = Desk(release, Words(lang))
    return edition.write([report.page(desk), factsheet.page(desk), *countries.pages(desk)], out, wanted)

"""The report with authors' sections: written whole, or not at all where anything in them stops it."""

from collections.abc import Sequence
from pathlib import Path

from istmo.publish import edition, report
from istmo.publish.authored import contents, sections
from istmo.publish.desk import Desk
from istmo.publish.words import Words
from istmo.release.reader import Release


def write(
    release: Release, out: Path, folder: Path, *, lang: str = "en", formats: Sequence[str] = ("html",)
) -> list[Path]:
    """Write the report with the sections in `folder`, once in every format. InputProblem with all that stops it; WrongUse as for the report."""
    wanted = edition.known(formats)
    desk = Desk(release, Words(lang))
    written = sections.write(folder, desk)
    page = report.page(desk, contents.contents(written), written.overrides)
    return edition.write([page], out, wanted)

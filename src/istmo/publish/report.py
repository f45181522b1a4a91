"""The annual report of a release: self-contained, printable, the same bytes for the same release."""

from collections.abc import Sequence
from pathlib import Path

from istmo.publish import edition, layout, sections
from istmo.publish.desk import Desk
from istmo.publish.edition import Page
from istmo.publish.sections import Section
from istmo.publish.words import Words
from istmo.release.reader import Release

NAME = "report"


def write(release: Release, out: Path, *, lang: str = "en", formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write the report of a release into the folder `out`, once in every format; returns the paths.

    WrongUse if there is no catalogue for `lang`, no such format, or no framework to report on in the release.
    """
    wanted = edition.known(formats)
    return edition.write([page(Desk(release, Words(lang)))], out, wanted)


def render(release: Release, *, lang: str = "en") -> str:
    """The page as text."""
    return page(Desk(release, Words(lang))).html


def page(desk: Desk, contents: Sequence[Section] = (), overrides: Sequence[object] = ()) -> Page:
    """The report; with the sections of authors among `contents`, and what persons let stand in them."""
    names = {"contents": contents or sections.contents(), "overrides": overrides, **sections.told(desk)}
    return Page(NAME, layout.page(desk, "report.html.j2", names))

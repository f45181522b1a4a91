"""Everything else of a release: what is asked more rarely."""

from django.utils.translation import gettext as _

from istmo.analyse import catalogue
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said

ADDRESS = "more/"

#: Questions that open one total or draw a sample: they are asked from a number's own page, or at the command line.
NOT_LISTED = ("provenance", "sample")


def tell(reader: Reader) -> Page:
    """Lists, the report, files, and every question."""
    at, number = reader.at, reader.opened.manifest.number
    registers = (
        reader.crumb(_("Indicators"), "indicators"),
        reader.crumb(_("Agencies"), "agencies"),
        reader.crumb(_("Sources"), "sources"),
        reader.crumb(_("What others report"), "others"),
        reader.crumb(_("What is not known"), "gaps"),
    )
    papers = (Said(_("The annual report"), href=f"{at.base}report/"),) if number is not None else ()
    questions = tuple(
        Said(
            f"{name}: {reader.opened.english(catalogue.about(name).partition(': ')[2] or catalogue.about(name))}",
            href=at.to("questions", name),
        )
        for name in catalogue.names()
        if name not in NOT_LISTED
    )
    return Page(
        title=_("More"),
        here="more",
        crumbs=reader.start(),
        parts=(
            Part(
                title=_("To read and to keep"), items=(*papers, reader.crumb(_("Files and hashes"), "files"))
            ),
            Part(title=_("Registers"), items=registers),
            Part(
                title=_("Every question that can be asked"),
                told=(Said(_("Each gives one table with its notes, to filter, copy and download.")),),
                items=questions,
            ),
        ),
    )

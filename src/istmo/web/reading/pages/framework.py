"""Another framework of the release: a partner's own plan, or what came before."""

from django.utils.translation import gettext as _

from istmo.web.reading.page import Page
from istmo.web.reading.pages.strategy import of_framework
from istmo.web.reading.reader import Reader

ADDRESS = "strategy/<str:framework>/"


def tell(reader: Reader) -> Page:
    """Its tree, as the strategy's own."""
    code, opened = reader.asked.step("framework"), reader.opened
    if code not in opened.frameworks:
        what = _("The release holds no framework “%(code)s”.") % {"code": code}
        raise reader.not_among(
            what, {one.code: one.title for one in opened.frameworks.values()}, code, "strategy"
        )
    return of_framework(reader, code, reader.start(reader.crumb(_("Strategy"), "strategy")))

"""One forum: a conference or commission in which undertakings are made and followed up."""

from django.utils.translation import gettext as _

from istmo.publish.foreign import plain
from istmo.web.reading import told
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said

ADDRESS = "forums/<str:forum>/"

_FACTS = "SELECT code, name, kind, held, place, source, note FROM forums"


def tell(reader: Reader) -> Page:
    """The page of a forum."""
    code, opened = reader.asked.step("forum"), reader.opened
    forums = {row[0]: row for row in opened.query(_FACTS)}
    if code not in forums:
        what = _("The release has no forum “%(code)s”.") % {"code": code}
        raise reader.not_among(what, {one: row[1] for one, row in forums.items()}, code, "forums")
    _code, name, kind, held, place, source, note = forums[code]
    rows = [row for row in opened.ask("undertakings") if plain(row["forum"] or "") == code]
    facts = (
        (_("Kind"), (opened.code(kind),)),
        (_("Met"), (Said(held or _("not stated")),)),
        (_("Where"), (opened.named(place) or Said(_("not stated")),)),
        (_("Named in"), (reader.source(source),)),
    )
    return Page(
        title=opened.names.of("forums", code, name),
        here="undertakings",
        crumbs=reader.start(reader.crumb(_("Undertakings"), "undertakings")),
        lead=(opened.named(note),),
        parts=(
            Part(facts=facts),
            Part(table=told.undertakings(reader, "undertakings", _("Undertakings made in it"), rows)),
        ),
    )

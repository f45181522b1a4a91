"""One search over a release: any place, agency, indicator, node, undertaking, source or conference by any of its names."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.web.reading import index
from istmo.web.reading.index import Entry
from istmo.web.reading.near import near
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, words

ADDRESS = "search/"
#: Typed letter by letter: kept, its pages would put out those that are asked for again.
KEPT = False


def tell(reader: Reader) -> Page:
    """What was found, the best first; where nothing was, what is called nearly so."""
    written = reader.asked.text("q")
    known = reader.opened.entries
    found = index.search(known, written)
    kinds = {
        "places": _("place"),
        "frameworks": _("framework"),
        "nodes": _("objective"),
        "indicators": _("indicator"),
        "agencies": _("agency"),
        "activities": _("activity"),
        "sources": _("source"),
        "forums": _("forum"),
        "undertakings": _("undertaking"),
        "claims": _("claim"),
    }
    parts = [_results(reader, found, kinds)] if found else []
    if written and not found:
        named = {f"{entry.table} {entry.code}": name for entry in known for name in entry.names[1:2]}
        by_key = {f"{entry.table} {entry.code}": entry for entry in known}
        alike = tuple(_link(reader, by_key[key]) for key in near(written, named))
        parts = [Part(title=_("Called nearly so"), items=alike)] if alike else []
    told = ngettext("%(n)s found for “%(written)s”.", "%(n)s found for “%(written)s”.", len(found))
    return Page(
        title=_("Search"),
        here="search",
        crumbs=reader.start(),
        parts=tuple(parts),
        template="search.html",
        more={"query": written, "count": told % {"n": len(found), "written": written} if written else ""},
    )


def _results(reader: Reader, found: list[Entry], kinds: dict[str, str]) -> Part:
    rows = [
        Row(
            (
                words(_link(reader, entry), code=entry.code),
                Cell(kinds[entry.table], code=entry.table),
                _others(reader, entry),
            )
        )
        for entry in found
    ]
    columns = (
        Column("name", _("Name")),
        Column("kind", _("What it is")),
        Column("others", _("Also known as")),
    )
    return Part(table=reader.table("found", _("What was found"), columns, rows))


def _link(reader: Reader, entry: Entry) -> Said:
    if entry.table == "nodes":
        framework, _colon, code = entry.code.partition(":")
        return reader.node(framework, code)
    if entry.table == "frameworks":
        return reader.framework(entry.code)
    own = entry.names[1] if len(entry.names) > 1 else entry.code
    named = reader.opened.names.of(entry.table, entry.code, own)
    return Said(named.text, href=reader.at.to(entry.table, entry.code))


def _others(reader: Reader, entry: Entry) -> Cell:
    shown = reader.opened.names.of(entry.table, entry.code).text
    names = [name for name in entry.names if name not in (shown, entry.code) and len(name) < 90]
    return Cell("; ".join(names[:4]))

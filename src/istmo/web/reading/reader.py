"""What a page is written with: the release, what the address asked, and the links and tables it is made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from istmo.web.reading.addresses import Addresses
from istmo.web.reading.near import near
from istmo.web.reading.opened import Opened
from istmo.web.reading.page import Asked, Missing
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Lazily, Row, Table, words


@dataclass(frozen=True)
class Reader:
    """One release, read at one address; `beside` gives another release by its number, as this reader may see it."""

    opened: Opened
    at: Addresses
    asked: Asked
    here: str
    beside: Callable[[int], Opened]

    def table(
        self,
        name: str,
        caption: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        **more: Any,
    ) -> Table:
        """A table of this page, its part as the address asks; `more`: notes, coverage, empty, per_page, as_of."""
        stamp = self.opened.stamp
        if as_of := more.pop("as_of", ""):
            stamp = replace(stamp, as_of=str(as_of))
        others = {key: value for key, value in self.asked.query.items() if key not in (name, "form", "table")}
        kept, told = urlencode(others), rows if isinstance(rows, Lazily) else tuple(rows)
        made = Table(name, caption, tuple(columns), told, stamp, address=self.here, kept=kept, **more)
        asked = self.asked.part(name)
        if asked > made.pages:
            raise Missing(
                _("The table has %(pages)s parts, and no part %(asked)s.")
                % {"pages": made.pages, "asked": asked},
                (Said(_("Its first part"), href=self.here),),
            )
        return replace(made, page=asked)

    def start(self, *more: Said) -> tuple[Said, ...]:
        """The way to this page: the release first."""
        return (Said(self.opened.name, href=self.at.to()), *more)

    def crumb(self, title: str, *steps: str) -> Said:
        """A step of the way in the page's own words."""
        return Said(title, href=self.at.to(*steps))

    def place(self, code: str | None) -> Said:
        """A place, opening its page."""
        return self._linked("places", code, "places")

    def agency(self, code: str | None) -> Said:
        """An agency, opening its page."""
        return self._linked("agencies", code, "agencies")

    def indicator(self, code: str | None) -> Said:
        """An indicator, opening its page."""
        return self._linked("indicators", code, "indicators")

    def source(self, code: str | None) -> Said:
        """A source, opening its page."""
        return self._linked("sources", code, "sources")

    def activity(self, code: str | None) -> Said:
        """An activity, opening its page."""
        return self._linked("activities", code, "activities")

    def framework(self, code: str) -> Said:
        """A framework, opening its page."""
        return self._linked("frameworks", code, "strategy")

    def node(self, framework: str, code: str) -> Said:
        """A node, opening its page."""
        named = self.opened.names.of("nodes", f"{framework}:{code}")
        return replace(named, href=self.at.node(framework, code))

    def _linked(self, table: str, code: str | None, step: str) -> Said:
        named = self.opened.names.of(table, code)
        return replace(named, href=self.at.to(step, code)) if code else named

    def missing(self, what: str, table: str, asked: str, link: str) -> Missing:
        """What is not there, and what is called nearly so; `link` is the step of its pages."""
        return self.not_among(what, self.opened.names.all(table), asked, link)

    def not_among(self, what: str, known: Mapping[str, str], asked: str, *link: str) -> Missing:
        """The same among codes with their names."""
        found = near(asked, known)
        return Missing(what, tuple(Said(known[code] or code, href=self.at.to(*link, code)) for code in found))


def named(said: Said, code: str | None = "", **more: Any) -> Cell:
    """A cell that names something and, for machines, its code."""
    return words(said, code=code or "", **more)

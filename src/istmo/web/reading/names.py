"""How a release calls its places, agencies, indicators, nodes: the registers' names by code, in the language of the desk."""

from collections.abc import Mapping

from istmo.publish.registers import Registers
from istmo.publish.words import Words
from istmo.release.reader import Release
from istmo.web.reading.said import Said


class Names:
    """Every name by the table and code of its row."""

    def __init__(self, release: Release, told: Registers, words: Words) -> None:
        """Read the one register that the desk does not."""
        forums = release.query("SELECT code, name FROM forums")
        self._own: Mapping[str, Mapping[str, str]] = {
            "indicators": {one.code: one.title for one in (*told.indicators, *told.theirs)},
            "places": {code: place.name for code, place in told.places.items()},
            "agencies": told.agencies,
            "activities": told.activities,
            "sources": {code: source.title for code, source in told.sources.items()},
            "frameworks": {framework.code: framework.title for framework in told.frameworks},
            "nodes": {f"{node.framework}:{node.code}": node.title for node in told.nodes},
            "horizons": {f"{term.framework}:{term.code}": term.title for term in told.horizons},
            "forums": {code: words.named(name) for code, name in forums},
            "undertakings": {},
            "claims": {claim.code: claim.text for claim in told.claims},
        }

    def of(self, table: str, code: str | None, own: str = "") -> Said:
        """The name of a row; `own`, else the code, where it has none."""
        return Said(self._own[table].get(code) or own or code) if code else Said(own)

    def all(self, table: str) -> Mapping[str, str]:
        """Every code of a register with its name."""
        return self._own[table]

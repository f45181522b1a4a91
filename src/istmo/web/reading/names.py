"""How a release calls its places, agencies, indicators, nodes: on a Spanish page by their Spanish names, if it holds them."""

from collections.abc import Mapping

from istmo.publish.registers import Registers
from istmo.release.reader import Release
from istmo.web.reading.said import CONTENT, Said

_TEXTS = "SELECT \"table\", code, text FROM texts WHERE language = ? AND field IN ('title', 'name')"


class Names:
    """Every name in one language; in the language of the content where there is no other."""

    def __init__(self, release: Release, told: Registers, lang: str) -> None:
        """Read the names in `lang` that stand beside the registers' own."""
        rows = release.query(_TEXTS, [lang]) if lang != CONTENT else []
        self._other = {(table, code): text for table, code, text in rows}
        self._lang = lang
        indicators = (*told.indicators, *told.theirs)
        self._own: Mapping[str, Mapping[str, str]] = {
            "indicators": {indicator.code: indicator.title for indicator in indicators},
            "places": {code: place.name for code, place in told.places.items()},
            "agencies": told.agencies,
            "activities": told.activities,
            "sources": {code: source.title for code, source in told.sources.items()},
            "frameworks": {framework.code: framework.title for framework in told.frameworks},
            "nodes": {f"{node.framework}:{node.code}": node.title for node in told.nodes},
            "horizons": {f"{term.framework}:{term.code}": term.title for term in told.horizons},
        }

    def of(self, table: str, code: str | None, own: str = "") -> Said:
        """The name of a row; `own` where the register is not among those read, the code where there is no name."""
        if not code:
            return Said(own)
        if (table, code) in self._other:
            return Said(self._other[table, code], self._lang)
        return Said(self._own.get(table, {}).get(code) or own or code)

    def codes(self, table: str) -> list[str]:
        """The codes there are."""
        return list(self._own.get(table, {}))

"""What can be found in a release by a name: places, agencies, indicators, nodes, undertakings, sources, forums, claims.

Under any of their names: codes, other names, the names of other languages; without case and accents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from istmo.publish.registers import Registers
from istmo.release.reader import Release
from istmo.spec.names import NAMED, without_accents

_OTHER = "SELECT kind, code, alias FROM aliases"
_TEXTS = "SELECT \"table\", code, text FROM texts WHERE field IN ('title', 'name', 'text')"
_MORE = "SELECT code, iso2, iso3 FROM places WHERE iso2 IS NOT NULL OR iso3 IS NOT NULL"
_FORUMS = "SELECT code, name FROM forums"
_UNDERTAKINGS = (
    "SELECT u.code, u.text, string_agg(p.name, '; ' ORDER BY p.role, p.position) FROM undertakings AS u "
    "LEFT JOIN undertaking_parties AS p ON p.undertaking = u.code GROUP BY u.code, u.text ORDER BY u.code"
)


@dataclass
class Entry:
    """One thing that can be found: its table, code, and every name it goes by; `alike` are the names as compared."""

    table: str
    code: str
    names: list[str] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)

    def add(self, name: str | None) -> None:
        """One more name."""
        if name and name not in self.names:
            self.names.append(name)
            self.alike.append(without_accents(name))

    def score(self, wanted: str, parts: list[str]) -> int:
        """How well it fits: 4 a name or code itself, 3 the beginning of one, 2 words of one, 1 words of all together."""
        if wanted in self.alike:
            return 4
        if any(name.startswith(wanted) for name in self.alike):
            return 3
        if any(all(part in name for part in parts) for name in self.alike):
            return 2
        together = " ".join(self.alike)
        return int(all(part in together for part in parts))


def entries(release: Release, told: Registers) -> list[Entry]:
    """Everything of a release that has a page of its own, with all its names."""
    made: dict[tuple[str, str], Entry] = {}

    def add(table: str, code: str, names: Iterable[str | None]) -> None:
        entry = made.setdefault((table, code), Entry(table, code))
        for name in names:
            entry.add(name)

    for table, code, *names in _own(release, told):
        add(table, code, (code, *names))
    for code, *isos in release.query(_MORE):
        add("places", code, isos)
    for kind, code, alias in release.query(_OTHER):
        add(NAMED[kind], code, [alias])
    for table, code, text in release.query(_TEXTS):
        if (table, code) in made:
            made[table, code].add(text)
    return list(made.values())


def _own(release: Release, told: Registers) -> Iterator[tuple[str, ...]]:
    """Table, code and own names."""
    yield from (("places", code, place.name) for code, place in told.places.items())
    yield from (("frameworks", one.code, one.title) for one in told.frameworks)
    yield from (("nodes", f"{n.framework}:{n.code}", n.code, n.title, n.text or "") for n in told.nodes)
    yield from (("indicators", one.code, one.title) for one in (*told.indicators, *told.theirs))
    yield from (("agencies", code, name) for code, name in told.agencies.items())
    yield from (("activities", code, title) for code, title in told.activities.items())
    yield from (("sources", code, one.title) for code, one in told.sources.items())
    yield from (("forums", *row) for row in release.query(_FORUMS))
    yield from (("undertakings", code, text, who or "") for code, text, who in release.query(_UNDERTAKINGS))
    yield from (("claims", one.code, one.text) for one in told.claims)


def search(known: Iterable[Entry], written: str) -> list[Entry]:
    """What fits, the best first; nothing for nothing."""
    wanted = without_accents(written)[:200]
    parts = wanted.split()
    if not parts:
        return []
    scored = [(entry.score(wanted, parts), entry) for entry in known]
    return [entry for score, entry in sorted(scored, key=lambda pair: -pair[0]) if score]

"""Which code a name means: codes, other names, and the names that registers give their own rows, in any language.

Names are compared without case, with runs of spaces as one and with plain quotes; where that finds nothing, without
accents too: “Panama” is Panamá. A name of two codes means neither, and both are told.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from istmo.kernel.tables import TABLES

#: What may have other names, and the table its codes stand in.
NAMED = {
    "place": "places",
    "agency": "agencies",
    "indicator": "indicators",
    "source": "sources",
    "forum": "forums",
}
#: Columns, beside the code, in which a register itself names its rows.
_OWN_NAMES = {"place": ("name", "iso3"), "agency": ("name",), "source": ("title",), "forum": ("name",)}
_PLAIN_QUOTES = str.maketrans("‘’ʼ“”", "'''\"\"")

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
_Meanings = dict[tuple[str, str], set[str]]


@dataclass(frozen=True)
class KnownNames:
    """The names in the rows of an architecture, by table."""

    tables: Rows

    def meanings(self, kind: str, written: str) -> tuple[str, ...]:
        """The codes that a name of a place, agency, indicator, source or forum may mean: none, one, or several."""
        if written in self.codes.get(kind, ()):
            return (written,)
        found = self._folded.get((kind, folded(written))) or self._bare.get((kind, without_accents(written)))
        return tuple(sorted(found or ()))

    def code(self, kind: str, written: str) -> str | None:
        """The one code a name means; None if there is none or more than one."""
        found = self.meanings(kind, written)
        return found[0] if len(found) == 1 else None

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """The codes of each kind."""
        return {
            kind: frozenset(str(row[0]) for row in self.tables.get(table, ()))
            for kind, table in NAMED.items()
        }

    @cached_property
    def _folded(self) -> _Meanings:
        return _gathered((kind, folded(name), code) for kind, name, code in self._named())

    @cached_property
    def _bare(self) -> _Meanings:
        return _gathered((kind, without_accents(name), code) for kind, name, code in self._named())

    def _named(self) -> Iterator[tuple[str, str, str]]:
        """Every (kind, name, code)."""
        for kind, codes in self.codes.items():
            yield from ((kind, code, code) for code in codes)
        yield from ((str(kind), str(name), str(code)) for kind, name, code in self.tables.get("aliases", ()))
        for kind, columns in _OWN_NAMES.items():
            table = NAMED[kind]
            places = [TABLES[table].names.index(name) for name in columns]
            for row in self.tables.get(table, ()):
                yield from ((kind, str(row[place]), str(row[0])) for place in places if row[place])
            for of, code, column, _, text in self.tables.get("texts", ()):
                if of == table and column in columns:
                    yield kind, str(text), str(code)


def _gathered(named: Iterable[tuple[str, str, str]]) -> _Meanings:
    meanings: _Meanings = {}
    for kind, name, code in named:
        meanings.setdefault((kind, name), set()).add(code)
    return meanings


def folded(name: str) -> str:
    """A name as it is compared first. Python's folding, not SQL's `lower`: they differ in ß and İ."""
    return " ".join(name.translate(_PLAIN_QUOTES).split()).casefold()


def without_accents(name: str) -> str:
    """A name as it is compared last: folded, each letter without its marks."""
    parts = unicodedata.normalize("NFKD", folded(name))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))

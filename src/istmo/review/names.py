"""How a call's framework calls its indicators and places; read once from its files, which never change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from istmo.framework import queries, stored
from istmo.framework.models import Architecture
from istmo.kernel.algebra import Algebra
from istmo.publish.words import Words
from istmo.review.measured import Measured, scale
from istmo.spec import architecture as spec

#: So many architectures are kept, each in so many languages: a workspace reviews calls of few at a time.
_KEPT = 8


@dataclass(frozen=True)
class Names:
    """Titles, units and rules of indicators, names of places and activities, by code; and all codes that name them."""

    indicators: Mapping[str, str]
    units: Mapping[str, str]
    algebras: Mapping[str, Algebra]
    places: Mapping[str, str]
    activities: Mapping[str, str]
    codes: frozenset[str]

    def measured(self, indicator: str, words: Words) -> Measured:
        """What says the values of an indicator and how they change."""
        return Measured(self.algebras.get(indicator), self.units.get(indicator, ""), words)

    @cached_property
    def scales(self) -> Mapping[str, Decimal]:
        """By what changes of an indicator are divided where they are put in order; those not named, by what was before."""
        told = {code: scale(algebra, self.units[code]) for code, algebra in self.algebras.items()}
        return {code: per for code, per in told.items() if per is not None}


def names(architecture: Architecture, lang: str = "en") -> Names:
    """Of this architecture, in a language as far as it has names in it; kept by its hash."""
    return _read(_Kept(architecture.sha256, lang, architecture))


@dataclass(frozen=True)
class _Kept:
    """An architecture in a language, known by its hash: rows of the database may be numbered anew."""

    sha256: str
    lang: str
    architecture: Architecture = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _read(kept: _Kept) -> Names:
    with stored.scratch() as work:
        read = spec.load(queries.unpack(kept.architecture, work / "architecture"))
    said = {
        (row["table"], row["code"], row["field"]): row["text"]
        for row in read.records("texts")
        if row["language"] == kept.lang
    }

    def named(table: str, column: str) -> dict[str, str]:
        return {
            row["code"]: said.get((table, row["code"], column), row[column]) for row in read.records(table)
        }

    indicators = read.records("indicators")
    return Names(
        named("indicators", "title"),
        {row["code"]: row["unit"] or "" for row in indicators},
        {row["code"]: Algebra.of(row) for row in indicators},
        named("places", "name"),
        named("activities", "title"),
        frozenset(
            row["code"] for table in ("agencies", "places", "activities") for row in read.records(table)
        ),
    )

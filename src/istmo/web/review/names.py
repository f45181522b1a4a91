"""How a call's framework calls its indicators and places; read once from its files, which never change."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from istmo.framework import queries, stored
from istmo.framework.models import Architecture
from istmo.spec import architecture as spec

#: So many architectures are kept: a workspace reviews calls of few at a time.
_KEPT = 4


@dataclass(frozen=True)
class Names:
    """Titles and units of indicators, names of places and activities, by code."""

    indicators: Mapping[str, str]
    units: Mapping[str, str]
    places: Mapping[str, str]
    activities: Mapping[str, str]


def names(architecture: Architecture) -> Names:
    """Of this architecture; kept by its hash."""
    return _read(architecture.sha256, architecture)


@lru_cache(maxsize=_KEPT)
def _read(sha256: str, architecture: Architecture) -> Names:
    with stored.scratch() as work:
        read = spec.load(queries.unpack(architecture, work / "architecture"))
    indicators = read.records("indicators")
    return Names(
        {row["code"]: row["title"] for row in indicators},
        {row["code"]: row["unit"] or "" for row in indicators},
        {row["code"]: row["name"] for row in read.records("places")},
        {row["code"]: row["title"] for row in read.records("activities")},
    )

"""Who does what where: own activities, and those of other donors beside them, in no total of ours.

The answers of the questions `who_does_what` and `others`; other publishers keep their own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_Row = dict[str, Any]


@dataclass(frozen=True)
class Work:
    """One activity with the places it works in."""

    code: str
    title: str
    agency: str
    donors: tuple[str, ...]
    beside: bool
    codes: frozenset[str]
    places: tuple[str, ...]
    sectors: str
    carried_out_by: str
    starts_on: str
    ends_on: str
    money: str
    indicators: int
    results: int
    notes: str
    source: str


@dataclass(frozen=True)
class Publisher:
    """An agency that is not own: its activities by country, and how many of its own indicators say what."""

    name: str
    activities: int
    by_country: tuple[int, ...]
    elsewhere: int
    indicators: int
    with_baseline: int
    with_target: int
    with_result: int
    silent: int


@dataclass(frozen=True)
class Around:
    """Everything of the section."""

    own: tuple[Work, ...]
    beside: tuple[Work, ...]
    publishers: tuple[Publisher, ...]
    told: tuple[_Row, ...]

    def of_place(self, codes: set[str]) -> list[Work]:
        """Activities of others in one of these places."""
        return [work for work in self.beside if codes & work.codes]


def of(rows: Iterable[_Row], others: Iterable[_Row], countries: list[str]) -> Around:
    """Activities one by one, publishers with their counts, and what they report, from the two answers."""
    by_code: dict[str, list[_Row]] = {}
    for row in rows:
        if row["scope"] == "place":
            by_code.setdefault(row["activity"], []).append(row)
    works = [_work(told) for told in by_code.values()]
    told = tuple(others)
    beside = tuple(work for work in works if work.beside)
    return Around(
        own=tuple(work for work in works if not work.beside),
        beside=beside,
        publishers=tuple(_publishers(beside, told, countries)),
        told=told,
    )


def _work(rows: list[_Row]) -> Work:
    first = rows[0]
    return Work(
        code=first["activity"],
        title=first["activity_title"],
        agency=first["agency_name"] or "",
        donors=tuple(part for part in (first["donor"] or "").split("; ") if part),
        beside=bool(first["beside"]),
        codes=frozenset(row["place"] for row in rows if row["place"]),
        places=tuple(row["place_name"] or row["place"] for row in rows if row["place"]),
        sectors=first["sectors"] or "",
        carried_out_by=first["implementing"] or "",
        starts_on=str(first["starts_on"] or ""),
        ends_on=str(first["ends_on"] or ""),
        money="; ".join(dict.fromkeys(row["funds"] for row in rows if row["funds"])),
        indicators=first["indicators"] or 0,
        results=first["results"] or 0,
        notes=first["notes"] or "",
        source=first["source"] or "",
    )


def _publishers(works: Iterable[Work], told: Iterable[_Row], countries: list[str]) -> Iterable[Publisher]:
    by_agency: dict[str, list[Work]] = {}
    for work in works:
        by_agency.setdefault(work.agency, []).append(work)
    reported: dict[str, dict[str, list[_Row]]] = {}
    for row in told:
        reported.setdefault(row["agency_name"] or "", {}).setdefault(row["indicator"], []).append(row)
    for name in sorted({*by_agency, *reported}):
        of_them, indicators = by_agency.get(name, []), reported.get(name, {})
        yield Publisher(
            name=name,
            activities=len(of_them),
            by_country=tuple(sum(code in work.codes for work in of_them) for code in countries),
            elsewhere=sum(not work.codes & set(countries) for work in of_them),
            indicators=len(indicators),
            with_baseline=_with(indicators, "baseline"),
            with_target=_with(indicators, "target"),
            with_result=_with(indicators, "result"),
            silent=sum(
                all(r["baseline"] is None and r["target"] is None and r["result"] is None for r in rows)
                for rows in indicators.values()
            ),
        )


def _with(indicators: dict[str, list[_Row]], what: str) -> int:
    """Indicators for which at least one number of that kind is published."""
    return sum(any(row[what] is not None for row in rows) for rows in indicators.values())

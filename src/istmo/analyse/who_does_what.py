"""Who does what where: donor, activity, place, sector, who carries it out, its money, dates, indicators and results.

Rules: who_does_what.sql. Here the money of an activity is put into words, once: with the place it is told of, or, not
split, with the first place the activity works in. Money is never added over stages, currencies, directions or sources.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from istmo.analyse.answer import Answer, Queryable, Row, known, sql
from istmo.kernel.quantity import plain

COLUMNS = (
    "scope", "agency", "agency_name", "beside", "donor", "donor_stated", "activity", "activity_title", "node",
    "place", "place_name", "place_share", "places", "sectors", "implementing", "accountable", "extending", "channel",
    "starts_on", "ends_on", "state", "indicators", "results",
    "stage", "currency", "direction", "kind", "amount", "qualifier", "transactions", "funds_start", "funds_end",
    "funds_source", "source", "note", "funds", "notes",
)  # fmt: skip

READING = (
    "donor", "beside", "activity_title", "place", "sectors", "implementing", "starts_on", "ends_on", "funds",
    "indicators", "results", "notes",
)  # fmt: skip

NOTES = (
    "Nothing is split over places or sectors: money told of several places together stands once, marked not split.",
    "Amounts of different stages, currencies, directions and sources are never added.",
    "Indicators and results are the whole activity's, in the row of every place.",
    "Agencies that are not own are marked beside and stand in no own total. Money that names no activity is not here.",
)

_QUALIFIERS = {"about": "about ", "at_least": "at least ", "at_most": "at most "}


class Fetched(NamedTuple):
    """The columns of who_does_what.sql."""

    scope: str
    agency: str | None
    agency_name: str | None
    beside: bool
    donor: str | None
    donor_stated: bool
    activity: str
    activity_title: str
    node: str | None
    place: str | None
    place_name: str | None
    place_share: Decimal | None
    places: int
    sectors: str | None
    implementing: str | None
    accountable: str | None
    extending: str | None
    channel: str | None
    starts_on: date | None
    ends_on: date | None
    state: str | None
    indicators: int
    results: int
    stage: str | None
    currency: str | None
    direction: str | None
    kind: str | None
    amount: Decimal | None
    qualifier: str | None
    transactions: int | None
    funds_start: date | None
    funds_end: date | None
    funds_source: str | None
    source: str | None
    note: str | None

    @property
    def is_funds(self) -> bool:
        """Whether the row is an amount."""
        return self.scope == "funds"


def ask(release: Queryable, **where: object) -> Answer:
    """Every activity where it works, then its amounts; `where` keeps rows by column, and by `sector`, a sector's code.

    scope="place" gives activity by place, scope="funds" the amounts. WrongUse if `where` names an unknown column.
    """
    known(where, (*COLUMNS, "sector"), "who_does_what")
    asked = {name: where.get(name) or None for name in ("agency", "activity", "sector")}
    where.pop("sector", None)
    fetched = [Fetched._make(row) for row in release.query(sql("who_does_what"), asked)]
    return Answer(COLUMNS, tuple(_rows(fetched)), NOTES, READING).where(where)


def _rows(fetched: Sequence[Fetched]) -> Iterator[Row]:
    places: Mapping[str, list[str | None]] = defaultdict(list)
    funds: Mapping[str, list[Fetched]] = defaultdict(list)
    for told in fetched:
        if told.is_funds:
            funds[told.activity].append(told)
        else:
            places[told.activity].append(told.place)
    for told in fetched:
        works_in, money = places[told.activity], funds[told.activity]
        if told.is_funds:
            words, notes = _amount(told), [_not_split(told)] if _is_whole(told, works_in) else []
        else:
            here = [each for each in money if each.place == told.place or len(works_in) == 1]
            whole = [each for each in money if _is_whole(each, works_in)]
            is_first = told.place == works_in[0]
            words = "; ".join(_told(here, whole if is_first else ()))
            notes = [*_missing(told, bool(money)), *_elsewhere(told, works_in, whole)]
        yield (*told, words or None, "; ".join(notes) or None)


def _is_whole(money: Fetched, works_in: Sequence[str | None]) -> bool:
    """Whether an amount is of several places together."""
    return len(works_in) > 1 and money.place not in works_in


def _told(here: Iterable[Fetched], whole: Iterable[Fetched]) -> Iterator[str]:
    for each in here:
        yield _amount(each)
    for each in whole:
        yield f"{_amount(each)}, {_not_split(each)}"


def _amount(told: Fetched) -> str:
    """`committed 1200000 USD (2015-01-01 to 2018-12-31)`; what comes in says so."""
    stage = "stage not stated:" if told.stage == "not_stated" else told.stage
    amount = f"{_QUALIFIERS.get(told.qualifier or '', '')}{plain(told.amount or Decimal(0))} {told.currency}"
    days = [day.isoformat() for day in (told.funds_start, told.funds_end) if day]
    words = ["received:" if told.direction == "in" else "", stage or "", amount]
    words += [
        "balance" if told.kind == "balance" else "",
        f"({' to '.join(dict.fromkeys(days))})" if days else "",
    ]
    return " ".join(word for word in words if word)


def _not_split(told: Fetched) -> str:
    return f"not split over {told.places} places"


def _elsewhere(told: Fetched, works_in: Sequence[str | None], whole: Sequence[Fetched]) -> Iterator[str]:
    if whole:
        first = works_in[0]
        yield _not_split(told) if told.place == first else f"{_not_split(told)}, told with {first}"


def _missing(told: Fetched, has_money: bool) -> Iterator[str]:
    """What is not known of the activity."""
    if not told.donor_stated:
        yield "funder not stated" if told.donor is None else "funder not stated, its agency is shown"
    if told.place is None:
        yield "place not stated"
    if told.starts_on is None and told.ends_on is None:
        yield "dates not stated"
    if not has_money:
        yield "no money told"
    if not told.indicators:
        yield "no indicator"
    elif not told.results:
        yield "no result"

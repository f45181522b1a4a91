"""The question who_does_what equals its plain-Python oracle, and tells every amount once."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import who_does_what
from tests.oracle.store import FIGURE, INDICATOR, Store
from tests.oracle.who_does_what import funds, where
from tests.property import of

STORE = Store()

FIXED: dict[str, list[dict[str, Any]]] = {
    "agencies": [
        {"code": "a", "name": "Agency A", "own": True},
        {"code": "other", "name": "Other", "own": False},
    ],
    "places": [
        *({"code": code, "name": code, "kind": "country"} for code in ("HN", "SV", "GT")),
        {"code": "CA", "name": "Central America", "kind": "group"},
    ],
    "indicators": [
        *({**INDICATOR, "code": code} for code in ("i1", "i2")),
        {**INDICATOR, "code": "theirs", "framework": None, "activity": "x"},
    ],
}
CODES = st.sampled_from(["x", "y", "z"])
DAYS = st.sampled_from([None, date(2016, 1, 1), date(2017, 1, 1)])


def rows(draw: Any, most: int, **columns: Any) -> list[dict[str, Any]]:
    """Some rows of these columns, none twice."""
    drawn = draw(st.lists(st.tuples(*columns.values()), max_size=most, unique=True))
    return [dict(zip(columns, one, strict=True)) for one in drawn]


def one_each(drawn: list[dict[str, Any]], *key: str) -> list[dict[str, Any]]:
    return list({tuple(row[name] for name in key): row for row in drawn}.values())


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    places = st.sampled_from(["HN", "SV", "GT", "CA"])
    activities = [
        {"code": code, "title": code, "node": None, "starts_on": None, "ends_on": None}
        | {"agency": draw(st.sampled_from(["a", "other", None])), "place": draw(st.none() | places)}
        for code in ("x", "y")[: draw(st.integers(1, 2))]
    ]
    transactions = rows(
        draw,
        7,
        activity=st.sampled_from(["x", "x", "y", None]),
        place=st.none() | places,
        stage=st.sampled_from(["committed", "disbursed"]),
        currency=st.sampled_from(["USD", "USD", "EUR"]),
        kind=st.sampled_from(["increment", "increment", "balance"]),
        amount=st.sampled_from([Decimal("1.5"), Decimal(-2), Decimal(10)]),
        period_start=DAYS,
        period_end=DAYS,
        as_of=DAYS,
        provider=st.sampled_from([None, "Agency A", "World"]),
        receiver=st.sampled_from([None, "Agency A", "other", "Village"]),
        fund_year=st.sampled_from([None, "FY2016"]),
        account=st.none(),
        qualifier=st.sampled_from([None, "exact", "about", "at_least"]),
        source=st.sampled_from([None, "s"]),
    )
    parties = rows(
        draw,
        4,
        activity=CODES,
        role=st.sampled_from(["funding", "implementing"]),
        position=st.integers(1, 3),
        name=st.sampled_from(["World", "Village"]),
    )
    listed = rows(draw, 4, activity=CODES, place=places, share=st.sampled_from([None, Decimal(40)]))
    figures = rows(
        draw,
        3,
        indicator=st.sampled_from(["i1", "i2", "theirs"]),
        place=places,
        activity=st.sampled_from([None, "x", "y"]),
        role=st.sampled_from(["result", "target"]),
        state=st.sampled_from(["reported", "withheld"]),
    )
    return FIXED | {
        "activities": activities,
        "activity_places": one_each(listed, "activity", "place"),
        "activity_parties": one_each(parties, "activity", "role", "position"),
        "transactions": [t | {"submission": "c", "row": at} for at, t in enumerate(transactions, 2)],
        "figures": [FIGURE | figure for figure in figures],
    }


def differs(told: dict[Any, dict[str, Any]], wanted: dict[Any, dict[str, Any]]) -> list[str]:
    assert set(told) == set(wanted)
    return [
        f"{at}: {name} is {told[at][name]}, oracle {value}"
        for at, cells in wanted.items()
        for name, value in cells.items()
        if told[at][name] != value
    ]


@settings(max_examples=of(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_who_does_what_equals_the_oracle(drawn: dict[str, list[dict[str, Any]]]) -> None:
    answer = who_does_what.ask(STORE.fill(drawn)).dicts()
    there = {(row["activity"], row["place"] or ""): row for row in answer if row["scope"] == "place"}
    assert differs(there, where(drawn)) == []
    key = ("stage", "currency", "direction", "kind", "funds_source")
    money = {
        (row["activity"], row["place"] or "", *(row[name] for name in key)): row
        for row in answer
        if row["scope"] == "funds"
    }
    assert differs(money, funds(drawn)) == []
    assert len(answer) == len(there) + len(money)


@settings(max_examples=of(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_every_amount_is_told_with_one_place_only(drawn: dict[str, list[dict[str, Any]]]) -> None:
    answer = who_does_what.ask(STORE.fill(drawn)).dicts()
    told = Counter(
        (row["activity"], words.removesuffix(f", not split over {row['places']} places"))
        for row in answer
        if row["scope"] == "place" and row["funds"]
        for words in row["funds"].split("; ")
    )
    assert told == Counter((row["activity"], row["funds"]) for row in answer if row["scope"] == "funds")


@settings(max_examples=of(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_who_does_what_is_the_same_in_any_order(drawn: dict[str, list[dict[str, Any]]], chance: Any) -> None:
    shuffled = {name: chance.sample(one, len(one)) for name, one in drawn.items()}
    first = who_does_what.ask(STORE.fill(drawn)).rows
    assert who_does_what.ask(STORE.fill(shuffled)).rows == first

"""The question funds equals its plain-Python oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import funds
from istmo.kernel.period import Period
from tests.oracle.funds import funds as oracle
from tests.oracle.store import Store
from tests.property import of

STORE = Store()
FIXED: dict[str, list[dict[str, Any]]] = {
    "agencies": [
        {"code": "state", "name": "State", "own": True},
        {"code": "usda", "name": "USDA", "own": True},
        {"code": "gov", "name": "Government", "own": False},
    ],
    "places": [
        {"code": "CA", "name": "Central America", "kind": "group"},
        {"code": "NT", "name": "Northern Triangle", "kind": "group", "parent": "CA"},
        {"code": "CA-un", "name": "CA, not split", "kind": "unattributed", "parent": "CA"},
        {"code": "HN", "name": "Honduras", "kind": "country", "parent": "NT"},
        {"code": "SV", "name": "El Salvador", "kind": "country", "parent": "NT"},
        {"code": "PA", "name": "Panama", "kind": "country", "parent": "CA"},
        {"code": "SPS", "name": "San Pedro Sula", "kind": "municipality", "parent": "HN"},
        {"code": "MCA", "name": "Mexico and Central America", "kind": "group"},
    ],
    "place_members": [
        {"place": "MCA", "member": "HN", "since": None, "until": None},
        {"place": "MCA", "member": "PA", "since": None, "until": date(2016, 9, 30)},
        {"place": "NT", "member": "HN", "since": None, "until": None},
    ],
}
FY = {year: Period.fiscal_year(year) for year in (2015, 2016, 2017)}
PERIODS = [*FY.values(), Period.parse("FY2015/FY2016"), Period.year(2016), Period(None, None)]
EMPTY = dict.fromkeys(
    ("period_as_written", "node", "activity", "value_as_written", "note", "at"),
)


@st.composite
def transactions(draw: Any) -> dict[str, Any]:
    period = draw(st.sampled_from(PERIODS))
    balance = draw(st.booleans())
    return {
        **EMPTY,
        "stage": draw(st.sampled_from(["allocated", "obligated", "obligated", "disbursed"])),
        "amount": Decimal(draw(st.sampled_from(["10", "60", "85", "50", "-4", "0.5"]))),
        "currency": "USD",
        "kind": "balance" if balance else "increment",
        "as_of": draw(st.sampled_from([None, date(2016, 9, 30), date(2017, 9, 30)])) if balance else None,
        "fund_year": draw(st.sampled_from([None, "FY2016", "FY2016", "FY2016/FY2017"])),
        "period_start": period.start,
        "period_end": period.end,
        "provider": draw(st.sampled_from([None, None, "state", "gov", "Cargill"])),
        "receiver": draw(st.sampled_from([None, None, "usda", "somebody"])),
        "account": draw(st.sampled_from([None, "ESF"])),
        "place": draw(st.sampled_from(["HN", "HN", "SV", "PA", "SPS", "CA-un", "CA", None])),
        "agency": draw(st.sampled_from([None, "state", "usda", "gov"])),
        "qualifier": draw(st.sampled_from([None, None, "about", "at_least", "at_most"])),
        "source": draw(st.sampled_from([None, None, "report"])),
        "submission": draw(st.sampled_from(["call/a/1", "call/b/1"])),
    }


DRAWN = st.lists(transactions(), max_size=9)
BY = st.sampled_from([(), ("agency",), ("provider",), ("agency", "receiver")])
YEARS = st.sampled_from([None, None, "FY2015/FY2017", "FY2016"])


def asked(rows: list[dict[str, Any]], by: tuple[str, ...], years: str | None) -> list[dict[str, Any]]:
    numbered = [row | {"row": at} for at, row in enumerate(rows, 2)]
    conditions = {"by": ",".join(by)} | ({"years": years} if years else {})
    return funds.ask(STORE.fill(FIXED | {"transactions": numbered}), **conditions).dicts()


def key(row: dict[str, Any], by: tuple[str, ...]) -> tuple[Any, ...]:
    days = (row["period_start"] or date.min, row["period_end"] or date.max)
    told = (
        row["stage"],
        row["fund_year"] or "",
        *days,
        row["account"],
        row["place"],
        row["whose"],
        row["provider"],
    )
    return (*told, row["currency"], row["source"], *(row[name] for name in by if name != "provider"))


@settings(max_examples=of(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN, BY, YEARS)
def test_funds_equal_the_oracle(drawn: list[dict[str, Any]], by: tuple[str, ...], years: str | None) -> None:
    answer = asked(drawn, by, years)
    told = {key(row, by): row for row in answer}
    wanted = oracle(FIXED | {"transactions": drawn}, by, Period.parse(years) if years else None)
    assert len(told) == len(answer)
    assert set(told) == set(wanted)
    columns = (
        "amount", "gross", "reductions", "netted", "unattributed", "not_split", "places", "rows", "agencies",
        *(() if years else ("qualifier",)),
    )  # fmt: skip
    wrong = [
        f"{at}: {name} is {told[at][name]}, oracle {row[name]}"
        for at, row in wanted.items()
        for name in columns
        if told[at][name] != row[name]
    ]
    wrong += [
        f"{at}: {told[at]['unobligated']} or {told[at]['unliquidated']} left, oracle {row['left']}"
        for at, row in wanted.items()
        if row["left"] not in (told[at]["unobligated"], told[at]["unliquidated"])
    ]
    assert wrong == []


@settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN, BY, YEARS, st.randoms(use_true_random=False))
def test_funds_are_the_same_in_any_order(
    drawn: list[dict[str, Any]], by: tuple[str, ...], years: str | None, chance: Any
) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)
    quiet = ("trace",)
    first, second = (
        [{n: cell for n, cell in row.items() if n not in quiet} for row in asked(rows, by, years)]
        for rows in (drawn, shuffled)
    )
    assert first == second


@settings(max_examples=of(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN)
def test_funds_by_agency_add_up_to_the_total(drawn: list[dict[str, Any]]) -> None:
    """Also after netting: what was passed on is taken from the one who passed it."""
    parts: dict[Any, Decimal] = {}
    for row in asked(drawn, ("agency",), None):
        parts[key(row, ())] = parts.get(key(row, ()), Decimal(0)) + row["amount"]
    assert parts == {key(row, ()): row["amount"] for row in asked(drawn, (), None)}

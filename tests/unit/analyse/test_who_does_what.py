"""Who does what where: places, sectors, parties, money told once."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import who_does_what
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

COUNTRIES = ("GT", "HN", "SV")


def money(amount: object, **cells: object) -> Row:
    told = {"stage": "disbursed", "currency": "USD", "kind": "increment", "activity": "wells", "place": "HN"}
    return told | {"amount": Decimal(str(amount)), "submission": "c", "row": 2} | cells


def asked(*transactions: Row, tables: dict[str, list[Row]] | None = None, **where: object) -> list[Row]:
    filled = REGISTERS | {
        "places": [
            *({"code": code, "name": code, "kind": "country"} for code in COUNTRIES),
            {"code": "GT+HN+SV", "name": "Together", "kind": "group"},
        ],
        "indicators": [INDICATOR | {"code": "i"}],
        "activities": [
            {"code": "wells", "title": "Wells", "agency": "idb", "place": "HN", "starts_on": date(2015, 1, 1)}
        ],
        "transactions": [row | {"row": at} for at, row in enumerate(transactions, 2)],
    }
    return who_does_what.ask(Store().fill(filled | (tables or {})), **where).dicts()


def in_countries(*codes: str) -> dict[str, list[Row]]:
    return {"activity_places": [{"activity": "wells", "place": code} for code in codes]}


def test_one_place_with_its_money_by_stage_and_currency() -> None:
    rows = asked(
        money(5, period_start=date(2016, 1, 1), period_end=date(2016, 12, 31)),
        money("2.5", period_start=date(2017, 1, 1), period_end=date(2017, 12, 31)),
        money(3, currency="EUR"),
        money(9, stage="committed", qualifier="about"),
        money(4, stage="not_stated"),
    )
    (place,) = [row for row in rows if row["scope"] == "place"]
    assert place["funds"] == (
        "committed about 9 USD; disbursed 3 EUR; disbursed 7.5 USD (2016-01-01 to 2017-12-31); "
        "stage not stated: 4 USD"
    )
    assert (place["beside"], place["donor"], place["donor_stated"]) == (True, "IDB", False)
    assert place["notes"] == "funder not stated, its agency is shown; no indicator"
    amounts = [
        (r["stage"], r["currency"], r["amount"], r["transactions"]) for r in rows if r["scope"] == "funds"
    ]
    assert amounts == [
        ("committed", "USD", 9, 1), ("disbursed", "EUR", 3, 1), ("disbursed", "USD", Decimal("7.5"), 2),
        ("not_stated", "USD", 4, 1),
    ]  # fmt: skip


def test_money_of_several_places_together_stands_once_and_is_not_split() -> None:
    rows = asked(money(8, place="GT+HN+SV"), money(2, place="SV"), tables=in_countries(*COUNTRIES))
    told = {row["place"]: (row["funds"], row["notes"]) for row in rows if row["scope"] == "place"}
    assert told["GT"][0] == "disbursed 8 USD, not split over 3 places"
    assert told["HN"][0] is None
    assert "not split over 3 places, told with GT" in told["HN"][1]
    assert told["SV"][0] == "disbursed 2 USD"
    whole, own = (row for row in rows if row["scope"] == "funds")
    assert (whole["place"], whole["amount"], whole["notes"]) == ("GT+HN+SV", 8, "not split over 3 places")
    assert (own["place"], own["amount"], own["notes"]) == ("SV", 2, None)


def test_what_comes_in_and_goes_on_is_not_added() -> None:
    (place, *funds) = asked(
        money(5, provider="World", receiver="IDB"), money(4, provider="IDB", receiver="Village")
    )
    assert place["funds"] == "received: disbursed 5 USD; disbursed 4 USD"
    assert [row["direction"] for row in funds] == ["in", "out"]


def test_of_balances_the_latest_of_each_account_stands() -> None:
    balance = {"kind": "balance", "stage": "obligated"}
    (place, _) = asked(
        money(5, **balance, as_of=date(2016, 9, 30), account="ESF"),
        money(7, **balance, as_of=date(2017, 9, 30), account="ESF"),
        money(1, **balance, as_of=date(2017, 9, 30), account="INCLE"),
    )
    assert place["funds"] == "obligated 8 USD balance (2017-09-30)"


def test_shares_parties_and_sectors_are_told_as_stated() -> None:
    tables = {
        "activity_places": [
            {"activity": "wells", "place": "HN", "share": Decimal("62.5")},
            {"activity": "wells", "place": "SV", "share": None},
        ],
        "activity_sectors": [
            {
                "activity": "wells",
                "vocabulary": "DAC-5",
                "sector": "14030",
                "title": "Water",
                "share": Decimal(30),
            },
            {
                "activity": "wells",
                "vocabulary": "DAC-5",
                "sector": "12220",
                "title": None,
                "share": Decimal(70),
            },
        ],
        "activity_parties": [
            {"activity": "wells", "role": role, "position": position, "name": name}
            for role, position, name in (
                ("funding", 2, "Second"),
                ("funding", 1, "First"),
                ("implementing", 1, "Village"),
            )
        ],
    }
    rows = asked(tables=tables, sector="14030")
    assert [(row["place"], row["place_share"]) for row in rows] == [("HN", Decimal("62.5")), ("SV", None)]
    assert (rows[0]["donor"], rows[0]["implementing"]) == ("First; Second", "Village")
    assert rows[0]["sectors"] == "DAC-5 12220 (70 %); DAC-5 14030 Water (30 %)"
    assert asked(tables=tables, sector="99999") == []


def test_indicators_and_results_are_counted() -> None:
    figures = [figure("result", 5, activity="wells"), figure("target", 9, activity="wells")]
    (row,) = asked(tables={"figures": figures})
    assert (row["indicators"], row["results"]) == (1, 1)
    assert row["notes"] == "funder not stated, its agency is shown; no money told"


def test_what_is_not_stated_is_told() -> None:
    (row,) = asked(tables={"activities": [{"code": "wells", "title": "Wells"}]})
    assert (
        row["notes"] == "funder not stated; place not stated; dates not stated; no money told; no indicator"
    )


@pytest.mark.parametrize(
    ("column", "value", "rows"), [("agency", "idb", 2), ("place", "SV", 0), ("scope", "funds", 1)]
)
def test_rows_are_kept_by_column(column: str, value: str, rows: int) -> None:
    assert len(asked(money(5), **{column: value})) == rows


def test_unknown_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="no column colour"):
        asked(colour="red")

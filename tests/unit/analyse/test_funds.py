"""Money by stage, year, account and place."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.analyse import funds
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from tests.oracle.store import Row, Store

AGENCIES = [
    {"code": "state", "name": "State", "own": True},
    {"code": "usda", "name": "USDA", "own": True},
    {"code": "gov", "name": "Government", "own": False},
]
PLACES = [
    {"code": "CA", "name": "Central America", "kind": "group"},
    {"code": "CA-un", "name": "Central America, not split", "kind": "unattributed", "parent": "CA"},
    {"code": "HN", "name": "Honduras", "kind": "country", "parent": "CA"},
    {"code": "SV", "name": "El Salvador", "kind": "country", "parent": "CA"},
]


def money(stage: str, amount: object, **cells: Any) -> Row:
    """An increment of State in Honduras, of the fund year 2016, as far as nothing else is said."""
    told = {"currency": "USD", "kind": "increment", "place": "HN", "agency": "state", "fund_year": "FY2016"}
    return told | {"stage": stage, "amount": Decimal(str(amount)), "submission": "s", "row": 2} | cells


def balance(stage: str, amount: object, day: str, **cells: Any) -> Row:
    return money(stage, amount, kind="balance", as_of=date.fromisoformat(day), **cells)


def year(text: str) -> Row:
    """The cells of a row that tells its period and no fund year."""
    period = Period.parse(text)
    return {"period_start": period.start, "period_end": period.end, "fund_year": None}


def asked(*rows: Row, **where: object) -> list[Row]:
    numbered = [row | {"row": at} for at, row in enumerate(rows, 2)]
    tables = {"agencies": AGENCIES, "places": PLACES, "transactions": numbered}
    return funds.ask(Store().fill(tables), **where).dicts()


def test_latest_balance_stands_and_its_steps_are_told() -> None:
    """M32: fiscal year 2016 money obligated as of September 2016, 2017, 2018."""
    rows = [balance("obligated", amount, f"{y}-09-30") for amount, y in ((10, 2016), (85, 2018), (60, 2017))]
    (row,) = asked(*rows, place="HN")
    assert (row["amount"], row["as_of"], row["rows"]) == (85, date(2018, 9, 30), 1)
    assert row["steps"] == "2016-09-30 10, 2017-09-30 +50, 2018-09-30 +25"


def test_balances_of_one_fund_year_are_one_series_whatever_their_period() -> None:
    rows = [
        balance("obligated", 10, "2016-09-30", **year("FY2016") | {"fund_year": "FY2016"}),
        balance("obligated", 60, "2017-09-30", **year("FY2017") | {"fund_year": "FY2016"}),
    ]
    (row,) = asked(*rows, place="HN")
    assert (row["amount"], row["year"]) == (60, "FY2016")


def test_transfer_between_own_agencies_counts_once() -> None:
    """M33: State passes 50 to USDA, and both report 50."""
    rows = [money("obligated", 50, receiver="usda"), money("obligated", 50, agency="usda")]
    (row,) = asked(*rows, place="HN")
    assert (row["amount"], row["netted"]) == (50, 50)
    by_agency = {row["agency"]: row["amount"] for row in asked(*rows, place="HN", by="agency")}
    assert by_agency == {"state": 0, "usda": 50}


@pytest.mark.parametrize(("again", "total"), [(30, 50), (80, 80), (None, 50)])
def test_transfer_is_netted_as_far_as_it_is_told_again(again: int | None, total: int) -> None:
    rows = [money("obligated", 50, receiver="usda")]
    rows += [money("obligated", again, agency="usda")] if again else []
    assert [row["amount"] for row in asked(*rows, place="HN")] == [total]


def test_cost_share_stands_by_its_provider_in_no_own_total() -> None:
    rows = [money("disbursed", 10), money("disbursed", 3, provider="Cargill")]
    told = {row["provider"]: (row["whose"], row["amount"], row["notes"]) for row in asked(*rows, place="HN")}
    assert told == {None: ("own", 10, None), "Cargill": ("other", 3, "in no own total")}


def test_money_that_a_partner_tells_stands_by_the_partner_wherever_it_came_from() -> None:
    rows = [money("disbursed", 10, agency="gov", provider="state"), money("disbursed", 3)]
    told = {row["provider"]: (row["whose"], row["amount"]) for row in asked(*rows, place="HN")}
    assert told == {"gov": ("other", 10), None: ("own", 3)}


def test_deobligation_is_told_beside_the_net() -> None:
    (row,) = asked(money("obligated", 10), money("obligated", -4), place="HN")
    assert (row["amount"], row["gross"], row["reductions"]) == (6, 10, -4)
    assert "10 before 4 was taken back" in row["notes"]


def test_stages_and_sources_are_never_summed() -> None:
    rows = [
        money("allocated", 1300, source="a"),
        money("appropriated", 655, source="a"),
        money("appropriated", 460, source="b"),
    ]
    told = [(row["stage"], row["source"], row["amount"]) for row in asked(*rows, place="HN")]
    assert sorted(told) == [("allocated", "a", 1300), ("appropriated", "a", 655), ("appropriated", "b", 460)]


def test_range_total_holds_the_line_that_no_country_has() -> None:
    rows = [
        money("obligated", 100, **year("FY2015")),
        money("obligated", 20, **year("FY2016"), place="SV"),
        money("obligated", 30, **year("FY2017"), place="CA-un"),
        money("obligated", 7, **year("FY2018")),
    ]
    told = {row["place"]: row for row in asked(*rows, years="FY2015/FY2017")}
    amounts = {place: (row["amount"], row["unattributed"], row["not_split"]) for place, row in told.items()}
    assert amounts["CA"] == (150, 30, None)
    assert amounts["CA-un"] == (30, 30, None)
    assert (amounts["HN"], amounts["SV"]) == ((100, 0, 30), (20, 0, 30))
    assert (told["CA"]["year"], told["CA"]["qualifier"]) == ("FY2015/FY2017", "exact")
    assert (told["HN"]["qualifier"], told["HN"]["notes"].split(";")[0]) == ("at_least", "only FY2015 is told")


def test_range_leaves_out_what_reaches_beyond_it_and_says_so() -> None:
    rows = [money("allocated", 5, **year("2014/2017-06-16")), money("allocated", 7, **year("FY2016"))]
    tables = {"agencies": AGENCIES, "places": PLACES, "transactions": rows}
    answer = funds.ask(Store().fill(tables), years="FY2015/FY2017", place="HN")
    assert [row["amount"] for row in answer.dicts()] == [7]
    assert "reaches beyond FY2015/FY2017: allocated 2014-01-01/2017-06-16" in answer.notes[-1]


def test_longer_year_of_a_series_wins_over_those_inside_it() -> None:
    rows = [
        money("committed", amount, **year(when))
        for amount, when in ((5, "2016/2017"), (2, "2016"), (1, "2017"))
    ]
    (row,) = asked(*rows, years="2016/2017", place="HN")
    assert row["amount"] == 5


def test_fund_years_told_together_are_a_year_of_their_own() -> None:
    rows = [money("obligated", 9, fund_year="FY2016/FY2017"), money("obligated", 1, fund_year="FY2017")]
    told = {row["year"]: row["amount"] for row in asked(*rows, place="HN")}
    assert told == {"FY2016/FY2017": 9, "FY2017": 1}


def test_sum_that_no_country_splits_says_so() -> None:
    row = next(row for row in asked(money("committed", 5, place="CA-un"), place="CA"))
    assert "country split not given" in row["notes"]
    assert [row["place"] for row in asked(money("committed", 5, place="CA-un"))] == ["CA", "CA-un"]


@pytest.mark.parametrize(
    ("qualifiers", "told"),
    [(("about", None), "about"), (("about", "at_least"), "at_least"), (("at_least", "at_most"), "about")],
)
def test_qualifiers_propagate(qualifiers: tuple[str | None, ...], told: str) -> None:
    rows = [money("obligated", 5, qualifier=qualifier, activity=qualifier) for qualifier in qualifiers]
    assert [row["qualifier"] for row in asked(*rows, place="HN")] == [told]


def test_left_of_the_same_money() -> None:
    """GAO's table: allocated, obligated, disbursed; unobligated balance, unliquidated obligation."""
    rows = [
        money("allocated", 100, account="ESF"),
        balance("obligated", 80, "2018-09-30", account="ESF"),
        balance("disbursed", 50, "2018-09-30", account="ESF", qualifier="at_least"),
    ]
    told = {row["stage"]: row for row in asked(*rows, place="HN", by="agency")}
    assert told["allocated"]["unobligated"] == 20
    assert (told["obligated"]["unliquidated"], told["obligated"]["unliquidated_qualifier"]) == (30, "at_most")
    assert {row["agency"] for row in told.values()} == {"state"}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (money("obligated", 8, account="INCLE"), "nothing obligated is told"),
        (money("obligated", 8, **year("FY2016")), "nothing obligated is told"),
        (money("obligated", 8, agency="usda"), "allocated is told by state, obligated by usda"),
    ],
)
def test_left_is_like_for_like_or_not_at_all(other: Row, why: str) -> None:
    rows = asked(money("allocated", 10), other, place="HN", stage="allocated")
    assert [row["unobligated"] for row in rows] == [None]
    assert why in rows[0]["not_available"]


def test_left_needs_the_same_day() -> None:
    rows = [balance("obligated", 8, "2017-09-30"), balance("disbursed", 5, "2018-09-30")]
    row = asked(*rows, place="HN", stage="obligated")[0]
    assert row["unliquidated"] is None
    assert "until 2017-09-30, disbursed until 2018-09-30" in row["not_available"]


def test_left_of_years_of_transactions_is_not_available() -> None:
    rows = [money("allocated", 10, **year("FY2016")), money("obligated", 8, **year("FY2016"))]
    row = asked(*rows, place="HN", stage="allocated")[0]
    assert "the year is not that of the money" in row["not_available"]


def test_fund_year_that_is_none_is_kept_and_in_no_range() -> None:
    rows = [money("obligated", 8, fund_year="prior years"), money("obligated", 1)]
    assert {row["year"] for row in asked(*rows, place="HN")} == {"prior years", "FY2016"}
    assert [row["amount"] for row in asked(*rows, place="HN", years="FY2016")] == [1]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"by": "colour"}, "not by colour"),
        ({"years": "soon"}, "years takes a period"),
        ({"years": "2015/.."}, "with two ends"),
        ({"colour": "red"}, "has no column colour"),
        ({"layout": "pie"}, "layout is rows"),
        ({"layout": "stages", "stage": "obligated"}, "laid out by stages, has no column stage"),
    ],
)
def test_what_cannot_be_asked_is_told(where: dict[str, str], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        asked(**where)


def test_sql_runs_by_hand_as_its_head_says() -> None:
    text = Path(funds.__file__).with_suffix(".sql").read_text(encoding="utf-8")
    head = text.partition("WITH ")[0]
    assert all(f"$by_{name}" in head for name in funds.BY)


def test_stages_of_the_same_money_stand_side_by_side() -> None:
    """GAO's table, by agency, country, account and fiscal year."""
    rows = [
        money("allocated", 100, account="ESF"),
        balance("obligated", 80, "2018-09-30", account="ESF"),
        balance("disbursed", 50, "2018-09-30", account="ESF", qualifier="about"),
        money("allocated", 7, account="INCLE", agency="usda"),
    ]
    told = asked(*rows, place="HN", by="agency", layout="stages")
    esf, incle = sorted(told, key=lambda row: str(row["account"]))
    assert (esf["agency"], esf["year"], esf["rows"]) == ("state", "FY2016", 3)
    assert [esf[name] for name in ("requested", "allocated", "obligated", "disbursed")] == [None, 100, 80, 50]
    assert [esf[name] for name in ("unobligated", "unliquidated", "unexpended")] == [20, 30, 50]
    assert (esf["unliquidated_qualifier"], esf["qualifiers"]) == ("about", "disbursed about")
    assert (incle["agency"], incle["allocated"], incle["unexpended"]) == ("usda", 7, None)
    assert "of what was allocated: not available, because nothing obligated" in incle["not_available"]


def test_stages_side_by_side_can_be_asked_for_one_agency_and_a_range_of_years() -> None:
    rows = [money("allocated", 10), money("allocated", 5, fund_year="FY2017", agency="usda")]
    told = asked(*rows, place="HN", layout="stages", years="FY2016/FY2017", agency="usda")
    assert [(row["agency"], row["allocated"], row["year"]) for row in told] == [("usda", 5, "FY2016/FY2017")]


def test_steps_tell_how_a_balance_came_about() -> None:
    """M32: of fiscal year 2016 money, 10, 50 and 25 were obligated in three years."""
    rows = [balance("obligated", amount, f"{y}-09-30") for amount, y in ((10, 2016), (85, 2018), (60, 2017))]
    told = asked(*rows, money("obligated", 5, account="ESF"), place="HN", layout="steps")
    assert [(row["day"], row["added"], row["standing"], row["after_days"]) for row in told] == [
        (date(2016, 9, 30), 10, 10, 0),
        (date(2017, 9, 30), 50, 60, 365),
        (date(2018, 9, 30), 25, 85, 730),
    ]
    assert {row["of"] for row in told} == {85}


def test_step_whose_day_nobody_told_says_so() -> None:
    rows = [money("obligated", 10, kind="balance"), balance("obligated", 7, "2017-09-30")]
    told = asked(*rows, place="HN", layout="steps")
    assert [(row["day"], row["added"], row["standing"]) for row in told] == [
        (None, 10, 10),
        (date(2017, 9, 30), -3, 7),
    ]


@pytest.mark.parametrize("teller", [{"agency": "usda"}, {"agency": None, "provider": "usda"}])
def test_transfer_counts_once_however_the_two_name_themselves(teller: Row) -> None:
    rows = [
        money("obligated", 50, agency=None, provider="state", receiver="usda"),
        money("obligated", 50, **teller),
    ]
    (row,) = asked(*rows, place="HN")
    assert (row["amount"], row["netted"]) == (50, 50)

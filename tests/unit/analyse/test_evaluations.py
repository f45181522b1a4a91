"""Evaluations as a reader meets them: the median and why there is none, the clock of 90 days, recommendations."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import evaluations
from istmo.kernel.problem import WrongUse
from tests.oracle.store import Row, Store

AGENCIES: list[Row] = [
    {"code": "aid", "name": "Aid", "own": True},
    {"code": "friends", "name": "Friends", "own": False},
]


def activity(code: str, value: int | None = None, agency: str = "aid") -> Row:
    told = None if value is None else Decimal(value)
    return {"code": code, "title": code, "agency": agency, "value": told, "currency": told and "USD"}


def asked(tables: dict[str, list[Row]], **where: object) -> list[Row]:
    return evaluations.ask(Store().fill({"agencies": AGENCIES} | tables), **where).dicts()


def evaluation(**cells: object) -> Row:
    return {"code": "e", "title": "E", "status": "published", "completed_by": date(2018, 1, 1)} | cells


def test_median_is_not_available_where_no_programme_has_an_amount() -> None:
    [row] = asked({"activities": [activity("x"), activity("y")]}, row="agency")
    assert row["median"] is None
    assert (row["programmes"], row["with_value"], row["at_or_above"]) == (2, 0, 0)
    assert row["notes"] == "the median size is not available, because none of 2 programmes has an amount"


def test_median_says_how_many_have_no_amount() -> None:
    [row] = asked({"activities": [activity("x", 5), activity("y", 2), activity("z")]}, row="agency")
    assert (row["median"], row["at_or_above"], row["not_evaluated"]) == (Decimal("3.5"), 1, 1)
    assert row["notes"] == "1 of 3 programmes has no amount: the median may be another"


def test_programmes_at_or_above_the_median_are_to_be_evaluated() -> None:
    tables = {
        "activities": [activity("small", 1), activity("middle", 2), activity("large", 9)],
        "evaluations": [evaluation()],
        "evaluation_links": [{"evaluation": "e", "position": 1, "activity": "large"}],
    }
    told = {row["activity"]: row["standing"] for row in asked(tables, row="programme")}
    assert told == {"small": "not_required", "middle": "not_evaluated", "large": "evaluated"}


def test_others_are_no_programmes_of_ours() -> None:
    assert asked({"activities": [activity("x", 5, "friends")]}) == []


def test_size_is_the_first_stage_that_has_money_and_of_balances_the_latest() -> None:
    def money(stage: str, amount: int, as_of: date | None, row: int) -> Row:
        told = {"stage": stage, "amount": Decimal(amount), "currency": "USD", "activity": "x"}
        return told | {"kind": "balance", "as_of": as_of, "submission": "s", "row": row}

    rows = [
        money("allocated", 100, None, 1),
        money("obligated", 10, date(2017, 9, 30), 2),
        money("obligated", 60, date(2018, 9, 30), 3),
    ]
    [row] = asked({"activities": [activity("x")], "transactions": rows}, row="programme")
    assert (row["value"], row["value_from"]) == (Decimal(60), "obligated")


@pytest.mark.parametrize(
    ("cells", "day", "standing", "late"),
    [
        ({"published_by": date(2018, 4, 1)}, "2018-06", "in_time", None),
        ({"published_by": date(2018, 4, 2)}, "2018-06", "late", 1),
        ({"published_by": date(2018, 4, 2)}, "2018-04-01", "waiting", None),
        ({"status": "done"}, "2018-04-01", "waiting", None),
        ({"status": "done"}, "2018-04-02", "overdue", 1),
        ({"status": "done"}, "2017-12-31", "not_complete", None),
        ({"status": "running", "completed_by": None}, "2018-06", "not_complete", None),
        ({"status": "done", "completed_by": None}, "2018-06", "date_unknown", None),
        ({"published_by": None}, "2018-06", "date_unknown", None),
        ({"status": "dropped"}, "2018-06", "dropped", None),
    ],
)
def test_clock_runs_ninety_days_from_completion(
    cells: Row, day: str, standing: str, late: int | None
) -> None:
    [row] = asked({"evaluations": [evaluation(**cells)]}, as_of=day)
    assert (row["standing"], row["days_late"]) == (standing, late)
    if standing in ("in_time", "late", "waiting", "overdue"):
        assert row["publish_by"] == date(2018, 4, 1)


def test_without_a_day_nothing_is_judged_by_the_clock_of_the_machine() -> None:
    answer = evaluations.ask(Store().fill({"evaluations": [evaluation(status="done")]}))
    assert answer.dicts()[0]["standing"] == "not_judged"
    assert answer.notes[0] == "The release knows no day, so nothing is called overdue; name one with as_of."


def test_day_is_the_latest_the_release_knows_of_them() -> None:
    [row] = asked({"evaluations": [evaluation(completed_on="2018-01-01", published_on="2018-03")]})
    assert row["as_of"] == date(2018, 3, 31)


@pytest.mark.parametrize(
    ("cells", "said", "standing"),
    [
        ({}, [], "open"),
        ({"response": "agreed"}, [], "agreed"),
        ({"response": "agreed", "due_by": date(2018, 5, 31)}, [], "overdue"),
        ({"response": "not_agreed", "due_by": date(2018, 5, 31)}, [], "not_agreed"),
        ({"response": "agreed", "due_by": date(2018, 5, 31)}, ["begun"], "overdue"),
        ({"response": "agreed", "due_by": date(2018, 5, 31)}, ["begun", "done"], "done"),
    ],
)
def test_recommendation_is_followed(cells: Row, said: list[str], standing: str) -> None:
    follow_ups = [
        {"evaluation": "e", "recommendation": 1, "position": at, "state": state, "informant": "aid"}
        for at, state in enumerate(said, 1)
    ]
    tables = {
        "evaluations": [evaluation()],
        "recommendations": [{"evaluation": "e", "position": 1, "text": "Do it"} | cells],
        "recommendation_follow_ups": follow_ups,
    }
    [row] = asked(tables, row="recommendation", as_of="2018-06-01")
    assert row["standing"] == standing
    if said:
        assert row["said"] == f"Aid: {said[-1]} (no date, no evidence)"


def test_unknown_column_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="evaluations has no column colour"):
        asked({}, colour="red")

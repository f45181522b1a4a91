"""The question evaluations equals its plain-Python oracle."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istmo.analyse import evaluations
from tests.oracle import evaluations as oracle
from tests.oracle.store import Store
from tests.property import of

STORE = Store()
DAY = date(2018, 6, 30)
DAYS = st.sampled_from(
    [None, date(2018, 1, 1), date(2018, 3, 31), date(2018, 4, 1), date(2018, 6, 30), date(2018, 7, 1)]
)
ACTIVITIES = st.sampled_from(["x", "y", "z", "w"])
AMOUNTS = st.sampled_from([Decimal(0), Decimal(1), Decimal(3), Decimal("7.5"), Decimal("7.5")])


@st.composite
def tables(draw: Any) -> dict[str, list[dict[str, Any]]]:
    activities = [
        {
            "code": code,
            "title": code,
            "agency": draw(st.sampled_from(["a", "a", "b", None, "other"])),
            "value": draw(st.none() | AMOUNTS),
            "currency": draw(st.sampled_from(["USD", "USD", "EUR"])),
        }
        for code in ("x", "y", "z", "w")[: draw(st.integers(0, 4))]
    ]
    for activity in activities:
        activity["currency"] = activity["currency"] if activity["value"] is not None else None
    money = [
        {
            "activity": draw(ACTIVITIES),
            "stage": draw(st.sampled_from(["obligated", "allocated", "disbursed", "requested"])),
            "amount": draw(AMOUNTS),
            "currency": draw(st.sampled_from(["USD", "USD", "USD", "EUR"])),
            "kind": draw(st.sampled_from(["increment", "balance"])),
            "as_of": draw(DAYS),
            "fund_year": draw(st.sampled_from([None, "FY2017"])),
            "submission": "s",
            "row": row,
        }
        for row in range(draw(st.integers(0, 5)))
    ]
    codes = ("e", "f", "g")[: draw(st.integers(0, 3))]
    listed = [
        {
            "code": code,
            "title": code,
            "status": draw(
                st.sampled_from(["planned", "running", "done", "published", "published", "dropped"])
            ),
            "completed_by": draw(DAYS),
            "published_by": draw(DAYS),
        }
        for code in codes
    ]
    links = [
        {"evaluation": draw(st.sampled_from(codes)), "position": at, "activity": draw(ACTIVITIES)}
        for at in range(draw(st.integers(0, 4)) if codes else 0)
    ]
    recommendations = [
        {
            "evaluation": draw(st.sampled_from(codes)),
            "position": at,
            "text": "t",
            "response": draw(st.sampled_from([None, "agreed", "partly_agreed", "not_agreed"])),
            "due_by": draw(DAYS),
        }
        for at in range(draw(st.integers(0, 3)) if codes else 0)
    ]
    said = [
        {
            "evaluation": about["evaluation"],
            "recommendation": about["position"],
            "position": at,
            "state": draw(st.sampled_from(["begun", "done", "dropped"])),
            "on_by": draw(DAYS),
            "informant": draw(st.sampled_from(["a", "b"])),
            "evidence": draw(st.sampled_from([None, "paper"])),
        }
        for at in range(draw(st.integers(0, 4)) if recommendations else 0)
        for about in [draw(st.sampled_from(recommendations))]
    ]
    return {
        "agencies": [
            {"code": "a", "name": "A", "own": True},
            {"code": "b", "name": "B", "own": None},
            {"code": "other", "name": "O", "own": False},
        ],
        "activities": activities,
        "transactions": money,
        "evaluations": listed,
        "evaluation_links": links,
        "recommendations": recommendations,
        "recommendation_follow_ups": said,
    }


@settings(max_examples=of(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_evaluations_equal_the_oracle(drawn: dict[str, list[dict[str, Any]]]) -> None:
    told = evaluations.ask(STORE.fill(drawn), as_of=DAY).dicts()
    of = {kind: [row for row in told if row["row"] == kind] for kind in ("agency", "programme", "evaluation")}
    wanted = oracle.agencies(drawn)
    found = {(row["agency"], row["currency"]): row for row in of["agency"]}
    assert {key: {name: row[name] for name in wanted[key]} for key, row in found.items()} == wanted
    assert {row["activity"]: row["standing"] for row in of["programme"]} == oracle.programmes(drawn)
    clocks = {row["code"]: oracle.clock(row, DAY) for row in drawn["evaluations"]}
    assert {row["evaluation"]: row["standing"] for row in of["evaluation"]} == clocks
    followed = {
        (row["evaluation"], row["position"]): oracle.followed(drawn, row, DAY)
        for row in drawn["recommendations"]
    }
    assert {
        (row["evaluation"], row["recommendation"]): row["standing"]
        for row in told
        if row["row"] == "recommendation"
    } == followed


@settings(max_examples=of(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.randoms(use_true_random=False))
def test_evaluations_are_the_same_in_any_order_of_rows(
    drawn: dict[str, list[dict[str, Any]]], chance: Any
) -> None:
    first = evaluations.ask(STORE.fill(drawn), as_of=DAY).rows
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    assert evaluations.ask(STORE.fill(shuffled), as_of=DAY).rows == first

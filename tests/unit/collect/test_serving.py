"""What is asked everywhere is asked of each activity where it works, and counts as expected there."""

from datetime import date
from typing import Any

import pytest

from istmo.collect.asked import series
from istmo.collect.serving import Serving, serving
from istmo.kernel.tables import TABLES


def rows(table: str, *told: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(each.get(name) for name in TABLES[table].names) for each in told]


def activity(code: str, node: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "agency": "works", "place": "alta", "node": node, **more}


@pytest.fixture(scope="module")
def served() -> Serving:
    node = {"framework": "plan", "level": "objective"}
    indicators = [
        {"code": "wells", "framework": "plan", "kind": "output"},
        {"code": "rain", "framework": "plan", "kind": "context"},
    ]
    tables = {
        "nodes": rows("nodes", *({**node, "code": code} for code in ("line", "water", "deep", "roads"))),
        "node_parents": rows(
            "node_parents",
            {"framework": "plan", "node": "water", "parent": "line"},
            {"framework": "plan", "node": "deep", "parent": "water"},
        ),
        "indicators": rows("indicators", *indicators),
        "indicator_nodes": rows(
            "indicator_nodes",
            {"framework": "plan", "indicator": "wells", "node": "water"},
            {"framework": "plan", "indicator": "rain", "node": "water"},
        ),
        "activities": rows(
            "activities",
            activity("at", "water"),
            activity("above", "line", place="bera"),
            activity("below", "plan/deep", place="cora"),
            activity("elsewhere", "roads"),
            activity("other-plan", "plan-2/water"),
            activity("over", "water", ends_on=date(2017, 3, 31)),
            activity("placeless", "water", place=None),
        ),
        "activity_places": rows("activity_places", {"activity": "at", "place": "dora"}),
    }
    return serving(tables, "plan", "2017-04/2018-03")


def test_activities_at_above_and_below_answer_where_they_work(served: Serving) -> None:
    told = {("alta", "at"), ("dora", "at"), ("bera", "above"), ("cora", "below")}
    assert served == {("wells", "works"): frozenset(told)}


def test_indicator_without_places_is_expected_of_each_activity(served: Serving) -> None:
    asked = series([{"code": "wells"}], {}, "works", served)
    assert asked == {("wells", place, activity) for place, activity in served["wells", "works"]}


def test_agency_without_activity_chooses_its_place(served: Serving) -> None:
    assert series([{"code": "wells"}], {}, "health", served) == {("wells", "", "")}


def test_places_that_a_framework_names_stay_what_is_asked(served: Serving) -> None:
    applies = {"wells": [("alta", ""), ("bera", "health")]}
    assert series([{"code": "wells"}], applies, "works", served) == {("wells", "alta", "")}

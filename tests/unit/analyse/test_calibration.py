"""Reforms and what was decided, handovers, what was scaled, what waits: as a reviewer meets them."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import calibration, undertakings
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

REFORM = {"code": "law", "kind": "reform", "text": "A law", "states": "announced|in-force", "made_on": "2017"}
HANDOVER = {"code": "hand", "kind": "transition", "text": "Hand over", "states": "planned|handed-over"}
AGENCIES: list[Row] = [
    {"code": "us", "name": "Us", "own": True},
    {"code": "them", "name": "Them", "own": False},
]


def asked(tables: dict[str, list[Row]], **where: object) -> list[Row]:
    where = {"as_of": "2018-06-30"} | where
    return calibration.ask(Store().fill({"agencies": AGENCIES} | tables), **where).dicts()


def decision(position: int = 1, **cells: object) -> Row:
    return {"undertaking": "law", "position": position, "seen": "announced", "change": "held"} | cells


def party(undertaking: str, role: str, name: str) -> Row:
    return {"undertaking": undertaking, "role": role, "position": 1, "name": name}


def test_reform_without_decision_is_found() -> None:
    [row] = asked({"undertakings": [REFORM]})
    assert (row["row"], row["status"], row["decisions"], row["finding"]) == (
        "reform",
        "not_followed_up",
        0,
        "reform without decision",
    )


def test_decision_stands_under_its_reform_and_one_without_evidence_is_found() -> None:
    shown = decision(
        decided_by="Minister", on="2018-01", on_by=date(2018, 1, 31), why="To see", evidence="paper"
    )
    tables = {
        "undertakings": [REFORM],
        "reform_decisions": [shown, decision(2, amount=Decimal(5), currency="USD")],
    }
    reform, first, second = asked(tables)
    assert (reform["decisions"], reform["without_evidence"], reform["finding"]) == (2, 1, None)
    assert (first["finding"], first["notes"]) == (None, None)
    assert second["finding"] == "decision without evidence"
    assert second["notes"] == "no reason told; nobody named; no date"
    assert [row["position"] for row in asked(tables, finding="decision without evidence")] == [2]


def test_decision_made_later_is_not_known_yet() -> None:
    later = decision(on="2018-07", on_by=date(2018, 7, 31))
    [row] = asked({"undertakings": [REFORM], "reform_decisions": [later]})
    assert row["finding"] == "reform without decision"


def activity(code: str, **cells: object) -> Row:
    return {"code": code, "title": code.title(), "agency": "us"} | cells


def test_ended_activity_without_successor_is_not_sustained_or_unknown() -> None:
    rows = asked(
        {
            "activities": [
                activity("roads", ends_on=date(2018, 6, 29)),
                activity("wells", ends_on=date(2018, 6, 30)),
            ]
        }
    )
    assert [(row["activity"], row["finding"]) for row in rows] == [("roads", "not sustained or unknown")]
    assert rows[0]["notes"] == "no transition is registered; not measured after its end"


def test_ended_activity_that_another_goes_on_from_is_sustained() -> None:
    rows = asked({"activities": [activity("roads", stage="ended"), activity("more", predecessor="roads")]})
    assert [(row["activity"], row["successors"], row["finding"]) for row in rows] == [("roads", "more", None)]


@pytest.mark.parametrize(
    ("state", "successor", "finding"),
    [
        ("handed-over", True, None),
        ("planned", True, "not sustained or unknown"),
        ("handed-over", False, "not sustained or unknown"),
    ],
)
def test_ended_activity_is_sustained_by_a_transition_that_is_done(
    state: str, successor: bool, finding: str | None
) -> None:
    parties = [party("hand", "actor", "Us")] + ([party("hand", "successor", "City")] if successor else [])
    said = {
        "undertaking": "hand",
        "position": 1,
        "state": state,
        "informant": "us",
        "on_by": date(2018, 1, 1),
    }
    figure = FIGURE | {"indicator": "i", "place": "HN", "activity": "roads", "value": Decimal(1)}
    figure |= {"period_start": date(2018, 2, 1), "period_end": date(2018, 2, 28)}
    [row] = asked(
        {
            "activities": [activity("roads", ends_on=date(2018, 1, 1))],
            "undertakings": [HANDOVER | {"activity": "roads", "budget_line": "12"}],
            "undertaking_parties": parties,
            "follow_ups": [said],
            "indicators": [INDICATOR | {"code": "i"}],
            "figures": [figure],
        }
    )
    assert (row["finding"], row["takes_over"], row["budget_line"]) == (
        finding,
        "City" if successor else None,
        "12",
    )
    assert row["measured_after"] == 1
    assert "1 result of days after its end" in row["notes"]


@pytest.mark.parametrize(
    ("cells", "pilot", "evaluations", "finding"),
    [
        ({}, {}, [], "scaled without evidence"),
        ({"evidence_grade": "monitoring"}, {}, [], "scaled without evidence"),
        ({"evidence": "paper"}, {}, [], None),
        ({}, {"evidence": "paper"}, [], None),
        ({}, {}, [("pilot", "done")], None),
        ({}, {}, [("big", "published")], None),
        ({}, {}, [("pilot", "running")], "scaled without evidence"),
    ],
)
def test_scaling_wants_evidence_of_it_or_of_its_pilot(
    cells: Row, pilot: Row, evaluations: list[tuple[str, str]], finding: str | None
) -> None:
    tables = {
        "activities": [
            activity("pilot", stage="pilot") | pilot,
            activity("big", stage="scaled", predecessor="pilot") | cells,
        ],
        "evaluations": [
            {"code": f"e{at}", "title": "E", "status": s} for at, (_, s) in enumerate(evaluations)
        ],
        "evaluation_links": [
            {"evaluation": f"e{at}", "position": 1, "activity": code}
            for at, (code, _) in enumerate(evaluations)
        ],
    }
    [row] = asked(tables)
    assert (row["row"], row["activity"], row["finding"]) == ("scaled", "big", finding)


@pytest.mark.parametrize(
    ("kind", "met_on", "finding", "deadline"),
    [
        ("funds", None, "conditional, not funded", "conditional"),
        ("reform", None, "conditional, the reform is not there yet", "conditional"),
        ("other", date(2018, 7, 1), "conditional, the condition is not met", "conditional"),
        ("funds", date(2018, 6, 30), None, "overdue"),
    ],
)
def test_undertaking_past_its_day_on_an_unmet_condition_is_conditional(
    kind: str, met_on: date | None, finding: str | None, deadline: str
) -> None:
    promise = {"code": "u", "kind": "commitment", "text": "Do", "states": "made|kept", "condition": "c"}
    promise |= {"due": "2018-05", "due_by": date(2018, 5, 31)}
    tables: dict[str, list[Row]] = {
        "undertakings": [promise],
        "undertaking_parties": [party("u", "actor", "Us")],
        "conditions": [{"code": "c", "kind": kind, "text": "Then", "met_on": met_on}],
    }
    [row] = asked(tables)
    assert (row["finding"], row["deadline"]) == (finding, deadline)
    answer = undertakings.ask(Store().fill(tables), as_of="2018-06-30").dicts()
    assert (answer[0]["condition"], answer[0]["overdue"]) == ("Then", deadline == "overdue")


def test_conditional_target_is_told_with_its_condition() -> None:
    target = FIGURE | {"role": "target", "indicator": "i", "place": "HN", "basis": "c", "value": Decimal(1)}
    target |= {"period_start": date(2016, 10, 1), "period_end": date(2017, 9, 30)}
    [row] = asked(
        {
            "indicators": [INDICATOR | {"code": "i"}],
            "figures": [target],
            "conditions": [{"code": "c", "kind": "funds", "text": "Then", "met_on": date(2017, 10, 1)}],
        }
    )
    assert (row["indicator"], row["place"], row["period"]) == ("i", "HN", "FY2017")
    assert (row["finding"], row["notes"]) == ("conditional, not funded", "met after the target's period")


def test_unknown_column_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="calibration has no column colour"):
        asked({}, colour="red")

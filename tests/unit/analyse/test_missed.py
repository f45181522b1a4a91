"""Why targets were missed, by whom it is told, and what waits for a condition."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import missed, progress, provenance, rollup, tally
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

REGISTERS: dict[str, list[Row]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1", "standing": "main"}],
    "nodes": [{"framework": "f", "code": "L", "level": "line", "title": "L", "position": 1}],
    "indicator_nodes": [{"indicator": "i", "framework": "f", "node": "L"}],
    "agencies": [{"code": "usaid", "name": "USAID", "own": True}],
    "activities": [{"code": "roads", "title": "Roads"}, {"code": "wells", "title": "Wells"}],
    "places": [
        {"code": "CA", "name": "Central America", "kind": "group"},
        {"code": "HN", "name": "Honduras", "kind": "country", "parent": "CA"},
        {"code": "SV", "name": "El Salvador", "kind": "country", "parent": "CA"},
    ],
    "place_members": [{"place": "CA", "member": "HN"}, {"place": "CA", "member": "SV"}],
    "indicators": [INDICATOR | {"code": "i", "title": "Schools"}],
    "conditions": [
        {"code": "money", "kind": "funds", "text": "The money of 2018 comes."},
        {"code": "law", "kind": "reform", "text": "The law is in force", "met_on": date(2017, 1, 1)},
    ],
}


def figure(role: str, value: int | None, year: int = 2017, **cells: object) -> Row:
    told = FIGURE | {"indicator": "i", "place": "HN", "agency": "usaid", "activity": "roads", "role": role}
    told |= {"period_start": date(year - 1, 10, 1), "period_end": date(year, 9, 30)}
    told |= {"value": None if value is None else Decimal(value), "submission": "s", "row": 1}
    return told | cells


def store(*figures: Row) -> Store:
    return Store().fill(REGISTERS | {"figures": list(figures)})


def asked(*figures: Row, **where: object) -> list[Row]:
    return missed.ask(store(*figures), **where).dicts()


def test_missed_target_is_told_with_its_reason_plan_and_the_years_before() -> None:
    told = {
        "reason": "security",
        "explanation": "Streets were closed",
        "plan": "Two more",
        "plan_by": date(2018, 6, 1),
    }
    rows = asked(
        figure("target", 10),
        figure("result", 7, **told),
        figure("result", 5, 2016),
        figure("result", 3, 2015),
        figure("result", 2, 2014),
        figure("result", 1, 2013),
    )
    [row] = rows
    assert (row["verdict"], row["target"], row["result"], row["achievement"]) == ("missed", 10, 7, 70)
    assert row["previous"] == "FY2016: 5; FY2015: 3; FY2014: 2"
    assert {name: row[name] for name in told} == told
    assert (row["lacks"], row["infeasible"]) == (None, False)


@pytest.mark.parametrize(
    ("value", "cells", "verdict", "lacks"),
    [
        (9, {}, "missed", "reason, explanation, plan, schedule"),
        (9, {"reason": "infeasible", "explanation": "No road", "plan": "Give it up"}, "missed", None),
        (10, {}, "met", None),
        (19, {}, "met", None),
        (20, {}, "exceeded", "reason, explanation"),
        (20, {"reason": "demand", "explanation": "More came"}, "exceeded", None),
        (None, {"state": "not_available", "reason": "late_funds"}, "not_reported", "explanation"),
    ],
)
def test_what_is_asked_depends_on_the_verdict(
    value: int | None, cells: Row, verdict: str, lacks: str | None
) -> None:
    later = figure("result", 1, 2018, activity="wells")
    rows = asked(figure("target", 10), figure("result", value, **cells), later)
    assert [(row["verdict"], row["lacks"]) for row in rows] == [(verdict, lacks)]


def test_missed_come_first_and_what_has_no_target_is_not_there() -> None:
    rows = asked(
        figure("target", 10), figure("result", 10),
        figure("target", 10, place="SV"), figure("result", 1, place="SV"),
        figure("result", 4, activity="wells"),
    )  # fmt: skip
    assert [(row["verdict"], row["place"]) for row in rows] == [("missed", "SV"), ("met", "HN")]


def test_counts_by_agency_and_reason() -> None:
    rows = asked(
        figure("target", 10), figure("result", 9, reason="security"),
        figure("target", 10, place="SV"), figure("result", 1, place="SV"),
        view="counts",
    )  # fmt: skip
    told = {(row["by"], row["value"]): (row["missed"], row["explained"], row["unexplained"]) for row in rows}
    assert told == {
        ("all", None): (2, 1, 1),
        ("agency", "usaid"): (2, 1, 1),
        ("reason", None): (1, 0, 1),
        ("reason", "security"): (1, 1, 0),
    }
    assert rows[0]["missed_percent"] == 100


def test_unknown_view_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match=r"no view all\. It has list and counts"):
        asked(view="all")


WORDS = "conditional, not funded"


def test_target_on_an_unmet_condition_is_conditional_in_every_question() -> None:
    release = store(figure("target", 10, basis="money"), figure("result", 7))
    [row] = progress.ask(release).dicts()
    assert (row["status"], row["status_words"]) == ("conditional", WORDS)
    assert row["notes"] == "on condition: The money of 2018 comes (not met, as far as this release knows)"
    assert row["achievement"] == 70
    [row] = missed.ask(release).dicts()
    assert (row["verdict"], row["lacks"]) == ("conditional", None)
    [total] = [row for row in tally.ask(release).dicts() if row["row"] == "total"]
    assert (total["targets"], total["missed"], total["not_judged"]) == (1, 0, 1)
    above = [row for row in rollup.ask(release, place="CA").dicts() if row["indicator"] == "i"]
    assert {row["status_words"] for row in above} == {WORDS}
    told = provenance.ask(release, indicator="i", place="HN", period="FY2017")
    assert any("Conditional, not funded" in row["told"] for row in told.dicts())


def test_target_that_is_met_needs_no_condition() -> None:
    [row] = progress.ask(store(figure("target", 10, basis="money"), figure("result", 10))).dicts()
    assert row["status"] == "met"
    assert row["notes"].startswith("on condition: ")


@pytest.mark.parametrize(("year", "status"), [(2016, "conditional"), (2017, "not_met")])
def test_condition_is_to_be_met_within_the_period(year: int, status: str) -> None:
    [row] = progress.ask(store(figure("target", 10, year, basis="law"), figure("result", 7, year))).dicts()
    assert row["status"] == status
    assert "met on 2017-01-01" in row["notes"]


def test_total_with_one_target_that_does_not_wait_is_missed() -> None:
    release = store(
        figure("target", 10, basis="money"), figure("result", 7),
        figure("target", 10, activity="wells"), figure("result", 7, activity="wells"),
    )  # fmt: skip
    [row] = progress.ask(release).dicts()
    assert row["status"] == "not_met"
    assert "1 of 2 targets wait, on condition: The money of 2018 comes" in row["notes"]
    [total] = [row for row in tally.ask(release).dicts() if row["row"] == "total"]
    assert (total["missed"], total["not_judged"]) == (1, 1)


def test_total_of_a_longer_period_waits_with_the_targets_in_it() -> None:
    first = {"period_start": date(2016, 10, 1), "period_end": date(2017, 3, 31)}
    second = {"period_start": date(2017, 4, 1), "period_end": date(2017, 9, 30)}
    halves = [
        figure(role, value, **days) | ({"basis": "money"} if role == "target" else {})
        for days in (first, second)
        for role, value in (("target", 5), ("result", 3))
    ]
    release = store(*halves, figure("result", 1, 2018, activity="wells"))
    [row] = progress.ask(release, period="FY2017").dicts()
    assert row["status_words"] == WORDS

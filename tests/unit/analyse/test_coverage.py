"""The matrix agency × node × place: what is there, what is missing, in words."""

from datetime import date

import pytest

from istmo.analyse import coverage
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, YEAR, figure

PLAN = REGISTERS | {
    "nodes": [
        {"framework": "f", "code": code, "level": level, "title": code, "position": at}
        for at, (code, level) in enumerate(
            (("L", "line"), ("M", "line"), ("O", "objective"), ("P", "objective")), 1
        )
    ],
    "node_parents": [
        {"framework": "f", "node": node, "parent": parent, "position": 1}
        for node, parent in (("O", "L"), ("O", "M"), ("P", "L"))
    ],
    "places": [
        {"code": "CA", "name": "Central America", "kind": "group"},
        {"code": "HN", "name": "Honduras", "kind": "country", "parent": "CA"},
        {"code": "BZ", "name": "Belize", "kind": "country", "parent": "CA"},
        {"code": "town", "name": "Town", "kind": "community", "parent": "HN"},
    ],
    "place_members": [{"place": "CA", "member": code} for code in ("HN", "BZ")],
    "indicators": [INDICATOR | {"code": "i"}, INDICATOR | {"code": "rain", "kind": "context"}],
    "indicator_nodes": [{"indicator": "i", "framework": "f", "node": "O"}],
    "applicability": [{"indicator": "i", "place": "HN", "agency": ""}],
    "activities": [{"code": "roads", "title": "Roads", "agency": "usaid", "place": "town", "node": "O"}],
    "calls": [{"code": "c", "title": "C", "reporting_year": "FY2017"}],
}


EVALUATION = {"code": "e", "title": "E", "status": "done"}


def link(**about: object) -> Row:
    return {"evaluation": "e", "position": 1} | about


def asked(*figures: Row, tables: dict[str, list[Row]] | None = None, **where: object) -> list[Row]:
    filled = PLAN | {"figures": list(figures)} | (tables or {})
    return coverage.ask(Store().fill(filled), **where).dicts()


def cell(rows: list[Row], node: str, place: str | None, agency: str | None) -> Row:
    (row,) = [
        row
        for row in rows
        if (row["scope"], row["node"], row["place"], row["agency"]) == ("combination", node, place, agency)
    ]
    return row


def test_activity_has_the_indicator_open_to_everyone_in_its_country() -> None:
    row = cell(asked(), "O", "HN", "usaid")
    assert (row["activities"], row["indicators"], row["with_result"], row["beside"]) == (1, 1, 0, False)
    assert row["gaps"] == (
        "indicator without baseline; indicator without target; indicator without result; no evaluation"
    )


def test_activity_without_indicator() -> None:
    row = cell(asked(tables={"indicator_nodes": []}), "O", "HN", "usaid")
    assert row["gaps"] == "activity without indicator; no evaluation"


def test_indicator_that_nobody_took_up_stands_with_nobody() -> None:
    row = cell(asked(tables={"activities": []}), "O", "HN", None)
    assert row["gaps"].startswith("nobody reports it; indicator without activity; indicator without baseline")


def test_reported_without_target_and_then_with_all() -> None:
    row = cell(asked(figure("result", 5)), "O", "HN", "usaid")
    assert "1 reported without target" in row["gaps"]
    whole = asked(
        *(figure(role, 5) for role in ("result", "target", "baseline")),
        tables={"evaluations": [EVALUATION], "evaluation_links": [link(activity="roads")]},
    )
    assert cell(whole, "O", "HN", "usaid")["gaps"] is None


def test_node_under_two_lines_counts_once_in_the_strategy() -> None:
    rows = asked(figure("result", 5))
    assert [cell(rows, node, "HN", "usaid")["with_result"] for node in ("L", "M", "O")] == [1, 1, 1]
    (total,) = [row for row in rows if row["scope"] == "framework"]
    assert (total["activities"], total["indicators"], total["with_result"]) == (1, 1, 1)


def test_node_and_place_without_anything_say_nobody() -> None:
    rows = asked(tables={"indicator_nodes": [{"indicator": "rain", "framework": "f", "node": "P"}]})
    told = {(row["scope"], row["node"], row["place"]): row["gaps"] for row in rows}
    assert told["node", "P", None] == "nobody; measured by context only"
    assert told["place", None, "BZ"] == "nobody"


def test_agency_that_is_not_own_is_beside_and_in_no_total() -> None:
    rows = asked(figure("result", 5, agency="idb"))
    assert cell(rows, "O", "HN", "idb")["beside"] is True
    (total,) = [row for row in rows if row["scope"] == "framework"]
    assert total["with_result"] == 0
    assert [row["with_result"] for row in rows if (row["scope"], row["agency"]) == ("agency", "idb")] == [1]


def test_places_of_a_group_that_only_others_name_are_not_ours_to_cover() -> None:
    rows = asked(tables={"activities": [{"code": "w", "title": "W", "agency": "idb", "place": "CA"}]})
    assert {row["place"] for row in rows if row["scope"] == "place"} == {"HN"}


@pytest.mark.parametrize(
    ("figures", "holds", "answered"),
    [
        ([], [], 0),
        ([figure("result", state="not_available")], [], 1),
        ([figure("target", 7)], [], 0),
        ([figure("result", 7, period_start=date(2015, 10, 1), period_end=date(2016, 9, 30))], [], 0),
        ([figure("result", 7, period_start=date(2017, 1, 1), period_end=date(2017, 3, 31))], [], 1),
        ([figure("result", 7, period_start=date(2016, 1, 1), period_end=date(2017, 9, 30))], [], 0),
        ([], [YEAR], 1),
        ([], [{"period_start": date(2015, 10, 1), "period_end": date(2016, 9, 30)}], 0),
    ],
)
def test_asked_and_not_answered(figures: list[Row], holds: list[Row], answered: int) -> None:
    about = {"indicator": "i", "place": "HN", "agency": "usaid", "role": "result"}
    tables = {
        "expected": [{"call": "c", "agency": "usaid", "indicator": "i", "place": "HN", "activity": ""}],
        "holds": [about | days | {"submission": "s", "row": 2, "reason": "r"} for days in holds],
    }
    row = cell(asked(*figures, tables=tables), "O", "HN", "usaid")
    assert (row["asked"], row["answered"], row["held"]) == (1, answered, len(holds))
    assert ("1 of 1 asked and not answered" in row["gaps"]) is (answered == 0)
    assert ("1 held in review" in row["gaps"]) is bool(holds)


def test_evaluation_of_a_line_covers_what_is_below_it() -> None:
    about = link(framework="f", node="L")
    rows = asked(tables={"evaluations": [EVALUATION], "evaluation_links": [about]})
    assert [cell(rows, node, "HN", "usaid")["evaluations"] for node in ("O", "L", "M")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("figures", "gaps"),
    [
        ([], "activity in no plan; no result"),
        ([figure("result", 5, activity="wells")], "activity names no node, counted where its figures stand"),
    ],
)
def test_activity_in_no_plan(figures: list[Row], gaps: str) -> None:
    activities = [*PLAN["activities"], {"code": "wells", "title": "Wells", "agency": "idb", "place": "BZ"}]
    (row,) = asked(*figures, tables={"activities": activities}, scope="activity in no plan")
    assert (row["activity"], row["place"], row["agency"], row["beside"]) == ("wells", "BZ", "idb", True)
    assert row["gaps"] == gaps


def test_activity_in_no_plan_is_told_once_with_all_of_its_places() -> None:
    tables = {
        "activities": [{"code": "wells", "title": "Wells"}],
        "activity_places": [{"activity": "wells", "place": place} for place in ("HN", "BZ")],
    }
    (row,) = asked(tables=tables, scope="activity in no plan")
    assert (row["place"], row["place_name"]) == (None, "Belize, Honduras")


def test_figures_without_activity_are_counted() -> None:
    (row,) = asked(figure("result", 5), scope="figures without activity")
    assert (row["framework"], row["agency"], row["figures"], row["gaps"]) == (
        "f",
        "usaid",
        1,
        "1 result names no activity",
    )


def test_unknown_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="no column colour"):
        asked(colour="red")


def test_evaluation_that_is_planned_covers_nothing() -> None:
    planned = EVALUATION | {"status": "planned"}
    rows = asked(tables={"evaluations": [planned], "evaluation_links": [link(activity="roads")]})
    assert cell(rows, "O", "HN", "usaid")["evaluations"] == 0


def test_matrix_is_agency_by_sector_by_country() -> None:
    tables = {
        "activity_sectors": [
            {"activity": "roads", "vocabulary": "DAC-5", "sector": "21020", "title": "Road transport"}
        ],
        "evaluations": [EVALUATION],
        "evaluation_links": [link(indicator="i")],
    }
    figures = [figure("target", 5, activity="roads"), figure("result", 5, activity=None)]
    told = asked(*figures, tables=tables, layout="matrix")
    about = (
        "agency",
        "sector",
        "place",
        "activities",
        "indicators",
        "baseline",
        "target",
        "result",
        "evaluation",
    )
    assert [tuple(row[name] for name in about) for row in told] == [
        ("usaid", "21020", "HN", 1, 1, False, True, False, True),
        ("usaid", "f/L", "HN", 0, 1, False, False, True, True),
        ("usaid", "f/M", "HN", 0, 1, False, False, True, True),
    ]
    assert told[0]["gaps"] == "no baseline; no result"
    assert told[1]["gaps"] == "no activity named; no baseline; no target"


def test_matrix_takes_lines_of_effort_where_no_sector_is_stated() -> None:
    told = asked(layout="matrix")
    assert [(row["sector"], row["place"], row["gaps"]) for row in told] == [
        ("f/L", "HN", "activity without indicator; no evaluation"),
        ("f/M", "HN", "activity without indicator; no evaluation"),
    ]


def test_matrix_takes_an_evaluation_of_activities_for_those_only() -> None:
    tables = {
        "activities": [
            {"code": "roads", "title": "Roads", "agency": "usaid", "place": "HN", "node": "O"},
            {"code": "rails", "title": "Rails", "agency": "inl", "place": "HN", "node": "O"},
        ],
        "evaluations": [EVALUATION],
        "evaluation_links": [link(indicator="i"), link(activity="roads", position=2)],
    }
    figures = [figure("result", 5, activity="roads"), figure("result", 5, "inl", activity="rails")]
    told = asked(*figures, tables=tables, layout="matrix")
    assert {(row["agency"], row["evaluation"]) for row in told} == {("usaid", True), ("inl", False)}


def test_projects_outside_of_the_plan_are_listed_with_the_reason() -> None:
    activities = [
        {"code": "roads", "title": "Roads", "agency": "usaid", "node": "O"},
        {"code": "silent", "title": "Silent", "agency": "usaid", "node": "O"},
        {"code": "loose", "title": "Loose", "agency": "usaid"},
    ]
    told = asked(figure("result", 1, activity="roads"), tables={"activities": activities}, layout="outside")
    assert [(row["activity"], row["why"]) for row in told] == [
        ("loose", "names no node; no indicator was ever told of it"),
        ("silent", "no indicator was ever told of it"),
    ]


def test_unknown_layout_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match=r"no layout square\. It has matrix, outside"):
        asked(layout="square")
    with pytest.raises(WrongUse, match="coverage with layout=matrix has no column colour"):
        asked(layout="matrix", colour="red")

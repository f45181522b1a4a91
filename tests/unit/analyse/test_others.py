"""What other publishers report of their own indicators, told as published."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import others, progress
from istmo.analyse.catalogue import ask
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

YEAR = {"period_start": date(2017, 1, 1), "period_end": date(2017, 12, 31)}
BASE = {"period_start": date(2015, 1, 1), "period_end": date(2015, 12, 31)}
TABLES: dict[str, list[Row]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1"}],
    "agencies": [{"code": "SE", "name": "Sweden", "own": False}],
    "activities": [{"code": "SE-1", "title": "Roads", "agency": "SE", "place": "GT+HN"}],
    "places": [
        {"code": "GT+HN", "name": "Guatemala and Honduras together", "kind": "group"},
        {"code": "HN", "name": "Honduras", "kind": "country"},
    ],
    "indicators": [
        INDICATOR
        | {
            "code": "SE-1.r1.i1",
            "framework": None,
            "agency": "SE",
            "activity": "SE-1",
            "title": "Km",
            "unit": "km",
        }
    ],
}


def figure(role: str, value: Any = None, **cells: Any) -> Row:
    number = None if value is None else Decimal(str(value))
    of = {"indicator": "SE-1.r1.i1", "agency": "SE", "activity": "SE-1", "place": "GT+HN", "source": "iati"}
    return FIGURE | YEAR | of | {"role": role, "value": number} | cells


def asked(*figures: Row, **where: object) -> list[Row]:
    return others.ask(Store().fill(TABLES | {"figures": list(figures)}), **where).dicts()


def test_baseline_target_and_result_stand_in_one_row() -> None:
    [row] = asked(
        figure("baseline", 3, **BASE), figure("target", 8, row=4), figure("result", "7.5", note="Rain")
    )
    assert (row["baseline_told"], row["target_told"], row["result_told"]) == ("3", "8", "7.5")
    assert (row["period"], row["baseline_period"], row["unit"]) == ("2017", "2015", "km")
    assert (row["agency_name"], row["activity_title"], row["title"]) == ("Sweden", "Roads", "Km")
    assert row["place_name"] == "Guatemala and Honduras together"
    assert (row["notes"], row["target_row"], row["figures"]) == ("result: Rain", 4, 2)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"value_as_written": "TBD"}, "as text: TBD"),
        ({"state": "not_applicable"}, "not applicable"),
        ({"state": "not_available"}, "no number"),
        ({"state": "withheld"}, "withheld"),
        ({"low": Decimal(2), "high": None}, "as text: 2.000000000 to …"),
        ({}, "no number"),
    ],
)
def test_what_is_no_number_is_told_in_words(cells: Row, told: str) -> None:
    [row] = asked(figure("result", **cells))
    assert (row["result_told"], row["target_told"], row["result"]) == (told, "not stated", None)


def test_baselines_that_stand_beside_nothing_have_rows_of_their_own() -> None:
    older = {"period_start": date(2010, 1, 1), "period_end": date(2010, 12, 31)}
    rows = asked(
        figure("baseline", 3, **BASE),
        figure("baseline", 1, **older),
        figure("baseline", 2, breakdown="sex=f", **BASE),
        figure("target", 8),
    )
    assert [(row["period"], row["breakdown"], row["baseline_told"], row["target_told"]) for row in rows] == [
        ("2010", "", "1", "not stated"),
        ("2015", "sex=f", "2", "not stated"),
        ("2017", "", "3", "8"),
    ]


def test_indicator_of_which_nothing_is_published_is_told() -> None:
    [row] = asked()
    assert (row["result_told"], row["place"], row["period"]) == ("not stated", "GT+HN", None)
    assert row["notes"] == "nothing is published of this indicator"


def test_later_statement_stands() -> None:
    [row] = asked(figure("result", 7), figure("result", 9, as_of=date(2019, 1, 1)))
    assert (row["result"], row["figures"]) == (9, 2)


def test_indicators_of_others_are_in_no_progress() -> None:
    store = Store().fill(TABLES | {"figures": [figure("result", 7), figure("target", 8)]})
    assert progress.ask(store).dicts() == []


def test_where_keeps_rows_and_refuses_unknown_columns() -> None:
    figures = (figure("result", 7), figure("result", 8, place="HN"))
    assert [row["result"] for row in asked(*figures, place="HN")] == [8]
    assert [row["result"] for row in asked(*figures, result="7")] == [7]
    assert asked(*figures, agency="XX") == []
    with pytest.raises(WrongUse, match="others has no column colour"):
        asked(colour="red")


def test_question_is_found_by_its_name() -> None:
    answer = ask("others", Store().fill(TABLES))
    assert any("in no total" in note or "in a total of ours" in note for note in answer.notes)

"""What is to be reached in the short, medium and long term, and what is overdue."""

from datetime import date
from typing import Any

import pytest

from istmo.analyse import horizons
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

TERMS = [
    {"code": "short", "title": "Short", "years_from": 1, "years_to": 3, "open_ended": False},
    {"code": "medium", "title": "Medium", "years_from": 3, "years_to": 5, "open_ended": False},
    {
        "code": "long",
        "title": "Long",
        "years_from": 5,
        "years_to": 10,
        "open_ended": True,
        "condition": "If paid.",
    },
]
NODES = [
    {"code": "A", "level": "goal", "title": "Above", "position": 1, "horizon": "medium"},
    {"code": "A1", "level": "objective", "title": "Below", "position": 2},
    {"code": "B", "level": "goal", "title": "Other", "position": 3},
]
PROMISE = {"code": "u", "kind": "commitment", "text": "Meet", "states": "made|kept", "made_on": "2016-01"}


def of(rows: list[Row]) -> list[Row]:
    return [row | {"framework": "f"} for row in rows]


def asked(
    zero: str | None, *figures: Row, due: str | None = None, indicator: Row | None = None, **where: object
) -> Any:
    """The answer for a framework with three horizons, three nodes, an indicator and an undertaking."""
    promise = PROMISE | (
        {"due": due, "due_by": date.fromisoformat(due), "due_as_written": due} if due else {}
    )
    tables = REGISTERS | {
        "frameworks": [{"code": "f", "title": "F", "version": "1", "zero_date": zero}],
        "horizons": of(TERMS),
        "nodes": of(NODES),
        "node_parents": of([{"node": "A1", "parent": "A", "position": 1}]),
        "indicators": [INDICATOR | {"code": "i"} | (indicator or {})],
        "indicator_nodes": of([{"indicator": "i", "node": "A1"}]),
        "undertakings": [promise],
        "undertaking_nodes": of([{"undertaking": "u", "node": "A1"}]),
        "figures": list(figures),
    }
    return horizons.ask(Store().fill(tables), **where)


def held(answer: Any, kind: str) -> list[Row]:
    return [row for row in answer.dicts() if row["kind"] == kind]


def in_year(role: str, value: int, period: str) -> Row:
    days = Period.parse(period)
    return figure(role, value) | {"period_start": days.start, "period_end": days.end}


def test_horizons_run_from_the_zero_date() -> None:
    """Year 1 begins on it; bounds that touch leave a year in two horizons; the last has no end."""
    rows = held(asked("2015-10-01", as_of="2017-06-30"), "horizon")
    days = {row["horizon"]: (row["horizon_start"], row["horizon_end"], row["status"]) for row in rows}
    assert days == {
        "short": (date(2015, 10, 1), date(2018, 9, 30), "running"),
        "medium": (date(2017, 10, 1), date(2020, 9, 30), "not_begun"),
        "long": (date(2019, 10, 1), None, "not_begun"),
        None: (None, None, None),
    }
    assert "on condition: If paid." in next(row["notes"] for row in rows if row["horizon"] == "long")


def test_without_a_zero_date_it_says_so_and_still_lists_what_belongs() -> None:
    answer = asked(None, in_year("target", 10, "FY2017"), due="2017-01-31", as_of="2018-06-30")
    assert "F: the framework states no zero date: horizons have no dates." in answer.notes
    assert all(row["horizon_start"] is None for row in answer.dicts())
    belongs = {(row["kind"], row["code"]): (row["horizon"], row["belongs"]) for row in answer.dicts()}
    assert belongs[("node", "A")] == ("medium", "stated")
    assert belongs[("node", "A1")] == ("medium", "through A")
    assert belongs[("indicator", "i")] == ("medium", "through A")
    assert belongs[("target", "i")] == ("medium", "through A")
    assert belongs[("undertaking", "u")] == ("medium", "through A")
    (promise,) = held(answer, "undertaking")
    assert promise["overdue"] == 1


@pytest.mark.parametrize(
    ("zero", "said"),
    [
        ("2014", "the zero date is given as 2014 only: horizons are counted from its first day, 2014-01-01."),
        ("FY2016", "horizons are counted from its first day, 2015-10-01."),
        ("when signed", "the zero date reads “when signed”, which is no day: horizons have no dates."),
    ],
)
def test_zero_date_is_read_as_it_is_written(zero: str, said: str) -> None:
    assert any(said in note for note in asked(zero).notes)


def test_target_of_a_year_in_two_horizons_is_of_either_and_not_guessed() -> None:
    """REQ-010: a target for year 3 asks short or medium."""
    (row,) = held(asked("2015-10-01", in_year("target", 10, "FY2018"), as_of="2017-06-30"), "target")
    assert (row["horizon"], row["horizon_title"]) == ("short, medium", "Short or Medium")
    assert "lies in a year that belongs to both, and nobody has said which is meant" in row["notes"]


def test_target_belongs_where_its_day_lies_whatever_its_node_says() -> None:
    (row,) = held(asked("2015-10-01", in_year("target", 10, "FY2017"), as_of="2017-06-30"), "target")
    assert (row["horizon"], row["belongs"]) == ("short", "by its day")
    assert "A, which it serves, belongs to Medium" in row["notes"]


def test_target_stands_with_its_result_and_is_overdue_once_its_day_has_passed() -> None:
    figures = (in_year("target", 10, "FY2017"), in_year("result", 8, "FY2017"))
    (row,) = held(asked("2015-10-01", *figures, as_of="2018-06-30"), "target")
    assert (row["target"], row["result"], row["achievement"], row["status"]) == (10, 8, 80, "not_met")
    assert row["overdue"] == 1
    (met,) = held(
        asked("2015-10-01", figures[0], in_year("result", 11, "FY2017"), as_of="2018-06-30"), "target"
    )
    assert met["overdue"] == 0


def test_horizon_counts_what_belongs_to_it_and_what_is_overdue() -> None:
    answer = asked("2015-10-01", in_year("target", 10, "FY2017"), due="2016-12-31", as_of="2019-01-01")
    short = next(row for row in held(answer, "horizon") if row["horizon"] == "short")
    assert (short["status"], short["overdue"], short["targets"], short["undertakings"]) == ("ended", 2, 1, 1)
    assert short["notes"] == "from 2015-10-01 to 2018-09-30; 1 target, 1 undertaking; 2 overdue"


def test_stated_horizon_of_an_indicator_wins_and_says_when_it_ended() -> None:
    (row,) = held(asked("2015-10-01", indicator={"horizon": "short"}, as_of="2019-01-01"), "indicator")
    assert (row["horizon"], row["belongs"]) == ("short", "stated")
    assert row["notes"] == "no target stated; its horizon ended on 2018-09-30"


def test_what_belongs_to_no_horizon_is_counted() -> None:
    answer = asked("2015-10-01", due="2010-01-01", as_of="2017-06-30")
    (none,) = [row for row in held(answer, "horizon") if row["horizon"] is None]
    assert (none["nodes"], none["undertakings"], none["overdue"]) == (1, 1, 1)
    assert none["notes"] == (
        "1 node, 1 undertaking belong to no horizon; its day, 2010-01-01, lies before the first horizon begins; overdue: u"
    )


def test_nothing_is_overdue_where_no_day_is_known() -> None:
    tables = {"frameworks": [{"code": "f", "title": "F", "version": "1"}], "horizons": of(TERMS)}
    answer = horizons.ask(Store().fill(tables))
    assert {row["status"] for row in answer.dicts()} == {"undated"}
    assert any("knows no day" in note for note in answer.notes)


def test_release_without_horizons_says_so() -> None:
    assert horizons.ask(Store().fill(REGISTERS)).notes[0] == "No framework here states a horizon."


def test_what_cannot_be_asked_is_told() -> None:
    with pytest.raises(WrongUse, match="no column colour"):
        asked(None, colour="red")

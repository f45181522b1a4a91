from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import trend
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store


def year(number: int, value: Any = None, **cells: Any) -> Row:
    days = {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}
    usual = {"indicator": "i", "place": "HN", "agency": "works", "submission": f"c/works/{number}", "row": 2}
    return FIGURE | usual | days | {"value": None if value is None else Decimal(str(value))} | cells


def asked(
    *figures: Row,
    indicator: Row | None = None,
    revisions: tuple[Row, ...] = (),
    more: dict[str, list[Row]] | None = None,
    **where: str,
) -> list[Row]:
    tables = {
        "indicators": [INDICATOR | {"code": "i", "unit": "wells"} | (indicator or {})],
        "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
        "agencies": [{"code": "works", "name": "Works", "own": True}],
        "figures": list(figures),
        "revisions": list(revisions),
    } | (more or {})
    return trend.ask(Store().fill(tables), **where).dicts()


def test_change_is_told_beside_the_year_before() -> None:
    _, second = asked(year(2015, 40), year(2016, 50))
    assert (second["previous"], second["change"], second["change_percent"]) == (40, 10, 25)
    assert (second["previous_period"], second["moved"]) == ("2015", "risen, which is better")


def test_missing_year_is_a_break_and_never_bridged() -> None:
    _, second = asked(year(2014, 40), year(2016, 50))
    assert (second["previous"], second["change"]) == (None, None)
    assert second["breaks"] == "no value for the year before; the last one ends 2014-12-31"


def test_other_unit_is_a_break_and_not_compared() -> None:
    _, second = asked(year(2015, 40), year(2016, 50, unit="pumps"))
    assert second["change"] is None
    assert second["breaks"] == "the unit was wells and is pumps: not compared"


def test_other_source_of_performance_is_a_break() -> None:
    _, second = asked(year(2015, 40, source="letter"), year(2016, 50, source="system"))
    assert (second["change"], second["breaks"]) == (10, "the source was letter and is system")


def test_restatement_keeps_what_was_said_before() -> None:
    [row] = asked(
        year(2016, 900), revisions=(year(2016, 1000, submission="c/works/1", restated_by="c/works/2016"),)
    )
    assert (row["value"], row["earlier"], row["restatements"]) == (900, "1000", 1)
    assert row["notes"] == "restated by c/works/2016, stated before as 1000"


def test_running_total_that_falls_is_asked_about() -> None:
    _, second = asked(year(2015, 500), year(2016, 480), indicator={"time": "running"})
    assert second["notes"] == "a running total that falls: a correction, or a loss?"


def test_series_is_closed_with_its_activity() -> None:
    pumps = {"code": "pumps", "title": "Pumps", "ends_on": date(2016, 9, 30)}
    first, last = asked(
        year(2015, 40, activity="pumps"), year(2016, 50, activity="pumps"), more={"activities": [pumps]}
    )
    assert first["notes"] is None
    assert last["notes"] == "closed 2016: 50, the activity ended on 2016-09-30"


@pytest.mark.parametrize(
    ("indicator", "place", "year_asked", "notes"),
    [
        ("other", "HN", "2017", "closed 2016: 50, not asked for 2017"),
        ("other", "HN", "2016", None),
        ("i", "HN", "2017", None),
        ("i", "", "2017", None),
        ("i", "SV", "2017", "closed 2016: 50, not asked for 2017"),
    ],
)
def test_series_is_closed_where_its_agency_is_asked_for_it_no_more(
    indicator: str, place: str, year_asked: str, notes: str | None
) -> None:
    call = {"code": "c", "title": "C", "reporting_year": year_asked}
    wanted = {"call": "c", "agency": "works", "indicator": indicator, "place": place, "activity": ""}
    *_, last = asked(year(2015, 40), year(2016, 50), more={"calls": [call], "expected": [wanted]})
    assert last["notes"] == notes


def test_ratio_is_made_of_numerator_and_denominator() -> None:
    ratio = {"measure": "ratio", "counts": None, "per": Decimal(100), "unit": "percent"}
    parts = {"numerator": Decimal(30), "denominator": Decimal(40)}
    _, second = asked(year(2015, 50), year(2016, **parts), indicator=ratio)
    assert (second["value"], second["change"], second["change_percent"]) == (75, 25, 50)


@pytest.mark.parametrize("before", [0, -5])
def test_percent_of_nothing_or_less_is_not_available(before: int) -> None:
    _, second = asked(year(2015, before), year(2016, 5))
    assert (second["change"], second["change_percent"]) == (5 - before, None)


@pytest.mark.parametrize("measure", ["milestone", "text", "change"])
def test_what_is_no_quantity_is_not_compared(measure: str) -> None:
    _, second = asked(year(2015, 1), year(2016, 2), indicator={"measure": measure, "counts": None})
    assert (second["change"], second["notes"]) == (None, f"a {measure} is not compared by a difference")


def test_two_sources_of_context_are_two_series() -> None:
    context = {"kind": "context", "direction": "down"}
    rows = asked(
        *(
            year(n, v, role="context", agency=None, source=s)
            for n, v, s in ((2015, 9, "un"), (2016, 8, "un"), (2016, 7, "who"))
        ),
        indicator=context,
    )
    assert [(row["source"], row["change"]) for row in rows] == [("un", None), ("un", -1), ("who", None)]
    assert rows[1]["moved"] == "fallen, which is better"


def test_state_is_told_where_there_is_no_value() -> None:
    _, second = asked(year(2015, 40), year(2016, state="withheld"))
    assert (second["previous"], second["change"], second["notes"]) == (40, None, "withheld")


def test_unknown_column_is_refused_in_a_sentence() -> None:
    with pytest.raises(WrongUse, match="trend has no column colour"):
        asked(year(2016, 1), colour="red")

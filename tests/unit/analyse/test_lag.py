"""Whose money is behind each result."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import lag
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

HEAD = {"code": "f", "title": "F", "version": "1", "funds_from": "FY2016"}


def result(value: Any, period: str, fund_years: str | None = None, **cells: Any) -> Row:
    """A result of USAID in Honduras."""
    days = Period.parse(period)
    dated = {"period_start": days.start, "period_end": days.end, "fund_years": fund_years}
    return figure("result", value, submission="s", row=2) | dated | cells


def asked(*figures: Row, head: Row = HEAD, indicator: Row | None = None, **where: object) -> list[Row]:
    numbered = [row | {"row": at} for at, row in enumerate(figures, 2)]
    indicators = [INDICATOR | {"code": "i"} | (indicator or {})]
    tables = REGISTERS | {"frameworks": [head], "indicators": indicators, "figures": numbered}
    return lag.ask(Store().fill(tables), **where).dicts()


@pytest.mark.parametrize(
    ("fund_years", "bucket"),
    [
        ("FY2016", "strategy"),
        ("FY2016/FY2018", "strategy"),
        ("FY2015", "prior_year"),
        ("FY2011/FY2015", "prior_year"),
        ("FY2015/FY2016", "mixed"),
        ("fy2016", "strategy"),
        (None, "unknown"),
        ("2011-16", "unknown"),
        ("FY2018/FY2016", "unknown"),
    ],
)
def test_result_is_in_the_bucket_of_its_money(fund_years: str | None, bucket: str) -> None:
    assert [row["bucket"] for row in asked(result(5, "FY2017", fund_years))] == [bucket]


def test_money_of_several_years_that_begins_before_is_one_row() -> None:
    """M31: 22,000 jobs from 2011 to 2016, paid from the years 2011 to 2016."""
    (row,) = asked(result(22000, "2011/2016", "FY2011/FY2016"), view="figures")
    assert (row["value"], row["bucket"], row["several_years"], row["begins_before"]) == (
        22000,
        "mixed",
        True,
        True,
    )
    assert row["notes"] == "several years; begins before the strategy's own money"
    (bucket,) = asked(result(22000, "2011/2016", "FY2011/FY2016"))
    assert (bucket["figures"], bucket["value"], bucket["fund_years"]) == (1, 22000, "FY2011/FY2016")


def test_result_whose_money_nobody_told_is_not_the_strategys() -> None:
    """REQ-033: the jobs of 2011 to 2016 never stand under the strategy's own money."""
    (row,) = asked(result(22000, "2011/2016"))
    assert (row["bucket"], row["begins_before"]) == ("unknown", 1)
    assert "the years of the money behind it are not told" in row["notes"]


def test_framework_that_does_not_say_since_when_leaves_every_bucket_unknown() -> None:
    figures = [result(5, "FY2017", "FY2016"), result(7, "FY2018")]
    tables = REGISTERS | {"indicators": [INDICATOR | {"code": "i"}], "figures": figures}
    answer = lag.ask(Store().fill(tables))
    (row,) = answer.dicts()
    said = "because the framework does not say since when its money counts"
    assert (row["bucket"], row["figures"], row["value"]) == ("unknown", 2, 12)
    assert said in row["notes"]
    assert any(said in note for note in answer.notes)


def test_buckets_add_up_to_all() -> None:
    figures = [
        result(10, "FY2017", "FY2016"),
        result(20, "FY2018", "FY2015"),
        result(30, "FY2019", "FY2015/FY2016"),
        result(40, "FY2020"),
    ]
    told = {
        row["bucket"]: (row["value"], row["of_all_value"], row["figures"], row["of_all"])
        for row in asked(*figures)
    }
    assert told == {
        "strategy": (10, 100, 1, 4),
        "prior_year": (20, 100, 1, 4),
        "mixed": (30, 100, 1, 4),
        "unknown": (40, 100, 1, 4),
    }


@pytest.mark.parametrize(
    ("period", "own_lag", "until"),
    [
        ("FY2016", None, date(2017, 9, 30)),
        ("FY2017-Q3", None, date(2017, 9, 30)),
        ("FY2017", None, None),
        ("FY2017", 24, date(2018, 9, 30)),
        ("FY2018", 24, None),
    ],
)
def test_result_before_its_money_can_show_any_is_too_early(
    period: str, own_lag: int | None, until: date | None
) -> None:
    """The framework declares twelve months; an indicator may declare its own."""
    (row,) = asked(
        result(5, period, "FY2016"),
        head=HEAD | {"lag_months": 12},
        indicator={"lag_months": own_lag},
        view="figures",
    )
    assert row["too_early_until"] == until
    assert (f"too early until {until}" in (row["notes"] or "")) == bool(until)


def test_mixed_money_is_early_as_its_first_year_of_the_strategy_is() -> None:
    (row,) = asked(result(5, "FY2016", "FY2014/FY2018"), head=HEAD | {"lag_months": 12})
    assert (row["too_early"], row["too_early_until"]) == (1, date(2017, 9, 30))


def test_money_of_earlier_years_is_never_too_early() -> None:
    (row,) = asked(result(5, "FY2014", "FY2013"), head=HEAD | {"lag_months": 60})
    assert (row["too_early"], row["too_early_until"]) == (0, None)


def test_lag_that_is_not_declared_is_told_as_such() -> None:
    tables = REGISTERS | {"frameworks": [HEAD], "indicators": [INDICATOR | {"code": "i"}]}
    answer = lag.ask(Store().fill(tables | {"figures": [result(5, "FY2017", "FY2016")]}))
    assert (
        "F: its own money begins with FY2016; how long money takes to show results is not stated."
        in answer.notes
    )


def test_year_that_holds_its_quarters_is_added_once() -> None:
    quarters = [result(3, f"FY2017-Q{n}", "FY2016") for n in (1, 2, 3, 4)]
    (row,) = asked(*quarters, result(11, "FY2017", "FY2016"))
    assert (row["value"], row["figures"], row["added"]) == (11, 5, 1)


def test_parts_of_a_breakdown_are_counted_and_not_added() -> None:
    (row,) = asked(result(5, "FY2017", "FY2016"), result(3, "FY2017", "FY2016", breakdown="sex=f"))
    assert (row["value"], row["figures"], row["added"]) == (5, 2, 1)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"counts": "people", "over_series": "range"}, "people of several series may be the same people"),
        ({"measure": "ratio", "counts": None}, "its values do not add up"),
        ({"time": "stock"}, "its values do not add up over time"),
    ],
)
def test_what_does_not_add_up_is_counted_only(changed: Row, why: str) -> None:
    (row,) = asked(result(5, "FY2017"), result(7, "FY2018"), indicator=changed)
    assert (row["figures"], row["value"], row["no_sum"]) == (2, None, why)
    assert f"not added, because {why}" in row["notes"]


def test_periods_that_overlap_are_not_added() -> None:
    (row,) = asked(result(5, "FY2017"), result(7, "2017"))
    assert (row["value"], row["no_sum"]) == (None, "its periods overlap")


def test_one_figure_stands_for_itself_whatever_it_measures() -> None:
    (row,) = asked(result(5, "FY2017"), indicator={"measure": "ratio", "counts": None})
    assert (row["value"], row["of_all_value"]) == (5, 5)


def test_part_that_is_withheld_makes_the_sum_at_least() -> None:
    hole = result(None, "FY2018", "FY2016", state="withheld")
    (row,) = asked(result(5, "FY2017", "FY2016"), hole)
    assert (row["value"], row["qualifier"], row["without_value"]) == (Decimal(5), "at_least", 1)
    assert "1 told without a value" in row["notes"]


def test_notes_count_what_is_to_be_known() -> None:
    (row,) = asked(result(5, "FY2014"), result(6, "FY2015", "soon"))
    assert row["notes"] == (
        "1 do not tell the years of the money behind them; 1 tell them so that they cannot be read (“soon”; expected: "
        "FY2016 or FY2015/FY2017); 2 began before the strategy's own money"
    )


def test_context_and_targets_are_no_results() -> None:
    assert asked(figure("target", 5), result(5, "FY2017"), indicator={"kind": "context"}) == []


@pytest.mark.parametrize(
    ("where", "said"), [({"view": "pie"}, "has no view pie"), ({"colour": "red"}, "no column colour")]
)
def test_what_cannot_be_asked_is_told(where: dict[str, str], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        asked(**where)

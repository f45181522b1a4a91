"""What a monitoring officer expects of a total at one place and period."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import progress
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Store
from tests.unit.analyse.small import REGISTERS, YEAR, asked, figure

PEOPLE = {"counts": "people", "over_series": "range"}
PERCENT = {"measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)}
DAYS = {"measure": "quantity", "time": "none", "over_series": "none", "direction": "down"}


def test_flow_is_result_over_target() -> None:
    row = asked(figure("result", 80), figure("target", 100, stated_on=date(2016, 9, 1)))
    assert (row["result"], row["target"], row["achievement"]) == (80, 100, 80)
    assert (row["status"], row["target_status"], row["period"]) == ("not_met", "on_time", "FY2017")


def test_achievement_is_like_for_like() -> None:
    row = asked(figure("result", 80), figure("target", 100), figure("result", 50, "inl"))
    assert (row["result"], row["achievement"], row["untargeted_result"]) == (130, 80, 50)
    assert "50 more without target" in row["notes"]


def test_silent_series_leaves_a_hole_with_its_name() -> None:
    row = asked(figure("result", 100), figure("target", 100), figure("target", 100, "inl"))
    assert (row["result"], row["qualifier"], row["achievement"]) == (100, "at_least", 100)
    assert (row["reported"], row["expected"], row["unreported_target"]) == (1, 2, 100)
    assert "at least: 1 not reported (inl)" in row["notes"]


def test_withheld_part_makes_the_sum_at_least() -> None:
    row = asked(figure("result", 12000), figure("result", agency="inl", state="withheld"))
    assert (row["result"], row["qualifier"]) == (12000, "at_least")
    assert "at least: 1 withheld (inl)" in row["notes"]


def test_things_add_and_say_that_nobody_looked_at_overlap() -> None:
    row = asked(figure("result", 10), figure("result", 15, "inl"))
    assert row["result"] == 25
    assert "overlap not examined" in row["notes"]


def test_people_are_a_range_until_somebody_decides() -> None:
    row = asked(figure("result", 500), figure("result", 400, "inl"), indicator=PEOPLE)
    assert (row["result"], row["result_low"], row["result_high"]) == (None, 500, 900)


@pytest.mark.parametrize(("decision", "total"), [("sum", 900), ("max", 500), ("custom", 750)])
def test_people_are_what_was_decided(decision: str, total: int) -> None:
    settled = {
        "indicator": "i",
        "place": "HN",
        "period": "FY2017",
        "decision": decision,
        "value": Decimal(750),
    }
    parts = (figure("result", 500), figure("result", 400, "inl"))
    row = asked(*parts, indicator=PEOPLE, overlaps=[settled])
    assert (row["result"], row["result_low"], row["result_high"]) == (total, None, None)
    assert f"overlap settled: {decision}" in row["notes"]


def test_ratios_pool_numerators_and_denominators() -> None:
    parts = [("45", "50"), ("60", "100"), ("8", "10"), ("190", "200")]
    figures = [
        figure("result", None, "usaid", activity=f"a{n}", numerator=Decimal(over), denominator=Decimal(under))
        for n, (over, under) in enumerate(parts)
    ]
    targets = [figure("target", 85, "usaid", activity=f"a{n}") for n in range(4)]
    row = asked(*figures, *targets, indicator=PERCENT)
    assert row["result"] == Decimal("84.166666667")
    assert (row["result_numerator"], row["result_denominator"], row["target"]) == (303, 360, 85)
    assert row["status"] == "not_met"
    assert "2 of 4 met their own target" in row["notes"]


def test_ratio_without_denominator_is_left_out_and_named() -> None:
    whole = figure("result", None, numerator=Decimal(1), denominator=Decimal(2))
    row = asked(whole, figure("result", 90, "inl"), indicator=PERCENT)
    assert row["result"] == 50
    assert "1 of 2 left out (inl), no numerator and denominator" in row["notes"]


def test_single_bare_ratio_stands_as_reported() -> None:
    row = asked(figure("result", 96), indicator=PERCENT)
    assert row["result"] == 96
    assert "denominator not given" in row["notes"]


def test_ratio_of_too_few_is_not_available() -> None:
    pooled = figure("result", None, numerator=Decimal(1), denominator=Decimal(2))
    bare = [figure("result", 90, agency, activity=f"a{n}") for n, agency in enumerate(["inl", "usaid"])]
    row = asked(pooled, *bare, indicator=PERCENT)
    assert row["result"] is None
    assert "1 of 3 is below the share the framework needs" in row["notes"]


def test_days_of_several_do_not_add_but_tell_who_met_theirs() -> None:
    row = asked(
        figure("result", 82), figure("target", 100), figure("result", 38, "inl"), figure("target", 20, "inl"),
        indicator=DAYS,
    )  # fmt: skip
    assert (row["result"], row["status"], row["achievement"]) == (None, "not_additive", None)
    assert "1 of 2 met their own target" in row["notes"]


def test_level_is_distance_from_the_baseline() -> None:
    before = {"period_start": date(2014, 10, 1), "period_end": date(2015, 9, 30)}
    row = asked(
        figure("result", 82), figure("target", 100), figure("baseline", 278, **before), indicator=DAYS
    )
    assert (row["baseline"], row["baseline_period"]) == (278, "FY2015")
    assert row["achievement"] == Decimal("110.112359551")
    assert row["status"] == "met"


def test_met_needs_no_baseline() -> None:
    row = asked(figure("result", 82), figure("target", 100), indicator=DAYS)
    assert (row["status"], row["achievement"]) == ("met", None)
    assert "base not given" in row["notes"]


def test_base_in_another_unit_is_told_and_not_compared() -> None:
    result, base = figure("result", 2, unit="days"), figure("baseline", 3, unit="weeks")
    row = asked(result, base, indicator=DAYS)
    assert row["baseline"] is None
    assert "base is 3 weeks, not compared" in row["notes"]


def test_later_edition_stands_and_is_never_added() -> None:
    first = figure("result", 1000, as_of=date(2017, 11, 1), maturity="preliminary")
    row = asked(first, figure("result", 900, as_of=date(2018, 11, 1), maturity="revised"))
    assert (row["result"], row["maturity"], row["reported"]) == (900, "revised", 1)


def test_two_sources_that_differ_are_told() -> None:
    row = asked(figure("result", 278, source="s1"), figure("result", 282, source="s2"))
    assert row["result"] == 278
    assert "another source says 282 (s2)" in row["notes"]


def test_late_target_and_revised_target_stand_beside() -> None:
    first = figure("target", 1000, stated_on=date(2016, 9, 1))
    row = asked(first, figure("target", 900, stated_on=date(2017, 3, 1)), figure("result", 900))
    assert (row["target"], row["first_target"], row["target_status"]) == (900, 1000, "late")
    assert "target revised, first stated as 1000" in row["notes"]


def test_life_target_is_on_time_when_stated_before_the_activity() -> None:
    life = {"span": "life", "activity": "roads", "stated_on": date(2015, 9, 1)}
    row = asked(figure("target", 10000, **life))
    assert row["target_status"] == "on_time"


def test_agencies_that_are_not_own_stand_beside() -> None:
    row = asked(figure("result", 100), figure("result", 25, "idb"))
    assert (row["result"], row["beside"], row["reported"]) == (100, "idb 25", 1)


def test_what_was_asked_and_not_answered_is_a_row() -> None:
    call = {"code": "c", "title": "C", "reporting_year": "FY2017"}
    wanted = {"call": "c", "agency": "inl", "indicator": "i", "place": "HN", "activity": ""}
    row = asked(calls=[call], expected=[wanted])
    assert (row["status"], row["expected"], row["period"]) == ("not_reported", 1, "FY2017")


def test_units_that_differ_are_not_added() -> None:
    row = asked(figure("result", 1, unit="kg"), figure("result", 2, "inl", unit="t"))
    assert (row["result"], row["status"]) == (None, "not_additive")
    assert "units differ: neither added nor compared" in row["notes"]


def test_context_stays_out() -> None:
    tables = REGISTERS | {"indicators": [INDICATOR | {"code": "i", "kind": "context"}]}
    store = Store().fill(tables | {"figures": [figure("context", 5, None)]})
    assert list(progress.ask(store).rows) == []


def test_where_keeps_rows_by_any_column() -> None:
    figures = [figure("result", 1), figure("result", 2, period_end=date(2016, 12, 31))]
    store = Store().fill(REGISTERS | {"indicators": [INDICATOR | {"code": "i"}], "figures": figures})
    assert len(progress.ask(store, indicator="i", place="HN", period="FY2017").rows) == 1
    assert len(progress.ask(store, result="2").rows) == 1
    assert list(progress.ask(store, place="SV").rows) == []


def test_where_refuses_an_unknown_column() -> None:
    with pytest.raises(WrongUse, match=r"progress has no column country\. It has indicator, title"):
        progress.ask(Store(), country="HN")


HELD = YEAR | {
    "indicator": "i",
    "place": "HN",
    "agency": "inl",
    "role": "result",
    "submission": "c",
    "row": 4,
}


def test_held_figure_is_a_hole_with_its_reason() -> None:
    row = asked(figure("result", 5), holds=[HELD | {"reason": "ten times; too high"}])
    assert (row["result"], row["qualifier"], row["reported"], row["expected"]) == (5, "at_least", 1, 2)
    assert row["notes"].startswith("at least: 1 held in review (inl); inl held because: ten times, too high")


def test_held_figure_that_was_asked_for_is_one_hole() -> None:
    figures = [figure("result", 5), figure("target", 9, agency="inl")]
    row = asked(*figures, holds=[HELD | {"reason": "too high"}])
    assert (row["qualifier"], row["expected"]) == ("at_least", 2)
    assert "not reported (" not in row["notes"]
    assert "1 held in review (inl)" in row["notes"]


def test_held_restatement_leaves_what_stood_and_no_hole() -> None:
    row = asked(figure("result", 5, agency="inl"), holds=[HELD | {"reason": "too high"}])
    assert (row["result"], row["qualifier"], row["expected"]) == (5, "exact", 1)
    assert "a later figure of inl is held because: too high" in row["notes"]


def test_held_people_leave_the_range_open() -> None:
    people = {"counts": "people", "over_series": "range"}
    figures = [figure("result", 5), figure("result", 3, agency="inl", activity="roads")]
    row = asked(*figures, indicator=people, holds=[HELD | {"reason": "too high"}])
    assert (row["result"], row["result_low"], row["result_high"], row["expected"]) == (None, 5, None, 3)


def test_held_figure_of_an_agency_that_is_not_own_is_no_hole() -> None:
    row = asked(figure("result", 5), holds=[HELD | {"agency": "idb", "reason": "too high"}])
    assert (row["qualifier"], row["expected"]) == ("exact", 1)

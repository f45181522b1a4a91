from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from istmo.kernel.measure import PRESETS, Lateness, Status, achievement, lateness, quotient, status
from istmo.kernel.quantity import Qualifier, Quantity

FLOW = PRESETS["things_delivered"]
PEOPLE = PRESETS["people_reached"]
SHARE = replace(PRESETS["percentage"], direction="up")
DAYS = PRESETS["mean_time"]


@pytest.mark.parametrize(
    ("numerator", "denominator", "per", "told"),
    [
        (Decimal(2), Decimal(3), Decimal(1), "0.666666667"),
        (Decimal(-2), Decimal(3), Decimal(1), "-0.666666667"),
        (Decimal(1), Decimal(2000000000), Decimal(1), "0.000000001"),
        (Decimal(-1), Decimal(2000000000), Decimal(1), "-0.000000001"),
        (Decimal(303), Decimal(360), Decimal(100), "84.166666667"),
        (
            Decimal("99999999999999999999.999999999"),
            Decimal("0.000000001"),
            Decimal(1),
            "99999999999999999999999999999.000000000",
        ),
        (
            Decimal("12345678901234567890.123456789"),
            Decimal(7),
            Decimal(100000),
            "176366841446208112716049.382700000",
        ),
    ],
)
def test_quotient_is_exact_to_nine_decimals(numerator, denominator, per, told):
    assert format(quotient(numerator, denominator, per), "f") == told


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [(None, Decimal(1)), (Decimal(1), None), (Decimal(1), Decimal(0)), (Decimal(0), Decimal(0))],
)
def test_quotient_without_denominator_is_not_available(numerator, denominator):
    assert quotient(numerator, denominator) is None


def test_quotient_rounds_once():
    """0.0000000005 less a trace of 1e-60 is below the half: rounding in two steps would round it up."""
    assert quotient(Decimal("5e-10") - Decimal("1e-29"), Decimal(1)) == Decimal("0E-9")


@pytest.mark.parametrize(
    ("algebra", "result", "target", "baseline", "told", "percent"),
    [
        (FLOW, 80, 100, None, "not_met", "80"),
        (FLOW, 120, 100, None, "met", "120"),
        (FLOW, 5, 0, None, "met", None),
        (SHARE, 80, 85, 80, "not_met", "0"),
        (SHARE, 85, 85, 80, "met", "100"),
        (SHARE, 82, 85, None, "not_met", None),
        (SHARE, 85, 85, 85, "met", None),
        (DAYS, 82, 100, 278, "met", "110.112359551"),
        (DAYS, 38, 20, 40, "not_met", "10"),
        (DAYS, 82, 100, None, "met", None),
        (replace(FLOW, direction="down"), 90, 100, None, "met", "90"),
    ],
)
def test_achievement_like_for_like(algebra, result, target, baseline, told, percent):
    judged = achievement(
        Decimal(result), Decimal(target), None if baseline is None else Decimal(baseline), algebra=algebra
    )
    assert judged.status == told
    assert judged.percent == (None if percent is None else Decimal(percent))


def test_achievement_says_why_there_is_no_percentage():
    assert achievement(Decimal(82), Decimal(85), algebra=SHARE).why is Status.NO_BASELINE
    assert achievement(Decimal(85), Decimal(85), Decimal(85), algebra=SHARE).why is Status.NOT_APPLICABLE
    assert (
        achievement(Decimal(5), Decimal(5), algebra=replace(PRESETS["change"], direction="up")).why
        is Status.NOT_APPLICABLE
    )
    assert achievement(Decimal(5), Decimal(10), algebra=FLOW).why is None


@pytest.mark.parametrize(
    ("result", "target", "algebra", "ended", "told"),
    [
        (Decimal(1), None, FLOW, True, Status.NO_TARGET),
        (None, Decimal(1), FLOW, True, Status.NOT_REPORTED),
        (None, Decimal(1), FLOW, False, Status.TOO_EARLY),
        (None, None, FLOW, True, Status.NO_TARGET),
        (Decimal(1), Decimal(1), PRESETS["context_rate"], True, Status.NOT_APPLICABLE),
        (Decimal(1), Decimal(1), PRESETS["text"], True, Status.NOT_APPLICABLE),
        (Decimal(50), Decimal(100), FLOW, False, Status.ON_THE_WAY),
        (Decimal(100), Decimal(100), FLOW, False, Status.MET),
        (Decimal(90), Decimal(85), SHARE, False, Status.ON_THE_WAY),
        (Decimal(90), Decimal(100), replace(FLOW, direction="down"), False, Status.ON_THE_WAY),
        (Quantity(Decimal(45), qualifier=Qualifier.AT_LEAST), Decimal(50), FLOW, True, Status.CONDITIONAL),
        (Quantity(Decimal(55), qualifier=Qualifier.AT_LEAST), Decimal(50), FLOW, True, Status.MET),
        (Quantity(Decimal(45), qualifier=Qualifier.AT_MOST), Decimal(50), FLOW, True, Status.NOT_MET),
        (Quantity(None, Decimal(750), Decimal(900)), Decimal(800), PEOPLE, True, Status.CONDITIONAL),
        (Quantity(None, Decimal(750), Decimal(900)), Decimal(1000), PEOPLE, True, Status.NOT_MET),
        (Quantity(Decimal(90), Decimal(80), Decimal(120)), Decimal(100), DAYS, True, Status.CONDITIONAL),
        (Quantity(Decimal(110), Decimal(105), Decimal(120)), Decimal(100), DAYS, True, Status.NOT_MET),
    ],
)
def test_status_of_each_kind(result, target, algebra, ended, told):
    assert status(result, target, algebra=algebra, ended=ended) is told


def test_range_without_a_value_has_no_percentage():
    assert (
        achievement(Quantity(None, Decimal(750), Decimal(900)), Decimal(800), algebra=PEOPLE).why
        is Status.CONDITIONAL
    )


def test_every_status_has_words():
    assert len({member.words for member in Status}) == len(Status)
    assert [member.words for member in Lateness] == ["on time", "late", "date unknown"]


@pytest.mark.parametrize(
    ("stated_on", "begins", "told"),
    [
        (date(2018, 9, 10), date(2018, 10, 1), Lateness.ON_TIME),
        (date(2018, 10, 1), date(2018, 10, 1), Lateness.ON_TIME),
        (date(2018, 10, 2), date(2018, 10, 1), Lateness.LATE),
        (None, date(2018, 10, 1), Lateness.UNKNOWN),
        (date(2018, 10, 2), None, Lateness.UNKNOWN),
    ],
)
def test_lateness_by_the_first_day_of_the_period(stated_on, begins, told):
    assert lateness(stated_on, begins) is told

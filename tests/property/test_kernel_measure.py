"""The one division, and judging by it, against slow plain arithmetic."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from istmo.kernel.algebra import PRESETS, Algebra, Counts, Direction, Measure, OverPlaces, OverSeries, Time
from istmo.kernel.measure import Status, achievement, contradictions, for_context, nearest_preset, quotient

NUMBERS = st.decimals(-(10**20), 10**20, places=9, allow_nan=False, allow_infinity=False)
POSITIVE = st.decimals("0.000000001", 10**20, places=9, allow_nan=False, allow_infinity=False)
ALGEBRAS = st.builds(
    Algebra,
    measure=st.sampled_from(Measure),
    counts=st.none() | st.sampled_from(Counts),
    time=st.sampled_from(Time),
    over_places=st.sampled_from(OverPlaces),
    over_series=st.sampled_from(OverSeries),
    direction=st.sampled_from(Direction),
    per=st.none() | st.just(Decimal(100)),
    states=st.sampled_from([(), ("planned", "done")]),
)


def _half_away_from_zero(exact: Fraction) -> Fraction:
    scaled = abs(exact) * 10**9
    size = Fraction(floor(scaled + Fraction(1, 2)), 10**9)
    return size if exact >= 0 else -size


@given(NUMBERS, NUMBERS, st.sampled_from([Decimal(1), Decimal(100), Decimal(100000)]))
def test_quotient_is_the_exact_one_rounded_once(numerator, denominator, per):
    told = quotient(numerator, denominator, per)
    if denominator == 0:
        assert told is None
    else:
        exact = Fraction(per) * Fraction(numerator) / Fraction(denominator)
        assert Fraction(told) == _half_away_from_zero(exact)
        assert told.as_tuple().exponent == -9


@given(NUMBERS, NUMBERS, NUMBERS)
def test_level_at_its_target_is_met_at_a_hundred_percent(target, baseline, result):
    algebra = replace(PRESETS["score"], direction="up")
    at_target = achievement(target, target, baseline, algebra=algebra)
    assert at_target.status is Status.MET
    assert at_target.percent in (None, Decimal(100))
    judged = achievement(result, target, baseline, algebra=algebra)
    assert (judged.status is Status.MET) == (result >= target)
    assert (judged.percent is None) == (target == baseline)


@given(POSITIVE, POSITIVE)
def test_flow_is_met_from_a_hundred_percent(result, target):
    judged = achievement(result, target, algebra=PRESETS["amount"])
    assert judged.status is (Status.MET if result >= target else Status.NOT_MET)
    if judged.status is Status.MET:
        assert judged.percent >= 100


@given(NUMBERS, NUMBERS)
def test_up_and_down_agree_only_at_the_target(result, target):
    up, down = (replace(PRESETS["score"], direction=way) for way in ("up", "down"))
    met = [achievement(result, target, algebra=algebra).status is Status.MET for algebra in (up, down)]
    assert all(met) if result == target else sum(met) == 1


@given(ALGEBRAS)
def test_an_algebra_that_stands_never_adds_what_cannot_be_added(algebra):
    told = contradictions(algebra)
    assert nearest_preset(algebra) in PRESETS
    if not told:
        assert not (algebra.measure in (Measure.SCORE, Measure.CHANGE, Measure.TEXT) and algebra.adds)
        assert not (algebra.counts is Counts.PEOPLE and algebra.over_series is OverSeries.SUM)
        assert (algebra.measure is Measure.RATIO) == (algebra.per is not None)
    assert not for_context(algebra).adds

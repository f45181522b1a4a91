"""The intervals against published tables."""

from decimal import Decimal

import pytest

from istmo.analyse import chance

#: R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven methods,
#: Statistics in Medicine 17 (1998), 873-890, Table II, method 10.
NEWCOMBE = [
    ((56, 70, 48, 80), 0.0524, 0.3339),
    ((9, 10, 3, 10), 0.1705, 0.8090),
    ((6, 7, 2, 7), 0.0582, 0.8062),
    ((5, 56, 0, 29), -0.0381, 0.1926),
    ((0, 10, 0, 20), -0.1611, 0.2775),
    ((0, 10, 0, 10), -0.2775, 0.2775),
    ((10, 10, 0, 20), 0.6791, 1.0000),
    ((10, 10, 0, 10), 0.6075, 1.0000),
]
#: R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods, Statistics in
#: Medicine 17 (1998), 857-872, Table I, method 3 (score without correction).
WILSON = [
    ((81, 263), 0.2553, 0.3662),
    ((15, 148), 0.0624, 0.1605),
    ((0, 20), 0.0000, 0.1611),
    ((1, 29), 0.0061, 0.1718),
]


@pytest.mark.parametrize(("numbers", "low", "high"), NEWCOMBE)
def test_difference_is_that_of_newcombe(numbers: tuple[int, int, int, int], low: float, high: float) -> None:
    found = chance.difference(*numbers, per=Decimal(1))
    assert found.high is not None
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=5.1e-5)


@pytest.mark.parametrize(("numbers", "low", "high"), WILSON)
def test_single_share_is_that_of_newcombe(numbers: tuple[int, int], low: float, high: float) -> None:
    assert chance.wilson(*numbers)[1:] == pytest.approx((low, high), abs=5e-5)


def test_ratio_is_that_of_r() -> None:
    """The example of poisson.test in R's manual: lung cancer in Fredericia beside three other cities, ages 55 to 59."""
    found = chance.ratio(11, Decimal(800), 21, Decimal(3011))
    assert found is not None
    assert (found.estimate, found.low, found.high) == (Decimal("1.971"), Decimal("0.8584"), Decimal("4.277"))
    assert found.holds_no_change


def test_equal_exposure_is_a_ratio_of_counts() -> None:
    found = chance.ratio(9, Decimal(1), 16, Decimal(1))
    assert found is not None
    assert (found.of, found.estimate) == ("ratio of counts", Decimal("0.5625"))


def test_no_event_in_the_base_leaves_the_upper_limit_open() -> None:
    found = chance.ratio(5, Decimal(1), 0, Decimal(1))
    assert found is not None
    assert (found.estimate, found.high, found.holds_no_change) == (None, None, True)


def test_no_event_now_has_the_lower_limit_nought() -> None:
    found = chance.ratio(0, Decimal(1), 20, Decimal(1))
    assert found is not None
    assert (found.estimate, found.low, found.holds_no_change) == (0, 0, False)


def test_nothing_happened_at_all() -> None:
    assert chance.ratio(0, Decimal(1), 0, Decimal(1)) is None


def test_large_counts_keep_their_digits() -> None:
    found = chance.ratio(10**12, Decimal(1), 10**12, Decimal(1))
    assert found is not None
    assert found.estimate == 1
    assert found.holds_no_change


@pytest.mark.parametrize("per", [1, 100, 1000])
def test_difference_is_told_in_units_of_per(per: int) -> None:
    found = chance.difference(56, 70, 48, 80, per=Decimal(per))
    assert found.estimate == Decimal("0.2") * per
    assert ("percentage points" in found.of) == (per == 100)

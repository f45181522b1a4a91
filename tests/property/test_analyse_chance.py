"""The intervals equal those of slow Python that counts every outcome and halves its way to every limit."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.analyse import chance
from tests.oracle import chance as oracle

EVENTS = st.integers(0, 40)
EXPOSURE = st.integers(1, 10_000)
#: What four significant digits leave open.
CLOSE = 6e-4


@settings(deadline=None)
@given(EVENTS, EXPOSURE, EVENTS, EXPOSURE)
def test_ratio_equals_the_oracle(events: int, exposure: int, base: int, base_exposure: int) -> None:
    found = chance.ratio(events, Decimal(exposure), base, Decimal(base_exposure))
    if not events and not base:
        assert found is None
        return
    assert found is not None
    low, high = oracle.ratio(events, exposure, base, base_exposure)
    assert float(found.low) == pytest.approx(low, rel=CLOSE, abs=1e-12)
    assert (found.high is None) == (high is None)
    if found.high is not None and high is not None:
        assert float(found.high) == pytest.approx(high, rel=CLOSE)


@settings(deadline=None)
@given(st.data(), st.integers(1, 400), st.integers(1, 400))
def test_difference_equals_the_oracle(data: st.DataObject, of: int, base_of: int) -> None:
    cases, base = data.draw(st.integers(0, of)), data.draw(st.integers(0, base_of))
    found = chance.difference(cases, of, base, base_of, per=Decimal(100))
    low, high = oracle.difference(cases, of, base, base_of)
    assert float(found.low) == pytest.approx(100 * low, rel=CLOSE, abs=1e-6)
    assert found.high is not None
    assert float(found.high) == pytest.approx(100 * high, rel=CLOSE, abs=1e-6)


@given(EVENTS, EVENTS, st.integers(1, 40))
def test_turning_the_two_round_turns_the_limits_round(events: int, base: int, more: int) -> None:
    one = chance.difference(events, events + more, base, base + more, per=Decimal(1))
    other = chance.difference(base, base + more, events, events + more, per=Decimal(1))
    assert one.high is not None
    assert (one.low, one.high) == (-other.high if other.high is not None else None, -other.low)


@given(EVENTS, EVENTS)
def test_the_estimate_lies_within_its_limits(events: int, base: int) -> None:
    found = chance.ratio(events, Decimal(1), base, Decimal(1))
    if found is not None and found.estimate is not None:
        assert found.low <= found.estimate
        assert found.high is None or found.estimate <= found.high

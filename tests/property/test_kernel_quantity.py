"""Totals keep what is known, whatever the order."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from istmo.kernel.quantity import Maturity, Qualifier, Quantity, plain, total

NUMBERS = st.decimals(min_value=0, max_value=10**20, places=9, allow_nan=False, allow_infinity=False)


@st.composite
def quantities(draw) -> Quantity:
    ends = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    shape = draw(st.sampled_from(["value", "range", "range only", "missing", "low", "high"]))
    value = ends[1] if shape in ("value", "range", "low", "high") else None
    low = ends[0] if shape in ("range", "range only", "low") else None
    high = ends[2] if shape in ("range", "range only", "high") else None
    return Quantity(value, low, high, draw(st.sampled_from(Qualifier)), "t", draw(st.sampled_from(Maturity)))


def _exactly(values) -> Fraction:
    """Python's own sum of decimals keeps 28 digits only."""
    return sum(map(Fraction, values), Fraction(0))


PARTS = st.lists(quantities(), min_size=1, max_size=6)


@given(PARTS, st.randoms(use_true_random=False))
def test_order_of_arrival_never_changes_a_total(parts, rng):
    shuffled = list(parts)
    rng.shuffle(shuffled)
    assert total(shuffled) == total(parts)


@given(PARTS)
def test_total_lies_between_the_sums_of_the_ends(parts):
    told = total(parts)
    low, high = told.bounds()
    lows, highs = [part.bounds()[0] for part in parts], [part.bounds()[1] for part in parts]
    assert Fraction(low) == _exactly(lows)
    assert high is None if None in highs else Fraction(high) == _exactly(highs)


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.integers(1, 3))
def test_a_hole_is_never_hidden(values, holes):
    told = total([*(Quantity(value) for value in values), *[Quantity(None)] * holes])
    assert Fraction(told.value) == _exactly(values)
    assert told.qualifier is Qualifier.AT_LEAST
    assert told.bounds()[1] is None


@given(PARTS)
def test_any_preliminary_part_makes_the_total_preliminary(parts):
    told = {part.maturity for part in parts if not part.is_missing}
    assert (total(parts).maturity is Maturity.PRELIMINARY) == (Maturity.PRELIMINARY in told)


@given(NUMBERS)
def test_plain_text_is_the_number(value):
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)

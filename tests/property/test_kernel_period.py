"""The algebra of periods, over every period that can be written."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.kernel.period import Kind, Period, last_year_ended_by, tiles
from tests.property import of

#: A window within which a period of any length has one before and one after it.
DATES = st.dates(date(1500, 1, 1), date(2400, 12, 31))
MONTH_STARTS = DATES.map(lambda day: day.replace(day=1))


@st.composite
def months(draw) -> Period:
    """Whole months, of any number, so that years, halves and quarters come up as well."""
    first = draw(MONTH_STARTS)
    last = first
    for _ in range(draw(st.sampled_from([1, 2, 3, 6, 9, 12, 18, 24, 36])) - 1):
        last = (last + timedelta(days=32)).replace(day=1)
    return Period(first, (last + timedelta(days=32)).replace(day=1) - timedelta(days=1))


DAYS = st.tuples(DATES, DATES).map(lambda pair: Period(min(pair), max(pair)))
CLOSED = st.one_of(months(), DAYS)
OPEN = st.one_of(DATES.map(lambda day: Period(day, None)), DATES.map(lambda day: Period(None, day)))
ANY = st.one_of(CLOSED, OPEN, st.just(Period(None, None)))


@given(ANY)
def test_code_says_exactly_these_days(period):
    assert Period.parse(period.code) == period


@given(ANY)
def test_code_of_a_code_is_itself(period):
    assert Period.parse(period.code).code == period.code


@given(st.text(alphabet="0123456789-/FYQH. undated", max_size=24))
def test_parse_of_any_text_is_a_period_or_a_value_error(text):
    try:
        period = Period.parse(text)
    except ValueError:
        period = Period(None, None)
    assert Period.parse(period.code) == period


@given(CLOSED)
def test_previous_and_following_touch(period):
    before, after = period.previous(), period.following()
    assert before.end + timedelta(days=1) == period.start
    assert period.end + timedelta(days=1) == after.start


@given(months())
def test_previous_undoes_following_for_whole_months(period):
    assert period.following().previous() == period
    assert period.previous().following() == period


@given(ANY, ANY)
def test_contains_and_overlaps_agree(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)
        if other.contains(one):
            assert (one.start, one.end) == (other.start, other.end)


@given(ANY, ANY, ANY)
def test_contains_is_transitive(one, other, third):
    if one.contains(other) and other.contains(third):
        assert one.contains(third)


@given(CLOSED, st.lists(DATES, max_size=6))
@settings(max_examples=of(60))
def test_any_cut_of_a_period_tiles_it_and_no_piece_can_be_left_out(whole, cuts):
    inner = sorted({day for day in cuts if whole.start < day <= whole.end})
    starts = [whole.start, *inner]
    ends = [day - timedelta(days=1) for day in inner] + [whole.end]
    parts = [Period(start, end) for start, end in zip(starts, ends, strict=True)]
    assert tiles(whole, reversed(parts))
    assert not tiles(whole, parts[1:])
    assert all(whole.contains(part) for part in parts)


@given(DATES)
def test_context_year_is_over_by_the_day_and_the_next_is_not(day):
    year = last_year_ended_by(day)
    assert year.kind is Kind.YEAR
    assert year.end <= day < year.following().end


@given(st.integers(1500, 2400))
def test_fiscal_quarters_tile_the_fiscal_year(number):
    quarters = [Period.parse(f"FY{number}-Q{n}") for n in (1, 2, 3, 4)]
    halves = [Period.parse(f"FY{number}-H{n}") for n in (1, 2)]
    assert tiles(Period.fiscal_year(number), quarters)
    assert tiles(Period.fiscal_year(number), halves)

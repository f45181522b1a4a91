"""Moments are read and told in the call's own zone."""

from datetime import UTC, datetime, timedelta

import pytest

from istmo.collect import timing
from istmo.collect.models import DataCall
from istmo.collect.timing import Phase, Times
from istmo.kernel.problem import WrongUse
from tests.cast import AT

_DUE = datetime(2017, 12, 16, 5, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "last", "moment"),
    [
        ("2017-12-15", "America/Guatemala", True, _DUE),
        ("2017-12-15", "America/Guatemala", False, datetime(2017, 12, 15, 6, tzinfo=UTC)),
        ("2017-12-15 17:00", "UTC", True, datetime(2017, 12, 15, 17, tzinfo=UTC)),
        (" 2017-07-01T09:30 ", "America/New_York", False, datetime(2017, 7, 1, 13, 30, tzinfo=UTC)),
        # Comes twice, at 5:30 and 6:30 UTC: the second is meant.
        ("2017-11-05 01:30", "America/New_York", False, datetime(2017, 11, 5, 6, 30, tzinfo=UTC)),
    ],
)
def test_moment_is_read_in_its_zone(text: str, zone: str, last: bool, moment: datetime) -> None:
    assert timing.moment(text, zone, last=last) == moment


@pytest.mark.parametrize(
    ("text", "zone", "told"),
    [
        ("2017-03-12 02:30", "America/New_York", "clocks go forward"),
        ("in December", "UTC", "is no moment"),
        ("2017-12-15T17:00+02:00", "UTC", "is no moment"),
        ("2017-12-15", "Guatemala", "Did you mean America/Guatemala"),
        ("2017-12-15", "../../etc/passwd", "no time zone"),
        ("2017-12-15", "", "no time zone"),
    ],
)
def test_moment_that_is_none_is_told(text: str, zone: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        timing.moment(text, zone)


def _call(**moments: object) -> DataCall:
    return DataCall(code="c1", title="A call", opened_at=AT, **moments)


def test_told_names_the_zone() -> None:
    call = _call(zone="America/Guatemala")
    assert timing.told(call, _DUE) == "2017-12-15 23:59 (America/Guatemala, UTC-06:00)"
    assert timing.told(_call(), _DUE) == "2017-12-16 05:59 (UTC)"
    assert timing.told(call, None) == ""


def test_phase_goes_from_coming_to_closed() -> None:
    day = timedelta(days=1)
    call = _call(opens_at=AT + day, due_at=AT + 2 * day, closes_at=AT + 3 * day, grace_days=2)
    told = [timing.phase(call, AT + timedelta(hours=hours)) for hours in (0, 25, 49, 73, 120, 121)]
    assert told == [Phase.COMING, Phase.OPEN, Phase.PAST_DUE, Phase.GRACE, Phase.GRACE, Phase.CLOSED]
    assert [timing.takes_answers(call, AT + hours * day) for hours in (0, 1, 5)] == [False, True, True]
    call.closed_at = AT + day
    assert timing.phase(call, AT + day) is Phase.CLOSED


def test_phase_of_a_standing_call_is_open_until_closed_by_hand() -> None:
    call = _call()
    assert call.is_standing
    assert timing.phase(call, AT + timedelta(days=9999)) is Phase.OPEN


def test_grace_ends_at_the_same_hour_by_the_clock() -> None:
    """Over the change of clocks of 5 November 2017 a day of grace has 25 hours."""
    closes = timing.moment("2017-11-04 17:00", "America/New_York")
    call = _call(zone="America/New_York", due_at=closes, closes_at=closes, grace_days=1)
    assert timing.last_moment(call) == closes + timedelta(hours=25)


@pytest.mark.parametrize(
    ("times", "told"),
    [
        (Times(due=AT), "after the opening"),
        (Times(closes=AT + timedelta(1)), "needs a due moment"),
        (Times(due=AT + timedelta(2), closes=AT + timedelta(1)), "before the due moment"),
        (Times(due=AT + timedelta(2), grace_days=3), "follow a closing"),
        (Times(due=AT + timedelta(1), closes=AT + timedelta(1), grace_days=61), "another closing"),
        (Times(zone="Atlantis"), "no time zone"),
    ],
)
def test_times_that_do_not_follow_one_another_are_told(times: Times, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        timing.check(times, AT)

"""Opening calls with their moments and parts, whom they ask, reopening, and what the database refuses."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from istmo.collect import asked, calls, parts, timing
from istmo.collect.calls import NewCall
from istmo.collect.models import Asks, CallPiece, DataCall, Piece
from istmo.collect.parts import Parts
from istmo.collect.timing import Times
from istmo.framework.queries import version as framework
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.people.permissions import NotAllowed
from istmo.spec.architecture import load
from tests.cast import AT, later, write_small

_DAY = timedelta(days=1)


def _new(**more: object) -> NewCall:
    return replace(NewCall("c2", "Second call", framework("small"), "FY2018"), **more)


def test_open_call_keeps_its_moments_and_parts(cast, call) -> None:
    times = Times(AT + _DAY, AT + 30 * _DAY, AT + 40 * _DAY, 5, "America/Guatemala")
    wanted = parts.parts(["results", "baselines"], ["FY2019", "FY2020"], "FY2018")
    opened = calls.open_call(new=_new(times=times, parts=wanted), by=cast.operator, at=AT)
    opened.refresh_from_db()
    assert (opened.opens_at, opened.due_at, opened.grace_days) == (times.opens, times.due, 5)
    assert timing.last_moment(opened) == AT + 45 * _DAY
    assert parts.of(opened) == Parts((Piece.RESULTS, Piece.BASELINES), ("FY2019", "FY2020"))
    assert parts.of(opened).has(Piece.TARGETS)
    assert not parts.of(opened).has(Piece.ROSTER)


def test_a_call_from_before_parts_were_kept_asks_for_the_usual(call) -> None:
    CallPiece.objects.all().delete()
    assert parts.of(call) == Parts()
    assert parts.of(call).has(Piece.ROSTER)


@pytest.mark.parametrize(
    ("pieces", "targets", "told"),
    [
        (["money"], [], "cannot ask for “money”"),
        (["targets"], [], "targets by year"),
        ([], ["FY2018"], "not after FY2018"),
        ([], ["soon"], "cannot be read"),
    ],
)
def test_parts_that_are_none_are_told(pieces: list[str], targets: list[str], told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        parts.parts(pieces, targets, "FY2018")


def test_who_is_in_charge_comes_from_the_framework(cast, call) -> None:
    """INL is named by the indicator `trained`; the activity of USAID stands under no node of the framework."""
    assert calls.in_charge(framework("small"), Asks.PERFORMANCE) == {cast.inl: Asks.PERFORMANCE}
    with pytest.raises(WrongUse, match="name the agencies to ask"):
        calls.in_charge(framework("small"), Asks.NOTHING)


def test_who_carries_an_activity_out_is_in_charge(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    activities = folder / "activities.csv"
    text = activities.read_text("utf-8")
    activities.write_text(text.replace("usaid,SV,,", "usaid,SV,A,"), "utf-8")
    assert asked.in_charge(load(folder), "small", Asks.PERFORMANCE) == ["inl", "usaid"]


def test_reopen_a_closed_call_until_a_new_moment(cast, call) -> None:
    calls.close_call(call=call, by=cast.operator, at=later())
    held = calls.reopen_call(call=call, until=AT + _DAY, reason=" A storm ", by=cast.operator, at=later(2))
    assert timing.takes_answers(held, AT + _DAY)
    assert not timing.takes_answers(held, AT + _DAY + timedelta(seconds=1))
    (event,) = Event.objects.filter(verb="call.reopened")
    assert '"reason":"A storm"' in event.details


def test_reopen_an_open_call_lets_it_last_longer(cast, call) -> None:
    times = Times(due=AT + _DAY, closes=AT + _DAY, grace_days=3)
    opened = calls.open_call(new=_new(times=times), by=cast.operator, at=AT)
    held = calls.reopen_call(call=opened, until=AT + 2 * _DAY, reason="Asked", by=cast.operator, at=later())
    assert (held.closes_at, held.grace_days, held.due_at) == (AT + 2 * _DAY, 0, AT + _DAY)
    assert Event.objects.filter(verb="call.extended").count() == 1


def test_reopen_until_closed_by_hand(cast, call) -> None:
    calls.close_call(call=call, by=cast.operator, at=later())
    held = calls.reopen_call(call=call, until=None, reason="Asked", by=cast.operator, at=later(2))
    assert timing.takes_answers(held, AT + 999 * _DAY)
    with pytest.raises(WrongUse, match="closes by hand only"):
        calls.reopen_call(call=call, until=None, reason="Asked", by=cast.operator, at=later(3))


@pytest.mark.parametrize(("until", "reason", "told"), [(0, "Asked", "is past"), (1, " ", "Say why")])
def test_reopen_refuses(cast, call, until: int, reason: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        calls.reopen_call(call=call, until=AT + until * _DAY, reason=reason, by=cast.operator, at=AT)


def test_who_may_not_open_close_or_reopen(cast, call) -> None:
    for user in (cast.ana, cast.ben, cast.diego, cast.eva):
        with pytest.raises(NotAllowed, match="may not open a data call"):
            calls.open_call(new=_new(), by=user, at=AT)
        with pytest.raises(NotAllowed):
            calls.close_call(call=call, by=user, at=AT)
        with pytest.raises(NotAllowed):
            calls.reopen_call(call=call, until=later(), reason="x", by=user, at=AT)
        with pytest.raises(NotAllowed):
            calls.sent(call=call, agencies=[cast.usaid], by=user, at=AT)


def test_sent_and_opened_are_noted_once(cast, call) -> None:
    for minute in (1, 2):
        calls.sent(call=call, agencies=[cast.usaid], by=cast.operator, at=later(minute))
        usaid, inl = (call.assignments.get(agency=agency) for agency in (cast.usaid, cast.inl))
        calls.opened(assignment=usaid, by=cast.ana, at=later(minute + 5))
        # Nobody of another agency, and no coordinator, opens it in INL's place.
        calls.opened(assignment=inl, by=cast.operator, at=later(minute))
        calls.opened(assignment=inl, by=cast.ana, at=later(minute))
    usaid, inl = (call.assignments.get(agency=agency) for agency in (cast.usaid, cast.inl))
    assert (usaid.sent_at, usaid.opened_at) == (later(1), later(6))
    assert (inl.sent_at, inl.opened_at) == (None, None)
    assert Event.objects.filter(verb="call.sent").count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"due_at": AT},
        {"opens_at": later(9), "due_at": later(8)},
        {"closes_at": later(9)},
        {"due_at": later(9), "closes_at": later(8)},
        {"grace_days": 1},
        {"due_at": later(8), "closes_at": later(9), "grace_days": 61},
        {"zone": ""},
    ],
)
def test_what_no_call_can_be_is_refused_by_the_database(call, broken: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DataCall.objects.filter(pk=call.pk).update(**broken)


@pytest.mark.parametrize(
    ("piece", "year"), [("targets", ""), ("results", "FY2018"), ("money", ""), ("results", "")]
)
def test_what_no_part_can_be_is_refused_by_the_database(call, piece: str, year: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CallPiece.objects.create(call=call, piece=piece, year=year)

"""Reminders: to whom, in which words, once a day, and what becomes of a refused mail."""

from datetime import timedelta

import pytest
from django.core import mail

from istmo.collect import reminders
from istmo.collect.board import Board, board
from istmo.collect.calls import close_call
from istmo.collect.models import DataCall
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event, User
from istmo.people.permissions import NotAllowed
from istmo.people.services import set_language
from tests.cast import AT, later, received


@pytest.fixture
def seen(cast, call) -> Board:
    """A call that was due an hour ago; Ana and Ben can be written to, Carla cannot."""
    DataCall.objects.filter(pk=call.pk).update(due_at=later(), zone="America/Guatemala")
    for code in ("ana", "ben"):
        User.objects.filter(code=code).update(email=f"{code}@example.org")
    return board(DataCall.objects.get(pk=call.pk), later(61), {})


def _remind(cast, seen: Board, at=None, **more):
    return reminders.remind(board=seen, by=cast.operator, at=at or later(61), **more)


def test_reporter_and_approver_are_reminded(cast, seen, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        going = _remind(cast, seen, address="https://istmo.example.org/calls/c1/")
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["ben@example.org"]]
    text = str(mail.outbox[0].body)
    assert "Dear Ana," in text
    assert "It was due on 2017-11-01 03:31 (America/Guatemala, UTC-06:00)." in text
    assert "https://istmo.example.org/calls/c1/" in text
    assert (going.unreached, going.failed) == (["inl"], [])
    (event,) = Event.objects.filter(verb="call.reminded")
    assert "ana" not in event.details.replace("agencies", "")
    assert seen.call.assignments.get(agency=cast.usaid).sent_at == later(61)


def test_reminder_is_in_the_language_of_the_account_or_in_all(cast, seen) -> None:
    set_language(user=cast.ana, language="ES", by=cast.ana, at=AT)
    ana, ben = reminders.plan(seen, later(61)).reminders
    assert (ana.to.code, ana.subject, "Dear" in ana.text) == ("ana", "Recordatorio: First call", False)
    assert "Dear Ben," in ben.text
    assert "Estimado/a Ben" in ben.text or "Estimada" in ben.text or "Ben:" in ben.text
    with pytest.raises(WrongUse, match="There are: en, es"):
        set_language(user=cast.ana, language="fr", by=cast.ana, at=AT)
    with pytest.raises(NotAllowed):
        set_language(user=cast.ben, language="es", by=cast.ana, at=AT)


def test_nobody_is_reminded_twice_on_one_day(cast, seen) -> None:
    _remind(cast, seen)

    def next_round(at, **more):
        return reminders.plan(board(seen.call, at, {}), at, **more)

    assert (next_round(later(90)).today, next_round(later(90)).reminders) == (["usaid"], [])
    assert len(next_round(later(90), again=True).reminders) == 2
    # 9:30 in UTC is 3:30 in Guatemala: the next day there begins 20.5 hours later.
    assert next_round(AT + timedelta(hours=20)).today == ["usaid"]
    assert len(next_round(AT + timedelta(hours=21)).reminders) == 2


def test_who_has_answered_is_left_alone(cast, seen, call) -> None:
    received(call, cast.usaid, cast.ana)
    assert reminders.plan(board(call, later(61), {}), later(61)).reminders == []
    assert _remind(cast, board(call, later(61), {})).reminders == []
    assert not Event.objects.filter(verb="call.reminded").exists()


def test_a_title_of_several_lines_makes_no_second_header(cast, seen) -> None:
    seen.call.title = "Call\nBcc: everybody@example.org"
    (one, _) = reminders.plan(seen, later(61)).reminders
    assert "\n" not in one.subject


def test_a_refused_mail_is_told(cast, seen, monkeypatch, django_capture_on_commit_callbacks) -> None:
    def refuse(self: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        going = _remind(cast, seen)
    assert going.failed == ["ana", "ben"]


def test_remind_refuses(cast, seen, call) -> None:
    with pytest.raises(NotAllowed):
        reminders.remind(board=seen, by=cast.ana, at=later(61))
    close_call(call=call, by=cast.operator, at=later(61))
    with pytest.raises(WrongUse, match="takes no answers"):
        _remind(cast, seen)

"""The event log: one chain, and no way to change it unseen."""

import pytest
from django.db import IntegrityError, transaction

from istmo.people import events
from istmo.people.models import Event, EventHead
from istmo.people.queries import OPERATOR, user
from tests.cast import AT


@pytest.fixture
def log(workspace):
    """Three events after the one that made the workspace."""
    operator = user(OPERATOR)
    return [events.append(verb=f"test.{n}", subject="x", by=operator, at=AT, number=n) for n in range(3)]


def found() -> list[str]:
    return [problem.found for problem in events.verify_chain()]


def test_append_chains_to_the_event_before(log) -> None:
    assert [event.seq for event in log] == [2, 3, 4]
    assert [event.previous for event in log[1:]] == [event.hash for event in log[:2]]
    assert found() == []


def test_append_outside_a_transaction_is_refused(transactional_db) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        events.append(verb="test", subject="", by=None, at=AT)


def test_digest_covers_every_field(log) -> None:
    before = events.digest(log[0])
    for field, other in {
        "verb": "y",
        "subject": "y",
        "details": "{}",
        "previous": "0",
        "seq": 9,
        "user_id": 9,
    }.items():
        event = Event.objects.get(pk=log[0].pk)
        setattr(event, field, other)
        assert events.digest(event) != before, field


def test_verify_chain_names_an_altered_event(log) -> None:
    Event.objects.filter(seq=3).update(subject="y")
    assert found() == ["event 3 (test.1) was altered"]


def test_verify_chain_names_a_missing_event(log) -> None:
    Event.objects.filter(seq=3).delete()
    assert found()[0] == "event 3 is missing: 4 follows 2"


def test_verify_chain_names_an_event_altered_with_its_own_hash(log) -> None:
    event = Event.objects.get(seq=3)
    event.subject = "y"
    Event.objects.filter(seq=3).update(subject="y", hash=events.digest(event))
    assert found() == ["event 4 does not follow the one before it"]


def test_verify_chain_names_a_cut_end(log) -> None:
    Event.objects.filter(seq=4).delete()
    assert found() == ["the log should end with event 4 and ends with 3"]


def test_verify_chain_names_a_lost_head(log) -> None:
    EventHead.objects.all().delete()
    assert found() == ["the log should end with event 0 and ends with 4"]


def test_a_fork_is_refused_by_the_database(log) -> None:
    event = Event.objects.get(seq=4)
    event.pk, event.seq, event.hash = None, 5, "f" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_events_hold_no_names(cast) -> None:
    told = [f"{event.subject} {event.details}" for event in Event.objects.all()]
    assert told
    assert not any("Ana" in text for text in told)

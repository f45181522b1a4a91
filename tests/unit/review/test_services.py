"""Deciding on a submission: every state against every move, and four eyes."""

import pytest
from django.db import IntegrityError, transaction

from istmo.collect.models import State, Version
from istmo.kernel.problem import WrongUse
from istmo.people.events import verify_chain
from istmo.people.models import Event
from istmo.people.services import NewUser, add_user
from istmo.review import queries
from istmo.review.models import Decision, Kind
from istmo.review.services import approve, send_back, take
from tests.cast import AT, received

MOVES = {
    "take": (lambda version, by: take(version=version, by=by, at=AT), State.IN_REVIEW),
    "approve": (lambda version, by: approve(version=version, by=by, at=AT), State.APPROVED),
    "return": (lambda version, by: send_back(version=version, by=by, at=AT, comment="why"), State.RETURNED),
}
ALLOWED = {
    (State.SUBMITTED, "take"),
    (State.SUBMITTED, "approve"),
    (State.SUBMITTED, "return"),
    (State.IN_REVIEW, "approve"),
    (State.IN_REVIEW, "return"),
}


@pytest.fixture
def version(cast, call) -> Version:
    """What Ana submitted."""
    return received(call, cast.usaid, cast.ana)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", State)
def test_move_from_every_state(cast, call, state: State, move: str) -> None:
    version = received(call, cast.usaid, cast.ana, draft=state == State.DRAFT)
    Version.objects.filter(pk=version.pk).update(state=state)
    events = Event.objects.count()
    carry_out, end = MOVES[move]
    if (state, move) in ALLOWED:
        carry_out(version, cast.diego)
        assert Version.objects.get(pk=version.pk).state == end
        assert Event.objects.count() == events + 1
    else:
        with pytest.raises(WrongUse, match="c1/usaid/1"):
            carry_out(version, cast.diego)
        assert Version.objects.get(pk=version.pk).state == state
        assert Event.objects.count() == events
    assert verify_chain() == []


@pytest.mark.parametrize(
    ("person", "may"),
    [("ana", False), ("ben", True), ("carla", False), ("diego", True), ("eva", False), ("operator", False)],
)
def test_approve_by_each_of_the_cast(cast, version: Version, person: str, may: bool) -> None:
    by = getattr(cast, person)
    if may:
        assert approve(version=version, by=by, at=AT).person == by.person
    else:
        with pytest.raises(WrongUse, match=person):
            approve(version=version, by=by, at=AT)
        assert not Decision.objects.exists()


def test_approve_by_another_account_of_the_submitter_is_refused(cast, version: Version) -> None:
    second = add_user(new=NewUser("ana2", "reviewer", same_as=cast.ana), by=cast.operator, at=AT)
    with pytest.raises(WrongUse, match="ana2 belongs to the person who submitted"):
        approve(version=version, by=second, at=AT)
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


def test_approve_by_the_submitter_is_refused_by_the_database(cast, version: Version) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            version=version,
            kind=Kind.APPROVE,
            by=cast.ben,
            person=cast.ana.person,
            submitter=cast.ana.person,
            at=AT,
            raw_sha256=version.raw_sha256,
            problems_sha256=version.problems_sha256,
        )


def test_approve_keeps_the_exact_hashes(cast, version: Version) -> None:
    decision = approve(version=version, by=cast.diego, at=AT, hash_=version.seal[:12], comment="checked")
    assert (decision.raw_sha256, decision.figures_sha256) == (version.raw_sha256, version.figures_sha256)
    assert (decision.submitter, decision.comment) == (cast.ana.person, "checked")
    assert list(queries.approvals()) == [decision]


@pytest.mark.parametrize(("given", "told"), [("f" * 64, "is not"), ("abc", "too short")])
def test_approve_of_another_hash_is_refused(cast, version: Version, given: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        approve(version=version, by=cast.diego, at=AT, hash_=given)


def test_approve_of_a_superseded_version_is_refused(cast, call, version: Version) -> None:
    received(call, cast.usaid, cast.ana, digit="b")
    for carry_out, _ in MOVES.values():
        with pytest.raises(WrongUse, match=r"superseded by c1/usaid/2"):
            carry_out(version, cast.diego)


def test_a_draft_supersedes_nothing(cast, call, version: Version) -> None:
    received(call, cast.usaid, cast.ana, digit="b", draft=True)
    assert approve(version=version, by=cast.diego, at=AT).version == version


def test_return_needs_a_reason_and_keeps_it(cast, version: Version) -> None:
    with pytest.raises(WrongUse, match="Say why"):
        send_back(version=version, by=cast.diego, at=AT, comment="  ")
    send_back(version=version, by=cast.diego, at=AT, comment="row 12 lacks a unit")
    assert version.decision.comment == "row 12 lacks a unit"
    assert not queries.approvals().exists()


def test_two_reviewers_decide_once(cast, version: Version) -> None:
    stale = Version.objects.get(pk=version.pk)
    approve(version=version, by=cast.diego, at=AT)
    with pytest.raises(WrongUse, match="is approved"):
        send_back(version=stale, by=cast.ben, at=AT, comment="late")

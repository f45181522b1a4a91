"""The board: stages, completeness, timeliness, and that its queries do not grow."""

from datetime import timedelta
from pathlib import Path

from istmo.collect import calls, services
from istmo.collect.board import InTime, Stage, board
from istmo.collect.completeness import Counted
from istmo.collect.models import Asks, DataCall, State, Version
from istmo.people.queries import agency
from istmo.people.services import register_agencies
from istmo.review.queries import held_counts
from istmo.review.services import hold
from tests.cast import AT, GOOD, later, received


def _usaid(call: DataCall, at=AT):
    return next(line for line in board(call, at, held_counts(call)).lines if line.agency.code == "usaid")


def test_stages_one_after_another(cast, call) -> None:
    seen = [_usaid(call).stage]
    calls.sent(call=call, agencies=[cast.usaid], by=cast.operator, at=AT)
    seen.append(_usaid(call).stage)
    calls.opened(assignment=call.assignments.get(agency=cast.usaid), by=cast.ana, at=AT)
    seen.append(_usaid(call).stage)
    draft = received(call, cast.usaid, cast.ana, draft=True)
    seen.append(_usaid(call).stage)
    Version.objects.filter(pk=draft.pk).update(late=True)
    seen.append(_usaid(call).stage)
    version = received(call, cast.usaid, cast.ana, digit="b")
    for state in (State.SUBMITTED, State.IN_REVIEW, State.RETURNED, State.APPROVED):
        Version.objects.filter(pk=version.pk).update(state=state)
        seen.append(_usaid(call).stage)
    assert seen == [
        Stage.NOT_SENT,
        Stage.SENT,
        Stage.OPENED,
        Stage.DRAFTED,
        Stage.CAME_LATE,
        Stage.SUBMITTED,
        Stage.IN_REVIEW,
        Stage.RETURNED,
        Stage.APPROVED,
    ]


def test_a_draft_after_a_submission_is_told_beside_it(cast, call) -> None:
    first = received(call, cast.usaid, cast.ana)
    draft = received(call, cast.usaid, cast.ana, digit="b", draft=True)
    line = _usaid(call)
    assert (line.stage, line.version, line.draft) == (Stage.SUBMITTED, first, draft)


def test_what_came_of_what_was_asked_is_counted(cast, call, tmp_path: Path) -> None:
    """USAID is asked for `trained` in El Salvador; INL for that, for Honduras, and for homicide anywhere."""
    file = tmp_path / "figures.csv"
    file.write_text(GOOD, encoding="utf-8")
    version, _ = services.submit(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)
    hold(version=version, figures=["2"], reason="Doubtful", by=cast.diego, at=AT)
    seen = board(call, AT, held_counts(call))
    assert {line.agency.code: line.counted for line in seen.lines} == {
        "inl": Counted(3, 0),
        "usaid": Counted(1, 1),
    }
    assert (seen.asked, seen.answered) == (2, 1)
    assert [line.agency.code for line in seen.missing()] == ["inl"]
    line = seen.line(cast.usaid)
    assert line is not None
    assert (line.stage, line.held) == (Stage.HELD, 1)


def test_in_time_late_and_missing(cast, call) -> None:
    assert _usaid(call).in_time is InTime.STANDING
    DataCall.objects.filter(pk=call.pk).update(due_at=AT + timedelta(days=1))
    call.refresh_from_db()
    assert _usaid(call).in_time is InTime.NOT_DUE
    assert _usaid(call, AT + timedelta(days=2)).in_time is InTime.MISSING
    version = received(call, cast.usaid, cast.ana)
    assert _usaid(call, AT + timedelta(days=2)).in_time is InTime.IN_TIME
    Version.objects.filter(pk=version.pk).update(received_at=AT + timedelta(days=2))
    assert _usaid(call, AT + timedelta(days=2)).in_time is InTime.LATE
    call.assignments.filter(agency=cast.usaid).update(asks=Asks.NOTHING)
    assert _usaid(call).in_time is InTime.NOTHING_DUE


def test_who_is_asked_for_nothing_in_particular_is_never_missing(cast, call) -> None:
    call.assignments.update(asks=Asks.NOTHING)
    seen = board(call, AT, {})
    assert seen.missing() == []
    assert {line.counted for line in seen.lines} == {Counted()}


def test_who_answers_unasked_has_a_line(cast, call) -> None:
    call.assignments.filter(agency=cast.usaid).delete()
    received(call, cast.usaid, cast.ana)
    seen = board(call, AT, {})
    assert (seen.asked, seen.answered, len(seen.lines)) == (1, 0, 2)
    assert _usaid(call).assignment is None


def test_queries_do_not_grow_with_agencies(cast, call, django_assert_num_queries) -> None:
    call = DataCall.objects.select_related("framework__architecture").get(pk=call.pk)
    with django_assert_num_queries(4):
        board(call, AT, held_counts(call))
    register_agencies([(f"a{number}", f"Agency {number}", True, "") for number in range(100)])
    for number in range(100):
        one = agency(f"a{number}")
        call.assignments.create(agency=one, asks=Asks.EVERYTHING)
        if number % 2:
            received(call, one, cast.ana)
    with django_assert_num_queries(4):
        seen = board(call, later(), held_counts(call))
    assert (len(seen.lines), seen.answered) == (102, 50)

"""Nothing to report, questions and their answers, and a note to a successor."""

import pytest
from django.db import IntegrityError, transaction

from istmo.collect import queries, said
from istmo.collect.board import Stage, board
from istmo.collect.calls import close_call
from istmo.collect.models import Declaration
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.people.permissions import NotAllowed
from istmo.review.services import send_back
from tests.cast import AT, later, received


@pytest.fixture
def declare(cast, call):
    """Ana says that USAID has nothing to report."""

    def declared(reason: str = "No program yet", **more):
        told = {"call": call, "agency": cast.usaid, "by": cast.ana, "at": AT} | more
        return said.declare_nothing(reason=reason, **told)

    return declared


def test_nothing_counts_as_an_answer_and_stands_once(cast, call, declare) -> None:
    declaration, new = declare()
    assert (new, declaration.person) == (True, cast.ana.person)
    assert declare() == (declaration, False)
    line = board(call, AT, {}).line(cast.usaid)
    assert line is not None
    assert (line.stage, line.is_answered, line.declaration) == (Stage.NOTHING, True, declaration)
    assert Event.objects.filter(verb="submission.nothing", subject="c1/usaid").count() == 1


def test_nothing_is_withdrawn_by_a_later_submission(cast, call, declare) -> None:
    declare()
    received(call, cast.usaid, cast.ana, draft=True)
    assert queries.declared(call, cast.usaid) is not None
    received(call, cast.usaid, cast.ana, digit="b")
    assert queries.declared(call, cast.usaid) is None
    assert board(call, AT, {}).lines[1].stage is Stage.SUBMITTED


def test_nothing_after_a_return_stands(cast, call, declare) -> None:
    version = received(call, cast.usaid, cast.ana)
    with pytest.raises(WrongUse, match="has submitted c1/usaid/1"):
        declare()
    send_back(version=version, by=cast.ben, at=AT, comment="These are INL's")
    declare()
    assert queries.declared(call, cast.usaid) is not None


def test_nothing_is_refused(cast, call, declare) -> None:
    with pytest.raises(WrongUse, match="Say why"):
        declare(" ")
    with pytest.raises(WrongUse, match="is the most"):
        declare("x" * 4001)
    for user in (cast.carla, cast.diego, cast.eva, cast.operator):
        with pytest.raises(NotAllowed):
            declare(by=user)
    call.assignments.filter(agency=cast.usaid).delete()
    with pytest.raises(WrongUse, match="does not ask usaid"):
        declare()
    assert not Declaration.objects.exists()


def test_nothing_after_the_close_is_refused(cast, call, declare) -> None:
    close_call(call=call, by=cast.operator, at=AT)
    with pytest.raises(WrongUse, match=r"closed on 2017-11-01 09:30 \(UTC\)\. Ask the coordinator"):
        declare()


def test_question_and_answers_are_read_by_all(cast, call) -> None:
    question = said.ask(call=call, agency=cast.usaid, text="Do partners count?", by=cast.ana, at=AT)
    said.answer(question=question, text="No.", by=cast.operator, at=later())
    said.answer(question=question, text="Yes, if paid.", by=cast.operator, at=later(2))
    (one,) = queries.questions(call)
    assert [answer.text for answer in one.answers.all()] == ["No.", "Yes, if paid."]
    assert queries.question(call, question.pk) == question
    with pytest.raises(WrongUse, match="no question 999"):
        queries.question(call, 999)


def test_who_may_not_ask_answer_or_leave_a_note(cast, call) -> None:
    question = said.ask(call=call, agency=cast.usaid, text="Do partners count?", by=cast.ana, at=AT)
    for user in (cast.carla, cast.eva):
        with pytest.raises(NotAllowed):
            said.ask(call=call, agency=cast.usaid, text="?", by=user, at=AT)
        with pytest.raises(NotAllowed):
            said.leave_note(call=call, agency=cast.usaid, text="!", by=user, at=AT)
    for user in (cast.ana, cast.ben, cast.diego):
        with pytest.raises(NotAllowed):
            said.answer(question=question, text="Yes", by=user, at=AT)


def test_note_is_kept(cast, call) -> None:
    note = said.leave_note(call=call, agency=cast.usaid, text="Posts count twice.", by=cast.ana, at=AT)
    assert list(call.notes.all()) == [note]
    with pytest.raises(WrongUse, match="Write the note"):
        said.leave_note(call=call, agency=cast.usaid, text="", by=cast.ana, at=AT)


def test_a_declaration_without_reason_is_refused_by_the_database(declare) -> None:
    declaration, _ = declare()
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=declaration.pk).update(reason="")

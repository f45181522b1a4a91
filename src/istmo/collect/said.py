"""What people say of a call beside figures: nothing to report, questions, answers, a note to who comes after them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect import queries, timing
from istmo.collect.models import Answer, DataCall, Declaration, Note, Question, State
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import Agency, User
from istmo.people.permissions import Permission, require

#: Longer than this is a document, which belongs elsewhere.
LONGEST = 4000


@transaction.atomic
def declare_nothing(
    *, call: DataCall, agency: Agency, reason: str, by: User, at: datetime
) -> tuple[Declaration, bool]:
    """Say that an agency has nothing to report, and why; give the declaration, and whether it is new.

    It counts as an answer until the agency submits something later. WrongUse without a reason, while the call takes no
    answers, for an agency it does not ask, or where the agency has submitted something that was neither returned nor recalled.
    """
    require(by, Permission.SUBMIT, agency)
    text = _text(reason, _("Say why there is nothing to report: in one sentence."))
    held = DataCall.objects.select_for_update().get(pk=call.pk)
    _refuse_outside(held, agency, at)
    last = queries.last_submitted(held, agency)
    if last and last.state not in (State.RETURNED, State.RECALLED):
        raise WrongUse(
            _("%(agency)s has submitted %(version)s. Recall it first, or ask who reviews it to return it.")
            % {"agency": agency, "version": last.code}
        )
    before = queries.declared(held, agency)
    if before and before.reason == text:
        return before, False
    declaration = Declaration(call=held, agency=agency, reason=text, by=by, person=by.person, at=at)
    declaration.after = last.number if last else 0
    declaration.full_clean()
    declaration.save()
    events.append(verb="submission.nothing", subject=f"{held.code}/{agency.code}", by=by, at=at, reason=text)
    return declaration, True


@transaction.atomic
def ask(*, call: DataCall, agency: Agency, text: str, by: User, at: datetime) -> Question:
    """Ask something about a call, for all who report to it to read. WrongUse without a text or for an agency not asked."""
    require(by, Permission.READ_WORK, agency)
    _refuse_unasked(call, agency)
    question = Question(
        call=call, agency=agency, text=_text(text, _("Write the question first.")), by=by, at=at
    )
    question.full_clean()
    question.save()
    events.append(
        verb="call.question", subject=f"{call.code}/{agency.code}", by=by, at=at, number=question.pk
    )
    return question


@transaction.atomic
def answer(*, question: Question, text: str, by: User, at: datetime) -> Answer:
    """Answer a question; a later answer corrects an earlier one. WrongUse without a text."""
    require(by, Permission.OPEN_CALL)
    said = Answer(question=question, text=_text(text, _("Write the answer first.")), by=by, at=at)
    said.full_clean()
    said.save()
    subject = f"{question.call.code}/{question.agency.code}"
    events.append(verb="call.answer", subject=subject, by=by, at=at, question=question.pk, number=said.pk)
    return said


@transaction.atomic
def leave_note(*, call: DataCall, agency: Agency, text: str, by: User, at: datetime) -> Note:
    """Leave a note for whoever answers for an agency next. WrongUse without a text."""
    require(by, Permission.READ_WORK, agency)
    _refuse_unasked(call, agency)
    note = Note(call=call, agency=agency, text=_text(text, _("Write the note first.")), by=by, at=at)
    note.full_clean()
    note.save()
    events.append(verb="call.note", subject=f"{call.code}/{agency.code}", by=by, at=at, number=note.pk)
    return note


def _text(text: str, missing: str) -> str:
    said = text.strip()
    if not said:
        raise WrongUse(missing)
    if len(said) > LONGEST:
        raise WrongUse(
            _("This text has %(many)s characters; %(most)s is the most. Shorten it.")
            % {"many": len(said), "most": LONGEST}
        )
    return said


def _refuse_outside(call: DataCall, agency: Agency, at: datetime) -> None:
    _refuse_unasked(call, agency)
    told = {"call": call.code}
    if since := timing.closed_since(call, at):
        told["since"] = timing.told(call, since)
        raise WrongUse(
            _("The data call %(call)s was closed on %(since)s. Ask the coordinator to open it again.") % told
        )
    if not timing.takes_answers(call, at):
        told["opens"] = timing.told(call, timing.opens(call))
        raise WrongUse(_("The data call %(call)s opens on %(opens)s.") % told)


def _refuse_unasked(call: DataCall, agency: Agency) -> None:
    if call.assignments.exists() and not call.assignments.filter(agency=agency).exists():
        raise WrongUse(
            _("The data call %(call)s does not ask %(agency)s.") % {"call": call.code, "agency": agency.code}
        )

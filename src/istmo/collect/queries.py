"""Reading calls, submissions and their versions."""

import json
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from istmo.collect.models import (
    Assignment,
    DataCall,
    Declaration,
    Question,
    State,
    Submission,
    Version,
)
from istmo.collect.states import OPEN
from istmo.framework import stored
from istmo.kernel.problem import Problem, WrongUse
from istmo.people.models import Agency


def call(code: str) -> DataCall:
    """The data call of that code; WrongUse, naming those there are, if none."""
    found = DataCall.objects.select_related("framework__architecture").filter(code=code).first()
    if found is None:
        codes = list(DataCall.objects.values_list("code", flat=True))
        known = f"Known: {', '.join(codes)}." if codes else "There is none yet: istmo call open."
        raise WrongUse(f"There is no data call “{code}”. {known}")
    return found


def versions() -> QuerySet[Version]:
    """All versions with what names them, in the order they came."""
    return Version.objects.select_related("submission__call", "submission__agency").order_by("pk")


def version(code: str) -> Version:
    """The version `call/agency/number`, or the last one of `call/agency`; WrongUse if there is none."""
    parts = code.split("/")
    if len(parts) not in (2, 3) or (len(parts) == 3 and not parts[2].isdecimal()):
        raise WrongUse(f"“{code}” names no submission: write CALL/AGENCY or CALL/AGENCY/VERSION.")
    found = versions().filter(submission__call__code=parts[0], submission__agency__code=parts[1])
    if len(parts) == 3:
        found = found.filter(number=int(parts[2]))
    last = found.last()
    if last is None:
        raise WrongUse(f"There is no submission “{code}”. See: istmo call status.")
    return last


def last_of(submission: Submission) -> Version | None:
    """The version that came last, drafts included."""
    return versions().filter(submission=submission).last()


def last_submitted(call: DataCall, agency: Agency) -> Version | None:
    """The version of an agency's answer that came last without errors, whatever became of it."""
    found = versions().filter(submission__call=call, submission__agency=agency)
    return found.exclude(state=State.DRAFT).last()


def declared(call: DataCall, agency: Agency) -> Declaration | None:
    """That an agency has nothing to report, where that was the last thing it said."""
    found = Declaration.objects.filter(call=call, agency=agency).order_by("pk").last()
    last = last_submitted(call, agency)
    return found if found and (last is None or last.number <= found.after) else None


def standing_declarations(calls: Iterable[int]) -> list[Declaration]:
    """Of calls, by their numbers in the database: every agency that has nothing to report, where it said that last."""
    submitted = Version.objects.exclude(state=State.DRAFT).filter(
        submission__call=OuterRef("call"), submission__agency=OuterRef("agency"), number__gt=OuterRef("after")
    )
    said = Declaration.objects.filter(~Exists(submitted), call__in=list(calls)).select_related(
        "call", "agency"
    )
    last = {(one.call_id, one.agency_id): one for one in said.order_by("pk")}
    return sorted(last.values(), key=lambda one: (one.call.code, one.agency.code))


def assignment(call: DataCall, agency: str) -> Assignment | None:
    """What a call asks of an agency; None where it asks whoever answers, or somebody else."""
    return next((one for one in assignments(call) if one.agency.code == agency), None)


def asked_of(call: str, agency: str) -> Assignment | None:
    """The same by the codes of both, with the call and its framework: one query for all that a page of an answer needs."""
    found = Assignment.objects.select_related("agency__parent", "call__framework__architecture")
    return found.filter(call__code=call, agency__code=agency).first()


def assignments(call: DataCall) -> list[Assignment]:
    """What a call asks of each agency, read once for this object of the call."""
    with_agencies = Assignment.objects.select_related("agency__parent").order_by("pk")
    prefetch_related_objects([call], Prefetch("assignments", with_agencies))
    return list(call.assignments.all())


def questions(call: DataCall) -> list[Question]:
    """What was asked about a call, with its answers, in the order it was asked."""
    found = Question.objects.filter(call=call).select_related("agency")
    return list(found.prefetch_related("answers"))


def question(call: DataCall, number: int) -> Question:
    """The question of that number about a call; WrongUse if there is none."""
    found = Question.objects.select_related("call", "agency").filter(call=call, pk=number).first()
    if found is None:
        raise WrongUse(f"The data call {call.code} has no question {number}.")
    return found


def superseded_by(version: Version) -> Version | None:
    """The version submitted after this one, if any: then this one waits for nobody."""
    later = versions().filter(submission=version.submission, number__gt=version.number)
    return later.exclude(state=State.DRAFT).first()


def waiting() -> list[Version]:
    """Versions that wait for a decision, in the order they came."""
    return [version for version in versions().filter(state__in=OPEN) if superseded_by(version) is None]


def problems(version: Version) -> list[Problem]:
    """What was found when the version came."""
    raw = stored.vault().path(version.problems_sha256).read_bytes()
    return [Problem.from_json(told) for told in json.loads(raw)]

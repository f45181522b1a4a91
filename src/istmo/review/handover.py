"""What happened to one agency's answer to a call, and why: from the log, the decisions and what was said."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from istmo.collect.models import DataCall, Note, Question, Version
from istmo.people.models import Agency, Event
from istmo.review.models import Decision, Kind, Remark

#: What happens to a call as a whole and concerns everybody it asks.
_OF_ALL = ("call.opened", "call.closed", "call.reopened", "call.extended", "review.steps_set")
#: What happens to some of those it asks; the event names them.
_OF_SOME = ("call.sent", "call.reminded")
#: What was written, by the verb of its event and the number of the version, question, answer or note.
_Texts = dict[tuple[str, int | None], str]
#: Comments, answers and that one is settled are all remarks.
_REMARK = "remark"


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    version: its number, if it was about one; who: the account, of a version who sent it; why: in its person's own words.
    figures: the rows or cells it was about, where it was not about all.
    """

    at: datetime
    verb: str
    version: int | None
    who: str
    why: str
    figures: tuple[str, ...] = ()


def handover(call: DataCall, agency: Agency) -> list[Entry]:
    """Everything in its order, the first thing first."""
    here = f"{call.code}/{agency.code}"
    mine = Q(subject=here) | Q(subject__startswith=f"{here}/")
    whole = Q(subject=call.code, verb__in=(*_OF_ALL, *_OF_SOME))
    texts, senders = _texts(call, agency), _senders(call, agency)
    found = []
    for event in Event.objects.select_related("user").filter(mine | whole).order_by("seq"):
        details = json.loads(event.details)
        if event.verb in _OF_SOME and agency.code not in details.get("agencies", ()):
            continue
        number = event.subject.removeprefix(f"{here}/")
        version = int(number) if number.isdecimal() and event.subject != number else None
        why = details.get("reason") or texts.get(_key(event.verb, details, version), "")
        sent = senders.get(version or 0) if event.verb.startswith("submission.") else None
        found.append(Entry(event.at, event.verb, version, sent or event.user.code, why, _figures(details)))
    return found


def _key(verb: str, details: Mapping[str, Any], version: int | None) -> tuple[str, int | None]:
    """Under what the text of an event stands."""
    if "remark" in details:
        return _REMARK, details["remark"]
    return verb, details.get("number", version)


def _senders(call: DataCall, agency: Agency) -> dict[int, str]:
    """Who sent the versions that somebody else took in, by their numbers."""
    taken_in = Version.objects.filter(submission__call=call, submission__agency=agency, sent_by__isnull=False)
    return dict(taken_in.values_list("number", "sent_by__code"))


def _figures(details: Mapping[str, Any]) -> tuple[str, ...]:
    """The rows or cells that a hold, a waiver or a comment is about, or the steps that were set."""
    told = (details.get("place", ""), *details.get("figures", ()), *details.get("steps", ()))
    return tuple(str(one) for one in told if one)


def _texts(call: DataCall, agency: Agency) -> _Texts:
    """What was written to decisions, comments, questions, answers and notes: in two queries, however much there is."""
    here = {"version__submission__call": call, "version__submission__agency": agency}
    noted = _named(Note.objects.filter(call=call, agency=agency), Value("call.note"), "pk", "text")
    remarks = Remark.objects.filter(**{f"comment__{name}": one for name, one in here.items()})
    decided = Decision.objects.filter(**here)
    verb = Case(When(kind=Kind.APPROVE, then=Value("review.approved")), default=Value("review.returned"))
    written = noted.union(
        _named(remarks, Value(_REMARK), "pk", "text"), _named(decided, verb, "version__number", "comment")
    )
    found: _Texts = {(verb, number): text for verb, number, text in written}
    asked = Question.objects.filter(call=call, agency=agency)
    for number, text, answer, said in asked.values_list("pk", "text", "answers__pk", "answers__text"):
        found |= {("call.question", number): text, ("call.answer", answer): said}
    return found


def _named(
    rows: "QuerySet[Any]", verb: Case | Value, number: str, text: str
) -> "QuerySet[Any, tuple[str, int, str]]":
    """Rows as (verb, number, text)."""
    told = {"told": Cast(verb, TextField()), "which": Cast(number, BigIntegerField()), "said": F(text)}
    named: QuerySet[Any, tuple[str, int, str]] = rows.order_by().annotate(**told).values_list(*told)
    return named

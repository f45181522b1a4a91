"""What happened to one agency's answer to a call, and why: from the log, the decisions and what was said."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from istmo.collect.models import DataCall, Note, Question
from istmo.people.models import Agency, Event
from istmo.review.models import Decision, Kind

#: What happens to a call as a whole and concerns everybody it asks.
_OF_ALL = ("call.opened", "call.closed", "call.reopened", "call.extended")
#: What happens to some of those it asks; the event names them.
_OF_SOME = ("call.sent", "call.reminded")
#: What was written, by the verb of its event and the number of the version, question, answer or note.
_Texts = dict[tuple[str, int], str]


@dataclass(frozen=True)
class Entry:
    """One thing that happened. version: its number, if it was about one; who: the account; why: in its person's own words.

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
    texts = _decided(call, agency) | _said(call, agency)
    found = []
    for event in Event.objects.select_related("user").filter(mine | whole).order_by("seq"):
        details = json.loads(event.details)
        if event.verb in _OF_SOME and agency.code not in details.get("agencies", ()):
            continue
        number = event.subject.removeprefix(f"{here}/")
        version = int(number) if number.isdecimal() and event.subject != number else None
        why = details.get("reason") or texts.get((event.verb, details.get("number", version)), "")
        found.append(Entry(event.at, event.verb, version, event.user.code, why, _figures(details)))
    return found


def _figures(details: Mapping[str, Any]) -> tuple[str, ...]:
    """The rows or cells that a hold or its lifting is about."""
    return tuple(str(one) for one in details.get("figures", ()))


def _decided(call: DataCall, agency: Agency) -> _Texts:
    """What was written to each decision, by the verb of its event and the number of its version."""
    decisions = Decision.objects.filter(
        version__submission__call=call, version__submission__agency=agency
    ).select_related("version")
    verbs = {Kind.APPROVE: "review.approved", Kind.RETURN: "review.returned"}
    return {(verbs[Kind(one.kind)], one.version.number): one.comment for one in decisions}


def _said(call: DataCall, agency: Agency) -> _Texts:
    """The texts of questions, answers and notes, by the verb of their event and their number."""
    asked = Question.objects.filter(call=call, agency=agency)
    found: _Texts = {}
    for number, text, answer, said in asked.values_list("pk", "text", "answers__pk", "answers__text"):
        found |= {("call.question", number): text, ("call.answer", answer): said}
    notes = Note.objects.filter(call=call, agency=agency)
    return found | {("call.note", one.pk): one.text for one in notes}

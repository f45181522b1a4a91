"""Carrying a worked example out through the same services as any face.

Every step may be repeated: one that was done is found done. So a demo that died on the way goes on where it was.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from istmo.cli.example import Call, Example, Held, Overlap, Round, Sent
from istmo.kernel.problem import InputProblem, WrongUse


def steps(example: Example) -> int:
    """How many steps :func:`carry_out` tells where nothing is done yet."""
    return 2 + sum(
        2 + len(one.overlaps) + sum(2 + len(sent.held) for sent in one.sent) for one in example.rounds
    )


def carry_out(example: Example, at: datetime) -> Iterator[str]:
    """Do everything up to the last frozen release in the workspace that is open; each step is told before it is done.

    WrongUse if the workspace holds other things than this example: a demo never mixes with real work.
    """
    _refuse_other_work(example)
    yield "Reading and importing the framework"
    _import(example, at)
    yield "Adding persons"
    _people(example, at)
    for number, one in enumerate(example.rounds, 1):
        if not _frozen(number, last=number == len(example.rounds)):
            yield from _round(one, at)


def _round(one: Round, at: datetime) -> Iterator[str]:
    yield "Opening data calls"
    for call in one.calls:
        _open(call, at)
    for sent in one.sent:
        yield from _answer(sent, at)
    for overlap in one.overlaps:
        yield f"Deciding how {overlap.indicator} of several agencies count in {overlap.place}"
        _settle(overlap, at)
    yield f"Freezing the release “{one.title}”"
    _freeze(one.title, at)


def _answer(sent: Sent, at: datetime) -> Iterator[str]:
    yield f"Submitting {sent.name} for {sent.agency}"
    version = _submit(sent, at)
    for held in sent.held:
        yield f"Holding {', '.join(held.figures)} of {version.code}"
        _hold(version, held, at)
    if sent.returned_because:
        yield f"Returning {version.code} by {sent.decided_by}: {sent.returned_because}"
    else:
        yield f"Approving {version.code} by {sent.decided_by}, another person"
    _decide(version, sent, at)


def _frozen(number: int, *, last: bool) -> bool:
    """Whether the release of a round that others follow is there; the last one is looked through again each time."""
    from istmo.freeze.models import Release

    return not last and Release.objects.filter(number=number).exists()


def _refuse_other_work(example: Example) -> None:
    from istmo.collect.models import DataCall
    from istmo.people.models import User
    from istmo.people.queries import OPERATOR

    people = {OPERATOR, *(person["code"] for person in example.persons)}
    others = DataCall.objects.exclude(code__in=example.calls)
    if others.exists() or User.objects.exclude(code__in=people).exists():
        raise WrongUse("This workspace holds work of its own. Name a new folder: istmo demo DIR")


def _import(example: Example, at: datetime) -> None:
    from istmo.framework.services import import_folder

    import_folder(path=example.folder, by=_user(), at=at)


def _people(example: Example, at: datetime) -> None:
    from istmo.people import queries, services
    from istmo.people.models import User

    for person in example.persons:
        if not User.objects.filter(code=person["code"]).exists():
            new = services.NewUser(
                person["code"], person["role"], person["name"], queries.agency(person["agency"])
            )
            services.add_user(new=new, by=_user(), at=at)


def _open(call: Call, at: datetime) -> None:
    from istmo.collect.models import Asks, DataCall
    from istmo.collect.services import NewCall, open_call
    from istmo.framework.queries import version
    from istmo.people.queries import agency

    if DataCall.objects.filter(code=call.code).exists():
        return
    asks = Asks(call.asks or Asks.PERFORMANCE)
    asked = {agency(code): asks for code in call.agencies}
    new = NewCall(call.code, call.title, version(call.framework), call.reporting_year, asked)
    open_call(new=new, by=_user(), at=at)


def _submit(sent: Sent, at: datetime) -> Any:
    """The version of these files, which may have come before: a later one of the agency does not replace it here."""
    from istmo.collect import deposit, queries, units
    from istmo.collect.deposit import Reading
    from istmo.kernel.problem import has_errors
    from istmo.people.queries import agency

    raw = deposit.raw(sent.files, Reading().limits)
    call, of = queries.call(sent.call), agency(sent.agency)
    known = queries.versions().filter(submission__call=call, submission__agency=of, raw_sha256=raw.sha256)
    version = (
        known.last() or units.submit(call=call, agency=of, files=sent.files, by=_user(sent.by), at=at)[0]
    )
    problems = queries.problems(version)
    if has_errors(problems):
        raise InputProblem(problems)
    return version


def _hold(version: Any, held: Held, at: datetime) -> None:
    from istmo.review.models import Hold
    from istmo.review.services import hold

    if not Hold.objects.filter(version=version, reason=held.reason).exists():
        hold(version=version, figures=held.figures, reason=held.reason, by=_user(held.by), at=at)


def _decide(version: Any, sent: Sent, at: datetime) -> None:
    from istmo.collect.states import OPEN
    from istmo.review import services
    from istmo.review.queries import seal

    by = _user(sent.decided_by)
    if version.state not in OPEN:
        return
    if sent.returned_because:
        services.send_back(version=version, by=by, at=at, comment=sent.returned_because)
    else:
        services.approve(version=version, by=by, at=at, hash_=seal(version))


def _settle(overlap: Overlap, at: datetime) -> None:
    from istmo.review import services
    from istmo.review.models import Settlement

    named = {"indicator": overlap.indicator, "place": overlap.place, "decision": overlap.decision}
    if not Settlement.objects.filter(**named).exists():
        told = services.Overlap(
            overlap.indicator, overlap.place, overlap.period, overlap.decision, overlap.value
        )
        services.settle(overlap=told, reason=overlap.reason, by=_user(overlap.by), at=at)


def _freeze(title: str, at: datetime) -> None:
    from istmo.freeze.services import freeze

    freeze(title=title, by=_user(), at=at)


def _user(code: str = "operator") -> Any:
    from istmo.people.queries import user

    return user(code)

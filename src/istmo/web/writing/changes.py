"""What a draft changes: word for word, with a reason for each; what is wrong with it; its publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from istmo.framework import queries, services
from istmo.framework.services import Reason
from istmo.kernel.problem import InputProblem, Problem, WrongUse, has_errors
from istmo.people.permissions import NotAllowed, Permission, may
from istmo.spec.compare import Change, Comparison
from istmo.spec.folder import CHANGES, FRAMEWORKS
from istmo.spec.pieces import HEAD
from istmo.web.clock import now
from istmo.web.writing import found
from istmo.web.writing.items import address
from istmo.web.writing.page import Desk, on_a_draft, part, show
from istmo.web.writing.words import FIELDS, KINDS, SEVERITIES
from istmo.web.writing.words import Told as Words

_REASON = "reason."
#: So many of the nodes that are gone stand on the page.
_GONE = 100


@dataclass(frozen=True)
class Told:
    """One change as a form shows it: the control of its reason, and what stands in it."""

    framework: str
    number: int
    change: Change
    reason: str

    @property
    def kind(self) -> Words:
        """What kind of change it is."""
        return KINDS.get(self.change.kind, self.change.kind)

    @property
    def field(self) -> Words:
        """Which field of it changed."""
        return FIELDS.get(self.change.field, (self.change.field.replace("_", " "), ""))[0]

    @property
    def control(self) -> str:
        """The name of its control."""
        return f"{_REASON}{self.framework}.{self.number}"


@dataclass(frozen=True)
class Gone:
    """A node of the version before that the draft has no more; said: whether its authors say what became of it."""

    code: str
    title: str
    said: bool
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def changes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every change against the version before; posted to, the reasons that were typed are kept."""
    steps, problems = _compared(desk)
    told = ""
    if request.method == "POST":
        try:
            services.give_reasons(draft=desk.draft, reasons=_typed(request, steps), by=desk.user, at=now())
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
        else:
            messages.success(request, _("The reasons are saved."))
            return redirect("web:draft_changes", desk.draft.pk)
    shown = [(step, part(_told(request, step), request, 60), _gone(desk, step)) for step in steps]
    return show(
        request, desk, "changes.html", 422 if told else 200, steps=shown, problems=problems, told=told,
        without=sum(step.without_reason for step in steps),
    )  # fmt: skip


@require_safe
@on_a_draft
def problems(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything that is wrong with the draft, each at its field."""
    found_now = queries.problems(desk.draft)
    some = part(found_now, request)
    told = [
        (one, SEVERITIES[one.problem.severity], address(desk, one.path, one.item.name) if one.item else "")
        for one in found.of_items(desk, some.rows)
    ]
    return show(request, desk, "problems.html", part=some, told=told, errors=has_errors(found_now))


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def publish(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What will be published and from when on it holds; posted to, it is published."""
    told: list[str] = []
    day = request.POST.get("effective", "")
    if request.method == "POST":
        try:
            versions = services.publish_draft(draft=desk.draft, effective=_day(day), by=desk.user, at=now())
        except NotAllowed:
            raise
        except InputProblem as wrong:
            told = [problem.sentence for problem in wrong.problems]
        except WrongUse as wrong:
            told = [str(wrong)]
        else:
            held = ", ".join(f"{version.code} {version.version}" for version in versions)
            messages.success(request, _("Published: %(versions)s.") % {"versions": held})
            return redirect("web:frameworks")
    steps, problems = _compared(desk)
    changed = [step for step in steps if not step.same]
    return show(
        request, desk, "publish.html", 422 if told else 200, steps=changed, unraised=_unraised(desk, changed),
        problems=problems, told=told, day=day, may_publish=may(desk.user, Permission.PUBLISH_FRAMEWORK),
    )  # fmt: skip


def _unraised(desk: Desk, changed: Sequence[Comparison]) -> list[tuple[str, str, str]]:
    """Title, version and form of each framework that changed and is still called as before: refused until it is not."""
    return [
        (
            step.both.new.head["title"],
            step.both.new.head["version"],
            address(desk, desk.strategy(step.both.new.code), HEAD),
        )
        for step in changed
        if step.both.old.head["version"] == step.both.new.head["version"]
    ]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(_("Say from which day on it holds, such as 2018-10-01.")) from None


def _compared(desk: Desk) -> tuple[list[Comparison], Sequence[Problem]]:
    """The frameworks against the versions before them; none, and why, while the draft has errors."""
    try:
        return queries.compare(desk.draft), ()
    except InputProblem as wrong:
        return [], wrong.problems


def _told(request: HttpRequest, step: Comparison) -> list[Told]:
    code = step.both.new.code
    return [
        Told(code, number, change, request.POST.get(f"{_REASON}{code}.{number}", change.reason))
        for number, change in enumerate(step.changes)
    ]


def _gone(desk: Desk, step: Comparison) -> list[Gone]:
    """What is gone, with the form in which its authors say what became of it, begun as the wording suggests."""
    path = f"{FRAMEWORKS}/{step.both.new.code}/{CHANGES}"
    there = {one.code: one for one in found.items(desk, path) if one.list == "nodes"}
    return [
        Gone(
            code,
            step.both.old.nodes[code]["title"],
            code in there,
            address(desk, path, there[code].name) if code in there else _begun(desk, path, step, code),
        )
        for code in step.gone[:_GONE]
    ]


def _begun(desk: Desk, path: str, step: Comparison, code: str) -> str:
    fate, now = step.suggested(code)
    told = {"path": path, "into": "nodes", "old": code, "fate": fate or "dropped", "new": "\n".join(now)}
    return f"{reverse('web:draft_add', args=[desk.draft.pk])}?{urlencode(told)}"


def _typed(request: HttpRequest, steps: Sequence[Comparison]) -> list[Reason]:
    """The reasons that were typed and are not what they were."""
    return [
        Reason(told.framework, told.change.kind, told.change.code, told.reason.strip(), told.change.field)
        for step in steps
        for told in _told(request, step)
        if told.reason.strip() and told.reason.strip() != told.change.reason
    ]

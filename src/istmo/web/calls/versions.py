"""One version of an answer: every problem in the reporter's own cells, and the file to take along."""

from itertools import groupby
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from istmo.collect import deposit, queries, timing
from istmo.collect.models import State, Version
from istmo.framework import stored
from istmo.kernel.problem import Problem, Where, WrongUse
from istmo.people.permissions import NotAllowed
from istmo.publish import problems
from istmo.web.calls.asked_back import ANCHOR, Typed, answer, asked_back, looked_at
from istmo.web.calls.page import Desk, of, on_a_call, show
from istmo.web.calls.workbook import KIND
from istmo.web.spoken import SEVERITIES, STATES

#: More than these stand in the marked file only: nobody reads a page of them.
_SHOWN = 80


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def version(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """What was found in a version, what is held of it and was said to it; posted to, something of that is answered."""
    found, typed, told = _version(desk, number), Typed(), ""
    if request.method == "POST":
        typed = Typed.of(request)
        try:
            messages.success(request, answer(desk, found, typed))
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
        else:
            return redirect(f"{request.path}#{ANCHOR}")
    return _shown(request, desk, found, typed=typed, told=told)


def _shown(request: HttpRequest, desk: Desk, found: Version, *, typed: Typed, told: str) -> HttpResponse:
    listed = queries.problems(found)
    shown = listed[:_SHOWN]
    name = _("Version %(number)s") % {"number": found.number}
    return show(
        request, desk, "version.html", 422 if told else 200, told=told, typed=typed,
        back=asked_back(desk, found),
        version=found,
        state=STATES[State(found.state)],
        came=timing.told(desk.call, found.received_at),
        expects=any(one.expected or one.why for one in shown),
        comment=found.decision.comment if hasattr(found, "decision") else "",
        later=queries.superseded_by(found),
        groups=[
            (SEVERITIES[severity], severity, [_row(one) for one in some])
            for severity, some in groupby(shown, key=lambda one: one.severity)
        ],
        more=len(listed) - len(shown),
        marked=bool(listed) and deposit.JOINED not in found.filename,
        crumbs=desk.crumbs((name, "")),
    )  # fmt: skip


def _row(problem: Problem) -> tuple[Problem, str, str]:
    """A problem with its cell and the further ones, as the reporter sees them."""
    others = [_cell(place) for place in problem.places[1:]]
    return problem, _cell(problem.where), ", ".join(filter(None, others))


def _cell(where: Where) -> str:
    return f"{where.column}{where.row or ''}"


@require_safe
@on_a_call
def received(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """The bytes as they came."""
    found = _version(desk, number)
    several = deposit.JOINED in found.filename
    return FileResponse(
        stored.vault().path(found.raw_sha256).open("rb"),
        as_attachment=True,
        filename=f"version-{number}.tar" if several else found.filename,
        content_type="application/octet-stream",
    )


@require_safe
@on_a_call
def marked(request: HttpRequest, desk: Desk, number: int) -> HttpResponseBase:
    """The reporter's own file with every problem in its cell and on a sheet of its own."""
    found = _version(desk, number)
    try:
        name, content = _marked(found)
    except WrongUse as wrong:
        messages.error(request, str(wrong))
        return redirect("web:version", desk.call.code, of(desk).code, number)
    answer = HttpResponse(content, content_type=KIND)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _marked(found: Version) -> tuple[str, bytes]:
    if deposit.JOINED in found.filename:
        raise WrongUse(_("Several files came together: their problems are told here only."))
    with stored.scratch() as work:
        path = work / Path(found.filename).name
        path.write_bytes(stored.vault().path(found.raw_sha256).read_bytes())
        ending = ".xlsm" if path.suffix.lower() == ".xlsm" else ".xlsx"
        out = work / f"{path.stem}-marked{ending}"
        problems.give_back(path, queries.problems(found), out, lang=get_language() or "en")
        return out.name, out.read_bytes()


def _version(desk: Desk, number: int) -> Version:
    found = (
        looked_at(queries.versions())
        .select_related("received_by", "sent_by", "submission__agency")
        .filter(submission__call=desk.call, submission__agency=of(desk), number=number)
    )
    version = found.first()
    if version is None:
        raise Http404
    return version

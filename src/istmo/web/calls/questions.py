"""Questions about a call and their answers, read by everybody who reports to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.collect import queries, said
from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency
from istmo.people.permissions import NotAllowed, Permission, may
from istmo.web.calls.page import Desk, on_a_call, show


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def questions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All of them; posted to, one is asked, or one is answered."""
    told, text, to = "", request.POST.get("text", ""), request.POST.get("to", "")
    asking = _asking(desk)
    if request.method == "POST":
        try:
            _said(desk, asking, text, to)
            messages.success(
                request, _("Answered.") if to else _("Asked. Everybody who reports can read it.")
            )
            return redirect("web:call_questions", desk.call.code)
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
    listed = [(one, list(one.answers.all())) for one in queries.questions(desk.call)]
    return show(
        request, desk, "questions.html", 422 if told else 200,
        questions=listed, asking=asking, told=told, text=text, to=to,
        crumbs=desk.crumbs((_("Questions and answers"), "")),
    )  # fmt: skip


def _asking(desk: Desk) -> list[Agency]:
    """The agencies for which this person may ask."""
    asked = desk.call.assignments.select_related("agency__parent").order_by("agency__code")
    return [one.agency for one in asked if may(desk.user, Permission.READ_WORK, one.agency)]


def _said(desk: Desk, asking: list[Agency], text: str, to: str) -> None:
    if to.isdecimal():
        question = queries.question(desk.call, int(to))
        said.answer(question=question, text=text, by=desk.user, at=desk.at)
        return
    if not asking:
        raise WrongUse(_("You act for none of the agencies that this call asks."))
    said.ask(call=desk.call, agency=_for(desk, asking), text=text, by=desk.user, at=desk.at)


def _for(desk: Desk, asking: list[Agency]) -> Agency:
    """The agency a question is asked for: the person's own where it is asked, else the first."""
    return next((one for one in asking if one.pk == desk.user.agency_id), asking[0])

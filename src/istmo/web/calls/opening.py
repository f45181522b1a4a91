"""Opening a call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.collect.calls import open_call, sheets_of
from istmo.kernel.problem import InputProblem, Problem, WrongUse
from istmo.people.permissions import NotAllowed, Permission, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.calls.forms import OpenCall
from istmo.web.calls.usual import usual
from istmo.web.clock import now


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """The form; what keeps the call from being opened is told in it, all at once."""
    user = acting(request)
    try:
        require(user, Permission.OPEN_CALL)
    except NotAllowed as wrong:
        return refused(request, wrong)
    at = now()
    form = OpenCall(request.POST or None, initial={} if request.POST else usual(at), at=at)
    lacking: tuple[Problem, ...] = ()
    if form.is_valid():
        try:
            return _opened(request, form)
        except InputProblem as found:
            lacking = found.problems
        except NotAllowed as wrong:
            return refused(request, wrong)
        except WrongUse as wrong:
            form.add_error(None, str(wrong))
    status = 422 if form.is_bound else 200
    return render(request, "web/calls/open.html", {"form": form, "lacking": lacking}, status=status)


def _opened(request: HttpRequest, form: OpenCall) -> HttpResponse:
    new, at = form.new(), now()
    advised = sheets_of(new, at)
    call = open_call(new=new, by=acting(request), at=at)
    messages.success(request, _("The call is open. Who is asked stands below."))
    for problem in advised[:5]:
        messages.warning(request, problem.sentence)
    return redirect("web:call", call.code)

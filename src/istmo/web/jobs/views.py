"""Work in the background: what I began, how far it is, and what came of it; a release is frozen from here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from istmo.jobs import services
from istmo.jobs.models import OVER, Job, State
from istmo.people.permissions import NotAllowed, Permission, may, require
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.clock import now

_SHOWN = 50
STATES: dict[State, str | Promise] = {
    State.WAITING: gettext_lazy("waiting"),
    State.RUNNING: gettext_lazy("running"),
    State.DONE: gettext_lazy("done"),
    State.FAILED: gettext_lazy("failed"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: HttpRequest) -> HttpResponse:
    """My jobs; posted to, a release is frozen."""
    user, title, told = acting(request), request.POST.get("title", "").strip(), ""
    if request.method == "POST":
        try:
            require(user, Permission.FREEZE)
        except NotAllowed as wrong:
            return refused(request, wrong)
        if title:
            job = services.begin(kind="freeze", about=title, told={"title": title}, by=user, at=now())
            return redirect("web:job", job.pk)
        told = _("Say what the release is called.")
    listed = [_shown(job) for job in services.of(user)[:_SHOWN]]
    shown = {"jobs": listed, "freezes": may(user, Permission.FREEZE), "told": told}
    return render(request, "web/jobs/jobs.html", shown, status=422 if told else 200)


@require_safe
def job(request: HttpRequest, number: int) -> HttpResponse:
    """One of my jobs; the page looks again by itself while it goes on, and may be left."""
    found = services.of(acting(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    return render(request, "web/jobs/job.html", _shown(found))


def _shown(job: Job) -> dict[str, Any]:
    return {
        "job": job,
        "title": _(services.known().get(job.kind, job.kind)),
        "state": STATES[State(job.state)],
        "over": job.state in OVER,
        "leads": _leads(job),
    }


def _leads(job: Job) -> str:
    """The page of what came of a job; empty where nothing did."""
    if not job.result:
        return ""
    if job.kind == "freeze":
        return reverse("web:release-front", args=[job.result])
    return reverse("web:version", args=job.result.split("/"))

"""All frameworks with their versions, and the drafts in which the next ones are written."""

from collections.abc import Sequence
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from istmo.framework import queries, services
from istmo.framework.models import FrameworkVersion
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed, Permission, may
from istmo.spec.pieces import HEAD, Item
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.clock import now
from istmo.web.writing.found import read, titled
from istmo.web.writing.page import Desk, must_see, on_a_draft, show


@require_http_methods(["GET", "HEAD", "POST"])
def frameworks(request: HttpRequest) -> HttpResponse:
    """Versions and drafts; posted to, a draft is begun as the architecture that was published last."""
    user = acting(request)
    title, told = request.POST.get("title", ""), ""
    try:
        must_see(user)
        if request.method == "POST" and title.strip():
            draft = services.begin_draft(title=title, base=queries.latest(), by=user, at=now())
            messages.success(request, _("The draft is begun. What is published stays as it is."))
            return redirect("web:draft", draft.pk)
    except NotAllowed as wrong:
        return refused(request, wrong)
    except WrongUse as wrong:
        told = str(wrong)
    if request.method == "POST":
        told = told or _("Say in a few words what the draft is to become.")
    known = FrameworkVersion.objects.select_related("architecture").order_by("code", "-pk")
    shown = {
        "frameworks": [(code, list(versions)) for code, versions in groupby(known, key=lambda v: v.code)],
        "drafts": list(queries.all_drafts()),
        "writes": may(user, Permission.DRAFT_FRAMEWORK),
        "title": title,
        "told": told,
    }
    return render(request, "web/writing/frameworks.html", shown, status=422 if told else 200)


@require_http_methods(["GET", "HEAD"])
@on_a_draft
def draft(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One draft: what is in it and what can be done."""
    return show(request, desk, "draft.html", summary=[_counted(desk, code) for code in desk.frameworks])


def _counted(desk: Desk, code: str) -> tuple[str, str, int, int]:
    """A framework's code and name, and how many nodes and indicators it has."""
    strategy = read(desk, desk.strategy(code))
    head = next((titled(one) for one in strategy if one.list == HEAD), code)
    return code, head, _count(strategy, "nodes"), _count(read(desk, desk.indicators(code)), "indicators")


def _count(items: Sequence[Item], of: str) -> int:
    return sum(one.list == of for one in items)


@require_POST
@on_a_draft
def drop(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Give the draft up; its editions stay."""
    try:
        services.drop_draft(draft=desk.draft, by=desk.user, at=now())
    except NotAllowed:
        raise
    except WrongUse as wrong:
        messages.error(request, str(wrong))
        return redirect("web:draft", desk.draft.pk)
    messages.success(request, _("The draft is given up. Nothing that is published changed."))
    return redirect("web:frameworks")

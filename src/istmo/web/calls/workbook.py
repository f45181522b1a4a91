"""The workbook of an assignment, made for the agency: what is asked, with last year's values and targets filled in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from istmo.collect import assigned, calls
from istmo.framework import stored
from istmo.freeze.queries import last_folder
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed
from istmo.web.calls.page import Desk, of, on_a_call

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@on_a_call
def workbook(request: HttpRequest, desk: Desk) -> HttpResponse:
    """In the language of the page; `unit` asks for the part of one unit. Whoever reports has then opened it."""
    code = of(desk).code
    try:
        with assigned.asking_of(desk.call, last_folder()) as asking, stored.scratch() as work:
            template = asking.template(
                asking.assignment(code),
                lang=assigned.language(get_language() or "en"),
                unit=request.GET.get("unit", ""),
                at=desk.at,
            )
            written = assigned.write(template, work)
            answer = HttpResponse(written.read_bytes(), content_type=KIND)
    except NotAllowed:
        raise
    except WrongUse as wrong:
        messages.error(request, str(wrong))
        return redirect("web:assignment", desk.call.code, code)
    if desk.asked:
        calls.opened(assignment=desk.asked, by=desk.user, at=desk.at)
    answer["Content-Disposition"] = content_disposition_header(True, written.name) or "attachment"
    return answer

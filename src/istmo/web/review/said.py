"""All comments on a submission, each with its answers and where its figure stands in this version."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.kernel.problem import WrongUse
from istmo.review import comments
from istmo.review.names import names
from istmo.review.threads import Thread, thread, threads
from istmo.web.clock import now
from istmo.web.review.page import Desk, on_a_version, show
from istmo.web.review.words import STANDINGS
from istmo.web.writing.page import part

#: So many comments stand on a page.
_ROWS = 25


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_version
def said(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; posted to, a comment is made, answered or resolved, or what was typed is shown again and why not."""
    told, text, number = "", request.POST.get("text", ""), request.POST.get("number", "")
    if request.method == "POST":
        try:
            messages.success(request, _do(request, desk, number, text))
        except WrongUse as wrong:
            told = str(wrong)
        else:
            return redirect(request.get_full_path())
    known = names(desk.version.submission.call.framework.architecture, get_language() or "en")
    some = part(threads(desk.version), request, _ROWS)
    shown = [
        (one, STANDINGS[one.comment.standing], about(one, known.indicators, known.places))
        for one in some.rows
    ]
    return show(
        request, desk, "comments.html", 422 if told else 200, shown=shown, part=some, asks="", told=told, text=text,
        number=number,
    )  # fmt: skip


def _do(request: HttpRequest, desk: Desk, number: str, text: str) -> str:
    if not number:
        comments.comment(version=desk.version, text=text, by=desk.user, at=now())
        return _("Said.")
    if not number.isdecimal() or len(number) > 15:
        raise WrongUse(_("There is no such comment any more. Look at the page again."))
    asked = thread(int(number), desk.version).comment
    if request.POST.get("do") == "resolve":
        comments.resolve(comment=asked, text=text, by=desk.user, at=now())
        return _("Comment %(number)s is resolved.") % {"number": number}
    comments.answer(comment=asked, text=text, by=desk.user, at=now())
    return _("Answered comment %(number)s.") % {"number": number}


def about(one: Thread, indicators: Mapping[str, str], places: Mapping[str, str]) -> str:
    """Its first figure in words; empty for the whole."""
    for key in one.keys[:1]:
        told = (
            indicators.get(key.indicator, key.indicator),
            places.get(key.place, key.place),
            key.period,
            key.breakdown.replace(";", ", ").replace("=", ": "),
        )
        return ", ".join(part for part in told if part)
    return ""

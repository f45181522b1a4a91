"""Who may pass: stands before every view. Frozen releases are open; all else needs a session that still holds.

Nothing that was typed is lost here: a form that may not pass is shown again, with what was in it and why.
"""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, get_user_model, logout
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _

from istmo.freeze.queries import is_practice
from istmo.people import second_factor, sign_ins
from istmo.people.models import User
from istmo.people.words import ROLES
from istmo.web.clock import now

#: Views over frozen releases: open, unless the workspace is private.
_READING = "istmo.web.reading"
#: The style sheet, which no page is read without.
_SHELL = "istmo.web.shell"
#: Views of signing in, which must be reached without a second factor.
_SIGNING = "allauth."
_STANDING = "istmo.standing"
#: What is never shown again.
_SECRET = ("password", "again", "credential", "token")
#: Of a second factor; the codes of a framework are no secret, and their controls are not called that.
_CODE = "code"
_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")

View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """A view that needs no sign-in, such as the page of an invitation."""
    view.login_required = False  # type: ignore[attr-defined]
    return view


def members_only(view: View) -> View:
    """A view of the reading room that needs sign-in all the same, such as a provisional release."""
    view.login_required = True  # type: ignore[attr-defined]
    return view


class Gate:
    """The middleware: after Django's and allauth's, whose session and user it looks at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """As Django makes it."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and follow a session that got another key on the way, as at a change of password."""
        before = request.session.session_key
        answer = self.get_response(request)
        after = request.session.session_key
        if before and after and before != after and request.user.is_authenticated:
            sign_ins.moved(acting(request), before, after)
        return answer

    def process_view(
        self, request: HttpRequest, view: View, arguments: Sequence[Any], named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None to go on; else the page, or the way, that stands in for the view."""
        told = _ended(request)
        if request.user.is_authenticated:
            told = _changed(request)
        elif _open(view):
            if told:
                messages.warning(request, told)
            return None
        else:
            return _sign_in(request, told)
        return _held(request, view, told)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without our own mark, as after signing in anew in another window: shown again to be sent again.

    Only if it came from one of our own pages; what another site sent is not shown.
    """
    told = _("This form was older than your session. Nothing was saved; look at it and send it again.")
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    ours = urlsplit(sent_from).netloc == request.get_host()
    return (
        kept(request, told, again=ours)
        if ours
        else render(
            request, "web/accounts/kept.html", {"told": told, "fields": [], "again": False}, status=403
        )
    )


def kept(request: HttpRequest, told: str, *, again: bool = False) -> HttpResponse:
    """The form that was posted, with all that was typed and the reason why nothing was saved."""
    fields = [
        (name, one)
        for name, values in request.POST.lists()
        if name.lower() != _CODE and not any(secret in name.lower() for secret in _SECRET)
        for one in values
    ]
    shown = {"told": told, "fields": fields, "again": again, "files": bool(request.FILES)}
    return whole_page(request, render(request, "web/accounts/kept.html", shown, status=403))


def whole_page(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer, so told that htmx, which asked for a part of a page, shows it in place of the whole."""
    if request.headers.get("HX-Request"):
        answer.status_code = 200  # htmx shows nothing of an answer that refuses
        for name, told in (("Retarget", "#main"), ("Reselect", "#main"), ("Reswap", "outerHTML")):
            answer.headers[f"HX-{name}"] = told
    return answer


def _ended(request: HttpRequest) -> str:
    """Ends a session that does not hold any more and says why; empty where there was none, or it holds."""
    if request.user.is_authenticated:
        if request.session.session_key and sign_ins.lasting(
            acting(request), request.session.session_key, now()
        ):
            return ""
        logout(request)
        return _(
            "Your session has ended: nobody used it for an hour, or it was ended elsewhere. Sign in again."
        )
    if SESSION_KEY not in request.session:
        return ""
    number = request.session[SESSION_KEY]
    request.session.flush()
    if get_user_model().objects.filter(pk=number, is_active=False).exists():
        return _("This account was closed while the page was open. Ask the coordinator.")
    return _("Your session has ended. Sign in again.")


def _changed(request: HttpRequest) -> str:
    """What changed for the account since its last page, in a sentence; empty if nothing did."""
    user = acting(request)
    before = request.session.get(_STANDING)
    remember(request, user)
    standing = request.session[_STANDING]
    if before is None or before == standing:
        return ""
    told = {"role": ROLES[user.role]}  # type: ignore[index]
    if before[0] != user.role:
        return _("Your role was changed while the page was open. You are now: %(role)s.") % told
    return _("What your account is limited to was changed while the page was open.")


def remember(request: HttpRequest, user: User) -> None:
    """Keep in the session what the account is; said at signing in, so that no page writes it unless it changes."""
    prefetch_related_objects([user], "scopes")
    scopes = sorted(f"{scope.kind}:{scope.code}" for scope in user.scopes.all())
    standing = [user.role, user.agency_id, scopes]
    if request.session.get(_STANDING) != standing:
        request.session[_STANDING] = standing


def _held(request: HttpRequest, view: View, told: str) -> HttpResponseBase | None:
    """What stops somebody who is signed in: a change to be told before a form is taken, a factor that is missing."""
    if request.method in _SAFE:
        if told:
            messages.warning(request, told)
        return None
    if told:
        return kept(request, f"{told} {_('Nothing was saved yet.')}", again=True)
    if not view.__module__.startswith(_SIGNING) and factor_missing(acting(request)):
        return kept(
            request, _("Your role needs a second factor before it changes anything. Set one up first.")
        )
    return None


def factor_missing(user: User) -> bool:
    """Whether somebody has to set up a second factor first; not in an exercise, where nothing is real."""
    return second_factor.missing(user) and not is_practice()


def _open(view: View) -> bool:
    marked: bool | None = getattr(view, "login_required", None)
    if marked is not None:
        return not marked
    module = view.__module__
    return module.startswith(_SHELL) or (module.startswith(_READING) and not settings.PRIVATE)


def _sign_in(request: HttpRequest, told: str) -> HttpResponse:
    if request.method not in _SAFE:
        return kept(request, told or _("You are not signed in. Nothing was saved."), again=True)
    if told:
        messages.warning(request, told)
    part = bool(request.headers.get("HX-Request"))
    following = urlencode(
        {"next": request.headers.get("HX-Current-URL", "/") if part else request.get_full_path()}
    )
    leads = f"{resolve_url(settings.LOGIN_URL)}?{following}"
    # htmx would show the page of signing in where a part of a page should stand.
    return HttpResponse(headers={"HX-Redirect": leads}) if part else HttpResponseRedirect(leads)


def acting(request: HttpRequest) -> User:
    """The account that is signed in; the gate has seen that one is."""
    user: User = request.user  # type: ignore[assignment]  # the one account model there is
    return user

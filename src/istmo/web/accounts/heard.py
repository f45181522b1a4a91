"""What Django and allauth tell by signals of signing in, passed on to the services that note it."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from istmo.people import second_factor, sign_ins
from istmo.people.models import User
from istmo.web.accounts.gate import remember
from istmo.web.clock import now


def listen() -> None:
    """Connect; again changes nothing."""
    user_logged_in.connect(_signed_in, dispatch_uid="istmo.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="istmo.signed_out")
    for signal, what in (
        (account.password_changed, "password_changed"),
        (factors.authenticator_added, "factor_added"),
        (factors.authenticator_removed, "factor_removed"),
        (factors.authenticator_reset, "recovery_codes_made"),
    ):
        signal.connect(_note(what), weak=False, dispatch_uid=f"istmo.{what}")


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Note the session; sessions that are over are swept away by whoever comes next."""
    at = now()
    Session.objects.filter(expire_date__lt=at).delete()
    if not request.session.session_key:
        request.session.create()
    browser = _browser(request.headers.get("User-Agent", ""))
    remember(request, user)
    sign_ins.begin(user=user, key=request.session.session_key or "", browser=browser, at=at)


def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None and request.session.session_key:
        sign_ins.end(user, request.session.session_key)


def _note(what: str) -> Any:
    def heard(request: HttpRequest, user: User, **_: Any) -> None:
        second_factor.changed(user=user, what=what, at=now())

    return heard


def _browser(told: str) -> str:
    """Browser and system in two words: enough to know one's own again, too little to know anybody else's."""
    names = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {
        "Windows": "Windows",
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Mac OS": "macOS",
    }
    browser = next((name for mark, name in names.items() if mark in told), "")
    system = next((name for mark, name in {**systems, "Linux": "Linux"}.items() if mark in told), "")
    return ", ".join(word for word in (browser, system) if word)

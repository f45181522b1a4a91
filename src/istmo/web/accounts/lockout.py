"""Too many wrong passwords: which account is meant, and a page that says when to try again."""

from collections.abc import Mapping
from hashlib import sha256

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from istmo.people.models import User
from istmo.web.clock import now


def account(request: HttpRequest | None, credentials: Mapping[str, str] | None) -> str:
    """The number of the account meant, told by code or e-mail; of nobody's, the beginning of the text's hash.

    One account is one, by whichever of its names it is tried; and no e-mail is kept outside of `people`.
    """
    told = dict(credentials or {})
    typed = told.get("username") or told.get("email") or told.get("code") or ""
    if not typed and request is not None:
        typed = request.POST.get("login", "")
    typed = str(typed).strip()
    found = User.objects.filter(code__iexact=typed) | User.objects.filter(email=typed.lower(), email__gt="")
    first = found.order_by("pk").values_list("pk", flat=True).first()
    # Nobody's name is counted by itself too: if all were counted as one, whoever is not locked out would be somebody.
    return f"account {first}" if first else f"nobody {sha256(typed.lower().encode()).hexdigest()[:16]}"


def locked(request: HttpRequest, response: object = None, credentials: object = None) -> HttpResponse:
    """The page of an account that is locked out, with the minutes that are left."""
    cool_off = get_cool_off(request)
    named = account(request, credentials if isinstance(credentials, Mapping) else None)
    last = AccessAttempt.objects.filter(username=named).order_by("-attempt_time").first()
    left = last.attempt_time + cool_off - now() if last and cool_off else cool_off
    minutes = max(1, -(-int(left.total_seconds()) // 60)) if left else 1
    return render(request, "web/accounts/locked.html", {"minutes": minutes}, status=429)

"""The own account: what it may do and who may what it may not, its sessions, its tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from istmo.kernel.problem import WrongUse
from istmo.people import permissions, sign_ins
from istmo.people import tokens as keys
from istmo.people.actions import Permission
from istmo.people.matrix import Reach
from istmo.people.models import Role, User
from istmo.people.services import set_language
from istmo.people.shown_once import kept
from istmo.people.words import ACTIONS, REACHES, ROLES, SCOPES
from istmo.web.accounts.forms import Language, NewToken
from istmo.web.accounts.gate import acting, factor_missing
from istmo.web.clock import now


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is, what one may do and not, and who may; where one is signed in."""
    user = acting(request)
    this = kept(request.session.session_key or "")
    shown = {
        "account": user,
        "role": ROLES[Role(user.role)],
        "scopes": [(SCOPES[scope.kind], scope.code) for scope in user.scopes.all()],
        "actions": _actions(user),
        "sessions": [(one, one.sha256 == this) for one in user.sign_ins.all()],
        "factor_missing": factor_missing(user),
        "language_form": Language(initial={"language": user.language}),
        "sees_people": permissions.may(user, Permission.INVITE) or permissions.may(user, Permission.READ_LOG),
        "sees_log": permissions.may(user, Permission.READ_LOG),
    }
    return render(request, "web/accounts/account.html", shown)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """In which language mails come."""
    user = acting(request)
    try:
        set_language(user=user, language=request.POST.get("language", ""), by=user, at=now())
    except WrongUse as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("web:account")


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every other session."""
    ended = sign_ins.end_others(by=acting(request), key=request.session.session_key or "", at=now())
    messages.success(request, _("Sessions ended elsewhere: %(number)s.") % {"number": ended})
    return redirect("web:account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The account's tokens, and a new one, whose secret is shown once."""
    user, at = acting(request), now()
    form = NewToken(user, request.POST or None)
    secret = ""
    if form.is_valid():
        told = form.cleaned_data
        actions = [Permission[name] for name in told["actions"]]
        try:
            _token, secret = keys.make(name=told["name"], actions=actions, days=told["days"], by=user, at=at)
        except WrongUse as refused:
            form.add_error(None, str(refused))
        else:
            form = NewToken(user)
    listed = [
        (token, [ACTIONS[one] for one in Permission if one in keys.actions_of(token)], token.expires_at <= at)
        for token in user.tokens.all()
    ]
    shown = {
        "form": form,
        "tokens": listed,
        "secret": secret,
        "may": permissions.may(user, Permission.MAKE_TOKEN),
    }
    return render(request, "web/accounts/tokens.html", shown)


@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take one token back."""
    try:
        token = keys.revoke(number=number, by=acting(request), at=now())
    except WrongUse as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The token “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("web:tokens")


def _actions(user: User) -> list[tuple[object, bool, object, str]]:
    """(what, whether, how far, who may): for every action there is."""
    found: list[tuple[object, bool, object, str]] = []
    for action in Permission:
        reach = permissions.reach(user, action)
        who = "; ".join(str(ROLES[role]) for role in permissions.roles(action))
        found.append((ACTIONS[action], reach is not Reach.NO, REACHES[reach], who))
    return found

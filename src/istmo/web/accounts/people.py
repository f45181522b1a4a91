"""People: who is there as what, inviting, changing, closing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from istmo.kernel.problem import WrongUse
from istmo.people import links, queries, services
from istmo.people.actions import Permission
from istmo.people.models import Link, Role, User
from istmo.people.permissions import NotAllowed, may, require
from istmo.people.words import ROLES, SCOPES
from istmo.web.accounts.forms import Address, Change, Invite
from istmo.web.accounts.gate import acting
from istmo.web.accounts.mail import address, send_link
from istmo.web.accounts.refused import refused
from istmo.web.clock import now


@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """All accounts, for who may invite or change them, and for the auditor."""
    user = acting(request)
    if not may(user, Permission.READ_LOG):
        try:
            require(user, Permission.INVITE)
        except NotAllowed as wrong:
            return refused(request, wrong)
    listed = [
        (one, ROLES[Role(one.role)], [f"{SCOPES[s.kind]} {s.code}" for s in one.scopes.all()])
        for one in queries.users()
    ]
    shown = {
        "people": listed,
        "may_invite": may(user, Permission.INVITE),
        "may_change": may(user, Permission.CHANGE_ROLE),
    }
    return render(request, "web/accounts/people.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody: the account is opened and a link sent."""
    try:
        require(acting(request), Permission.INVITE)
    except NotAllowed as wrong:
        return refused(request, wrong)
    form = Invite(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        new = services.NewUser(
            told["code"],
            told["role"],
            told["name"],
            told["agency"],
            email=told["email"],
            scopes=told["scopes"],
            language=told["language"],
        )
        try:
            user, secret = links.invite(new=new, by=acting(request), at=now())
        except WrongUse as wrong:
            form.add_error(None, str(wrong))
        else:
            return _sent(request, user, secret)
    return render(request, "web/accounts/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One account: what it is for, to be changed."""
    try:
        require(acting(request), Permission.CHANGE_ROLE)
    except NotAllowed as wrong:
        return refused(request, wrong)
    user = _account(number)
    form = Change(request.POST) if request.method == "POST" else Change.of(user)
    if form.is_valid():
        told = form.cleaned_data
        to = services.Standing(told["role"], told["agency"], told["scopes"])
        try:
            services.change_user(user=user, to=to, by=acting(request), at=now())
        except WrongUse as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("The account %(code)s was changed.") % {"code": user.code})
            return redirect("web:people")
    own = user.pk == request.user.pk or user.role == Role.OPERATOR
    address_form = Address(initial={"email": user.email})
    shown = {
        "account": user,
        "role": ROLES[Role(user.role)],
        "form": form,
        "address_form": address_form,
        "own": own,
    }
    return render(request, "web/accounts/person.html", shown)


@require_POST
def email(request: HttpRequest, number: int) -> HttpResponse:
    """Give an account another e-mail, or none."""
    form, user = Address(request.POST), _account(number)
    try:
        services.set_email(user=user, email=form.data.get("email", ""), by=acting(request), at=now())
    except NotAllowed as wrong:
        return refused(request, wrong)
    except WrongUse as wrong:
        messages.error(request, str(wrong))
        return redirect("web:person", number)
    messages.success(request, _("The account %(code)s was changed.") % {"code": user.code})
    return redirect("web:people")


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an account."""
    return _done(request, number, services.close_account, _("The account %(code)s is closed."))


@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Open a closed account again."""
    return _done(request, number, services.reopen_account, _("The account %(code)s is open again."))


def _done(request: HttpRequest, number: int, service: Callable[..., User], told: str) -> HttpResponse:
    """Do it to the account and say so on the list, or why not."""
    try:
        user = service(user=_account(number), by=acting(request), at=now())
    except WrongUse as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, told % {"code": user.code})
    return redirect("web:people")


@require_POST
def invite_again(request: HttpRequest, number: int) -> HttpResponse:
    """A new link for an account, in place of those before."""
    user = _account(number)
    try:
        secret = links.invite_again(user=user, by=acting(request), at=now())
    except WrongUse as wrong:
        messages.error(request, str(wrong))
        return redirect("web:people")
    return _sent(request, user, secret)


def _sent(request: HttpRequest, user: User, secret: str) -> HttpResponse:
    """The page after an invitation: whether the message left, and the link to pass on where there is no e-mail."""
    left = bool(user.email) and send_link(request, user, Link.Purpose.INVITED, secret)
    shown = {"account": user, "left": left, "address": "" if left else address(request, secret)}
    return render(request, "web/accounts/invited.html", shown)


def _account(number: int) -> User:
    found = queries.users().filter(pk=number).first()
    if found is None:
        raise Http404
    return found

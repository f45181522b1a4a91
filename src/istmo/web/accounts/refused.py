"""The page for who may not: says who may."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from istmo.people.models import User
from istmo.people.permissions import NotAllowed, Permission, roles
from istmo.web.accounts.gate import kept, whole_page

#: So many accounts are named at most.
_NAMED = 5


def refused(request: HttpRequest, told: NotAllowed) -> HttpResponse:
    """403 with the sentence; what was typed is shown again, with who could give the right back that it needs."""
    if request.method == "POST":
        return kept(request, f"{told} {_giving()}".strip())
    return whole_page(request, render(request, "web/accounts/refused.html", {"told": str(told)}, status=403))


def _giving() -> str:
    """Who gives roles and scopes, by account."""
    who = User.objects.filter(role__in=roles(Permission.CHANGE_ROLE), is_active=True).order_by("code")
    named = ", ".join(f"{one.person.name} ({one.code})" for one in who.select_related("person")[:_NAMED])
    return _("If your role or its limits were changed, these can change them back: %(who)s.") % {"who": named}

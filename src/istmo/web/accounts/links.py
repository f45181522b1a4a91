"""One-time links: asking for one, and the page that one opens."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from istmo.kernel.problem import WrongUse
from istmo.people import links
from istmo.people.models import Link, User
from istmo.web.accounts.forms import Forgotten, NewPassword
from istmo.web.accounts.gate import open_to_all
from istmo.web.accounts.mail import send_link
from istmo.web.clock import now


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of a link: who is invited as what, and a password to set. A link that does not open says why."""
    try:
        link = links.opened(secret, now())
    except WrongUse as refused:
        return render(request, "web/accounts/link_refused.html", {"told": str(refused)}, status=410)
    shown = {"link": link, "here": request.path}
    if request.user.is_authenticated and request.user.pk != link.user_id:
        return render(request, "web/accounts/link_other.html", shown, status=403)
    form = NewPassword(request.POST or None)
    if form.is_valid():
        try:
            links.accept(secret=secret, password=form.cleaned_data["password"], at=now())
        except ValidationError as easy:
            form.add_error("password", easy)
        except WrongUse as refused:
            return render(request, "web/accounts/link_refused.html", {"told": str(refused)}, status=410)
        else:
            messages.success(request, _("Your password is set. Sign in with it."))
            return redirect("account_login")
    return render(request, "web/accounts/link.html", {**shown, "form": form})


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether there is such an account or not."""
    form = Forgotten(request.POST or None)
    if not form.is_valid():
        return render(request, "web/accounts/forgotten.html", {"form": form})
    typed = form.cleaned_data["login"].strip()
    named = Q(code__iexact=typed) | Q(email=typed.lower())
    user = User.objects.filter(named, is_active=True).exclude(email="").first()
    if user is not None and not _lately(user):
        secret = links.forgotten(user=user, at=now())
        send_link(request, user, Link.Purpose.FORGOTTEN, secret)
    return render(request, "web/accounts/forgotten_sent.html")


def _lately(user: User) -> bool:
    """Whether a link was made in the last minute: who asks again and again does not fill somebody's mailbox."""
    last = user.links.order_by("-made_at").first()
    return last is not None and (now() - last.made_at).total_seconds() < 60

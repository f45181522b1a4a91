"""Who may see what of a release: the one place where the pages for reading ask what an account may."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from istmo.people.models import User
from istmo.people.permissions import Permission, everywhere, may


def may_see_provisional(request: HttpRequest) -> bool:
    """Whether this account reads what is not published yet."""
    user: User | AnonymousUser = request.user
    return isinstance(user, User) and may(user, Permission.READ_WORK)


def may_see_sensitive(request: HttpRequest) -> bool:
    """Whether figures marked sensitive are shown: a page is shown whole or not, so only to who may see all of them."""
    user: User | AnonymousUser = request.user
    return isinstance(user, User) and everywhere(user, Permission.SEE_SENSITIVE)

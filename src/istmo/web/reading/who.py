"""Who may see what of a release. The one place where the pages for reading ask; accounts answer."""

from django.http import HttpRequest


def may_see_provisional(request: HttpRequest) -> bool:
    """Whether somebody is signed in: what is not published yet is for those who work on it."""
    return bool(getattr(getattr(request, "user", None), "is_authenticated", False))


def may_see_sensitive(request: HttpRequest) -> bool:
    """Whether figures marked sensitive are shown: to nobody, until a role says who may."""
    return False

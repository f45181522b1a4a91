"""What is sent to people: a link, and what it is for."""

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from istmo.people.links import LASTS
from istmo.people.models import Link, User


def address(request: HttpRequest, secret: str) -> str:
    """The whole address of a one-time link."""
    return request.build_absolute_uri(reverse("web:link", args=[secret]))


def send_link(request: HttpRequest, user: User, purpose: Link.Purpose, secret: str) -> bool:
    """Send somebody a link, in the account's language, else in that of the page it was asked from.

    False if the mail server refused.
    """
    shown = {
        "user": user,
        "address": address(request, secret),
        "invited": purpose is Link.Purpose.INVITED,
        "hours": int(LASTS[purpose].total_seconds() // 3600),
    }
    with override(user.language or get_language()):
        text = render_to_string("web/accounts/link_mail.txt", shown)
    subject, _newline, body = text.partition("\n")
    try:
        return bool(send_mail(subject.strip(), body.strip() + "\n", None, [user.email]))
    except OSError:
        return False

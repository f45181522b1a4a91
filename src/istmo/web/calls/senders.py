"""Who sent a file that somebody else takes in: a coordinator, say, to whom it came by mail."""

from django.http import HttpRequest

from istmo.people import queries
from istmo.people.matrix import Reach
from istmo.people.models import User
from istmo.people.permissions import Permission, may, reach
from istmo.web.calls.page import Desk, of


def senders(desk: Desk) -> list[User]:
    """Whose files this person may take in for the agency: who speaks for some agencies only sends the own files."""
    if not desk.submits or reach(desk.user, Permission.SUBMIT) is not Reach.YES:
        return []
    return [
        one
        for one in queries.users()
        if reach(one, Permission.SUBMIT) is not Reach.YES and may(one, Permission.SUBMIT, of(desk))
    ]


def sender(request: HttpRequest) -> User | None:
    """Who was said to have sent it; None: who sends it now. WrongUse if there is no such account."""
    code = request.POST.get("sent_by", "")
    return queries.user(code) if code else None

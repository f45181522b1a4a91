"""Who sent a file that somebody else takes in: a coordinator, say, to whom it came by mail."""

from django.http import HttpRequest

from istmo.people import queries
from istmo.people.models import User
from istmo.people.permissions import Permission, may
from istmo.web.calls.page import Desk, of


def senders(desk: Desk) -> list[User]:
    """Whose files this person may take in for the agency: of those who act for it nobody, else all who may submit for it."""
    if not desk.submits or desk.user.agency_id is not None:
        return []
    return [
        one for one in queries.users().filter(agency__isnull=False) if may(one, Permission.SUBMIT, of(desk))
    ]


def sender(request: HttpRequest) -> User | None:
    """Who was said to have sent it; None: who sends it now. WrongUse if there is no such account."""
    code = request.POST.get("sent_by", "")
    return queries.user(code) if code else None

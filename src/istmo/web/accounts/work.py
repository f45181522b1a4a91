"""Where somebody's work begins, by what the account may do: where signing in leads."""

from datetime import datetime

from django.urls import reverse

from istmo.collect.own import own, running
from istmo.people.models import User
from istmo.people.permissions import Permission, may


def begins(user: User, at: datetime) -> str:
    """The address: the board for who runs calls, the queue for who decides, what is asked of one for who reports.

    Where there is not exactly one board, or one answer that waits: the list of them. Who does nothing of that reads
    releases.
    """
    if may(user, Permission.OPEN_CALL):
        calls = running(at)
        return reverse("web:call", args=[calls[0].code]) if len(calls) == 1 else reverse("web:calls")
    if may(user, Permission.DECIDE):
        return reverse("web:review")
    if may(user, Permission.SUBMIT):
        found = own(user, at)
        waiting = [one for one in found if one.waits] or found
        if len(waiting) != 1:
            return reverse("web:calls")
        asked = waiting[0].assignment
        return reverse("web:assignment", args=[asked.call.code, asked.agency.code])
    return reverse("web:releases")

"""The browsers in which an account is signed in: how long, how many, and ending them."""

from datetime import datetime, timedelta

from django.db import transaction

from istmo.people import events, shown_once
from istmo.people.models import SignIn, User

#: How long a session lasts that nobody uses, and how long at most.
IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
#: How many sessions an account may have; one more ends the one that was used least lately.
MOST = 5
_MINUTE = timedelta(minutes=1)


@transaction.atomic
def begin(*, user: User, key: str, browser: str, at: datetime) -> SignIn:
    """Note that an account signed in, in the session `key`; sessions above the limit end."""
    began = SignIn(user=user, sha256=shown_once.kept(key), browser=browser[:120], began_at=at, seen_at=at)
    began.full_clean()
    began.save()
    kept = list(user.sign_ins.order_by("-seen_at", "-pk").values_list("pk", flat=True)[:MOST])
    user.sign_ins.exclude(pk__in=kept).delete()
    events.append(verb="account.signed_in", subject=str(user.pk), by=user, at=at)
    return began


def lasting(user: User, key: str, at: datetime) -> bool:
    """Whether the session `key` of this account still lasts; notes, once a minute, that it was used."""
    found = SignIn.objects.filter(user=user, sha256=shown_once.kept(key)).first()
    if found is None:
        return False
    if at - found.seen_at >= IDLE or at - found.began_at >= LONGEST:
        found.delete()
        return False
    if at - found.seen_at >= _MINUTE:
        SignIn.objects.filter(pk=found.pk).update(seen_at=at)
    return True


def moved(user: User, before: str, after: str) -> None:
    """The session got another key, as it does when the password changes."""
    SignIn.objects.filter(user=user, sha256=shown_once.kept(before)).update(sha256=shown_once.kept(after))


def end(user: User, key: str) -> None:
    """Forget a session that was signed out."""
    SignIn.objects.filter(user=user, sha256=shown_once.kept(key)).delete()


@transaction.atomic
def end_others(*, by: User, key: str, at: datetime) -> int:
    """End every session of the own account but this one; how many there were."""
    ended, _ = by.sign_ins.exclude(sha256=shown_once.kept(key)).delete()
    events.append(verb="account.signed_out_elsewhere", subject=str(by.pk), by=by, at=at, sessions=ended)
    return ended

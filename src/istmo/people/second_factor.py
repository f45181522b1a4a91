"""Whether an account has a second factor besides its password, whether its role needs one, and taking it away.

What a factor is made of stands in allauth's tables, which only sign-in reads.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from istmo.people import events
from istmo.people.matrix import needs
from istmo.people.models import Role, User
from istmo.people.permissions import Permission, require


def needed(user: User) -> bool:
    """Whether this account's role needs one before it writes anything (roles.csv)."""
    return needs()[Role(user.role)].second_factor


def there(user: User) -> bool:
    """Whether the account has one; recovery codes alone are none."""
    return bool(_of(user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def missing(user: User) -> bool:
    """Whether the account's role needs one and it has none."""
    return needed(user) and not there(user)


@transaction.atomic
def take_away(*, user: User, by: User, at: datetime) -> int:
    """Take away the second factors of somebody who lost them all; how many there were. Sessions of the account end."""
    require(by, Permission.CHANGE_ROLE)
    taken: int = _of(user).delete()[0]
    user.sign_ins.all().delete()
    events.append(verb="account.second_factor_taken_away", subject=str(user.pk), by=by, at=at, factors=taken)
    return taken


@transaction.atomic
def changed(*, user: User, what: str, at: datetime) -> None:
    """Tell the log that an account changed how it signs in; `what` is `factor_added`, `password_changed` …"""
    events.append(verb=f"account.{what}", subject=str(user.pk), by=user, at=at)


def _of(user: User):  # type: ignore[no-untyped-def]  # allauth has no types
    return Authenticator.objects.filter(user=user)

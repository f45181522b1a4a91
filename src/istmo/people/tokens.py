"""API tokens: a program acts for an account, in some of its actions, until a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.kernel.problem import WrongUse
from istmo.people import events, permissions, shown_once
from istmo.people.models import Agency, Token, User
from istmo.people.permissions import NotAllowed, Permission, require
from istmo.people.words import ACTIONS

#: With it a token that was published by mistake is found by those who look for secrets.
PREFIX = "istmo_"
#: The longest a token may last, in days.
LONGEST = 365
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Bearer:
    """Who a token speaks for, and in which actions."""

    user: User
    actions: frozenset[Permission]

    def require(
        self,
        permission: Permission,
        agency: Agency | None = None,
        *,
        place: Sequence[str] = (),
        node: Sequence[str] = (),
    ) -> None:
        """NotAllowed unless both the token and its account may do it."""
        if permission not in self.actions:
            told = {"who": self.user.code, "what": ACTIONS[permission]}
            raise NotAllowed(_("This token of %(who)s was not made to %(what)s.") % told)
        require(self.user, permission, agency, place=place, node=node)


@transaction.atomic
def make(*, name: str, actions: Sequence[Permission], days: int, by: User, at: datetime) -> tuple[Token, str]:
    """Make a token for the own account; gives it and the secret, which is kept nowhere.

    WrongUse if `by` may not, no name or action is given, it should do more than its account may, or last too long.
    """
    require(by, Permission.MAKE_TOKEN)
    if not name.strip():
        raise WrongUse(_("A token needs a name that says what it is for."))
    if not 1 <= days <= LONGEST:
        told = {"longest": LONGEST, "days": days}
        raise WrongUse(_("A token lasts from 1 to %(longest)s days; %(days)s is outside of that.") % told)
    if not actions:
        raise WrongUse(_("A token needs at least one action."))
    for action in actions:
        require(by, action)
    secret, sha256 = shown_once.made(PREFIX)
    names = " ".join(action.name for action in Permission if action in actions)
    token = Token(
        user=by,
        name=name.strip(),
        sha256=sha256,
        actions=names,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    token.full_clean()
    token.save()
    events.append(verb="token.made", subject=str(token.pk), by=by, at=at, actions=names, days=days)
    return token, secret


@transaction.atomic
def revoke(*, number: int, by: User, at: datetime) -> Token:
    """Take a token of the own account back; WrongUse if there is none of that number. Again changes nothing."""
    token = Token.objects.select_for_update().filter(pk=number, user=by).first()
    if token is None:
        raise WrongUse(_("You have no token %(number)s.") % {"number": number})
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        events.append(verb="token.revoked", subject=str(token.pk), by=by, at=at)
    return token


def user_of(secret: str, at: datetime) -> Bearer:
    """Who a token speaks for; NotAllowed, in a sentence, if it is not known, too old, revoked, or its account closed."""
    token = Token.objects.select_related("user__agency").filter(sha256=shown_once.kept(secret)).first()
    if token is None:
        raise NotAllowed(_("This token is not known. Was it copied whole?"))
    if token.revoked_at:
        raise NotAllowed(_("This token was revoked on %(day)s.") % {"day": token.revoked_at.date()})
    if token.expires_at <= at:
        until = f"{token.expires_at:%Y-%m-%d %H:%M}"
        raise NotAllowed(_("This token worked until %(until)s UTC. Make a new one.") % {"until": until})
    if not token.user.is_active:
        raise NotAllowed(_("The account of this token is closed."))
    if token.used_at is None or at - token.used_at >= _MINUTE:
        Token.objects.filter(pk=token.pk).update(used_at=at)
    return Bearer(token.user, actions_of(token))


def actions_of(token: Token) -> frozenset[Permission]:
    """What a token may do, as far as its account may."""
    return frozenset(Permission[name] for name in token.actions.split())


def offered(user: User) -> list[Permission]:
    """The actions this account may give a token."""
    return [action for action in Permission if permissions.may(user, action)]

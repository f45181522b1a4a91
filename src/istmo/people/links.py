"""One-time links: an invitation, or a way back in for who forgot the password. Whoever opens one sets the password."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from istmo.kernel.problem import WrongUse
from istmo.people import events, shown_once
from istmo.people.models import Link, User
from istmo.people.permissions import Permission, require
from istmo.people.services import NewUser, open_account

#: How long a link opens.
LASTS = {Link.Purpose.INVITED: timedelta(days=7), Link.Purpose.FORGOTTEN: timedelta(hours=1)}


@transaction.atomic
def invite(*, new: NewUser, by: User, at: datetime) -> tuple[User, str]:
    """Open an account for somebody and make the link to it; WrongUse if `by` may not or the account cannot be.

    Gives the secret that stands in the link; it is kept nowhere.
    """
    require(by, Permission.INVITE)
    user = open_account(new)
    secret = _link(user, Link.Purpose.INVITED, by, at)
    agency = user.agency.code if user.agency else ""
    events.append(verb="people.invited", subject=str(user.pk), by=by, at=at, role=user.role, agency=agency)
    return user, secret


@transaction.atomic
def invite_again(*, user: User, by: User, at: datetime) -> str:
    """Make a new link to an account, which replaces those before; WrongUse if `by` may not or it is closed."""
    require(by, Permission.INVITE)
    if not user.is_active:
        raise WrongUse(_("The account %(who)s is closed: reopen it first.") % {"who": user.code})
    secret = _link(user, Link.Purpose.INVITED, by, at)
    events.append(verb="people.invited_again", subject=str(user.pk), by=by, at=at)
    return secret


@transaction.atomic
def forgotten(*, user: User, at: datetime) -> str:
    """Make a link for somebody who forgot the password; it replaces those before."""
    secret = _link(user, Link.Purpose.FORGOTTEN, user, at)
    events.append(verb="account.password_forgotten", subject=str(user.pk), by=user, at=at)
    return secret


def opened(secret: str, at: datetime) -> Link:
    """The link that still opens; WrongUse, in a plain sentence, for one that does not."""
    link = (
        Link.objects.select_related("user__person", "user__agency")
        .filter(sha256=shown_once.kept(secret))
        .first()
    )
    return _refuse(link, at)


@transaction.atomic
def accept(*, secret: str, password: str, at: datetime) -> User:
    """Set the password of the account a link is for. The link opens nothing after; other sessions end.

    Raises WrongUse for a link that does not open, ValidationError for a password that is too easy to guess.
    """
    link = _refuse(Link.objects.select_for_update().filter(sha256=shown_once.kept(secret)).first(), at)
    user = link.user
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.sign_ins.all().delete()
    link.used_at = at
    link.save(update_fields=["used_at"])
    events.append(verb="account.password_set", subject=str(user.pk), by=user, at=at, link=link.purpose)
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: User, at: datetime) -> None:
    """Set an account's password for its holder, who is told it by other means; its sessions and links end.

    Raises NotAllowed unless `by` may invite, ValidationError for a password that is too easy to guess.
    """
    require(by, Permission.INVITE)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.sign_ins.all().delete()
    user.links.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    events.append(verb="account.password_set", subject=str(user.pk), by=by, at=at, link="")


def _link(user: User, purpose: Link.Purpose, by: User, at: datetime) -> str:
    user.links.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    secret, sha256 = shown_once.made()
    link = Link(
        user=user, purpose=purpose, sha256=sha256, made_by=by, made_at=at, expires_at=at + LASTS[purpose]
    )
    link.full_clean()
    link.save()
    return secret


def _refuse(link: Link | None, at: datetime) -> Link:
    """The link, or WrongUse where it is unknown, used, replaced, too old, or its account closed."""
    if link is None:
        raise WrongUse(_("This link is not known. Was it copied whole? Ask the coordinator for a new one."))
    if link.used_at:
        raise WrongUse(
            _("This link was used already, and works once. Sign in with the password that was set.")
        )
    if link.withdrawn_at:
        raise WrongUse(
            _(
                "This link was replaced by a later one, or taken back. Look for a later message, or ask the coordinator."
            )
        )
    if link.expires_at <= at:
        until = f"{link.expires_at:%Y-%m-%d %H:%M}"
        raise WrongUse(
            _("This link worked until %(until)s UTC. Ask the coordinator for a new one.") % {"until": until}
        )
    if not link.user.is_active:
        raise WrongUse(_("The account of this link is closed. Ask the coordinator."))
    return link

"""Writing persons, accounts and what they reach, agencies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.matrix import Bound, needs
from istmo.people.models import Agency, Person, Role, Scope, Unit, User
from istmo.people.permissions import Permission, require
from istmo.people.queries import OPERATOR
from istmo.people.queries import agency as named_agency

#: No @: a code is told where an e-mail must not be.
_CODE = re.compile(r"[\w.-]+")


@transaction.atomic
def begin(*, at: datetime) -> bool:
    """Make the operator's account, the first event's author; False where it is there already."""
    if User.objects.filter(code=OPERATOR).exists():
        return False
    person = _add_person("Operator of this workspace")
    operator = _add_account(User(code=OPERATOR, person=person, role=Role.OPERATOR))
    events.append(verb="workspace.made", subject="", by=operator, at=at)
    return True


@dataclass(frozen=True)
class NewUser:
    """What an account is opened with: a new person's `name`, or `same_as`, another account of the same person."""

    code: str
    role: str
    name: str = ""
    agency: Agency | None = None
    same_as: User | None = None
    email: str = ""
    scopes: tuple[tuple[str, str], ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Standing:
    """What an account is for: role, agency, and scopes as (kind, code); without scopes all its role reaches."""

    role: str
    agency: Agency | None = None
    scopes: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def add_user(*, new: NewUser, by: User, at: datetime) -> User:
    """Add an account; WrongUse if `by` may not, code or e-mail are taken or none, or its role lacks its agency."""
    require(by, Permission.ADD_PEOPLE)
    user = open_account(new)
    events.append(verb="people.added", subject=str(user.pk), by=by, at=at, **_told(user))
    return user


@transaction.atomic
def change_user(*, user: User, to: Standing, by: User, at: datetime) -> User:
    """Give an account another role, agency or scopes. Its open pages say so at their next request.

    WrongUse if `by` may not, it is the own account or the operator's, or the role lacks its agency.
    """
    require(by, Permission.CHANGE_ROLE)
    user = _other(user, by)
    refuse_standing(to)
    before = _told(user)
    user.role, user.agency = to.role, to.agency
    user.full_clean()
    user.save()
    _set_scopes(user, to.scopes)
    events.append(verb="people.changed", subject=str(user.pk), by=by, at=at, before=before, **_told(user))
    return user


@transaction.atomic
def set_email(*, user: User, email: str, by: User, at: datetime) -> User:
    """Give an account another e-mail, or none; the log says that it changed, and not what it is.

    WrongUse if `by` may not, it is the own account or the operator's, or the e-mail is none or another account's.
    """
    require(by, Permission.CHANGE_ROLE)
    user = _other(user, by)
    user.email = _email(email, user)
    user.save(update_fields=["email"])
    user.links.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    events.append(verb="people.email_changed", subject=str(user.pk), by=by, at=at)
    return user


@transaction.atomic
def set_language(*, user: User, language: str, by: User, at: datetime) -> User:
    """Say in which language mails to an account are: its holder may, and whoever changes accounts. Empty: in every one.

    WrongUse for a language that istmo does not speak.
    """
    if user.pk != by.pk:
        require(by, Permission.CHANGE_ROLE)
    user.language = _language(language)
    user.save(update_fields=["language"])
    events.append(verb="account.language_set", subject=str(user.pk), by=by, at=at, language=user.language)
    return user


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime) -> User:
    """Close an account: its sessions end, its links and tokens open nothing any more; what it did stays."""
    require(by, Permission.CLOSE_ACCOUNT)
    user = _other(user, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.sign_ins.all().delete()
    user.links.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    user.tokens.filter(revoked_at=None).update(revoked_at=at)
    events.append(verb="people.closed", subject=str(user.pk), by=by, at=at)
    return user


@transaction.atomic
def reopen_account(*, user: User, by: User, at: datetime) -> User:
    """Let a closed account sign in again with the password it had; tokens stay revoked."""
    require(by, Permission.CLOSE_ACCOUNT)
    user = _other(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    events.append(verb="people.reopened", subject=str(user.pk), by=by, at=at)
    return user


class AgencyRow(NamedTuple):
    """An agency as a framework's folder names it; `parent` and `kind` may be empty."""

    code: str
    name: str
    own: bool
    parent: str = ""
    kind: str = ""


def register_agencies(rows: Iterable[tuple[str, str, bool, str] | AgencyRow]) -> None:
    """Bring agencies up to date inside the caller's transaction; a kind that is no kind of unit is an agency.

    The caller's event tells of it. An agency that a later framework no longer names stays: submissions point to it.
    """
    named = [AgencyRow(*row) for row in rows]
    for row in named:
        kind = row.kind if row.kind in Unit.values else Unit.AGENCY
        Agency.objects.update_or_create(
            code=row.code, defaults={"name": row.name, "own": row.own, "kind": kind}
        )
    known = {agency.code: agency for agency in Agency.objects.all()}
    for row in named:
        agency = known[row.code]
        agency.parent = known.get(row.parent)
        agency.full_clean()
        agency.save()


def open_account(new: NewUser) -> User:
    """Make the account of `new` inside the caller's transaction, which tells of it; WrongUse where it cannot be."""
    if not _CODE.fullmatch(new.code):
        raise WrongUse(
            _("“%(code)s” cannot be an account: use letters, digits, dots and hyphens.") % {"code": new.code}
        )
    if User.objects.filter(code__iexact=new.code).exists():
        raise WrongUse(_("There is an account “%(code)s” already. Choose another code.") % {"code": new.code})
    email, language = _email(new.email), _language(new.language)
    refuse_standing(Standing(new.role, new.agency, new.scopes))
    person = new.same_as.person if new.same_as else _add_person(new.name)
    user = User(
        code=new.code, person=person, agency=new.agency, role=new.role, email=email, language=language
    )
    user = _add_account(user)
    _set_scopes(user, new.scopes)
    return user


def refuse_standing(standing: Standing) -> None:
    """WrongUse unless that role may be given, with that agency and those scopes."""
    offered = [name for name in Role if name is not Role.OPERATOR]
    role, agency = standing.role, standing.agency
    if role not in offered:
        raise WrongUse(
            _("“%(role)s” is not a role. Roles: %(offered)s.") % {"role": role, "offered": ", ".join(offered)}
        )
    bound = needs()[Role(role)].agency
    if agency is None and bound in (Bound.NEEDED, Bound.NOT_OWN):
        raise WrongUse(_("A %(role)s acts for an agency: name it (--agency).") % {"role": role})
    if agency is not None and bound is Bound.NOT_OWN and agency.own:
        raise WrongUse(
            _(
                "A %(role)s speaks in its own voice, and %(agency)s is one of the strategy's own agencies. "
                "Make the account a reporter, or name an agency that is not own."
            )
            % {"role": role, "agency": agency}
        )
    for kind, code in standing.scopes:
        if kind not in Scope.Kind.values or not code.strip():
            raise WrongUse(
                _("“%(scope)s” is not a scope: write agency:CODE, place:CODE or node:FRAMEWORK/CODE.")
                % {"scope": f"{kind}:{code}"}
            )
        if kind == Scope.Kind.AGENCY:
            named_agency(code)


def scopes_of(written: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Scopes as people write them, `place:HN`, as (kind, code); what is none is refused where it is given."""
    parts = (one.partition(":") for one in written if one.strip())
    return tuple((kind.strip(), code.strip()) for kind, _colon, code in parts)


def _email(written: str, user: User | None = None) -> str:
    """The e-mail in small letters, or ""; WrongUse for what is none, or belongs to another account than `user`."""
    email = written.strip().lower()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise WrongUse(_("“%(email)s” is not an e-mail.") % {"email": written.strip()}) from None
    if email and User.objects.filter(email=email).exclude(code=user.code if user else "").exists():
        raise WrongUse(_("This e-mail belongs to another account. One e-mail is one account."))
    return email


def _language(written: str) -> str:
    """A language that istmo speaks, or ""."""
    offered = [code for code, _name in settings.LANGUAGES]
    code = written.strip().lower()
    if code and code not in offered:
        raise WrongUse(
            _("“%(code)s” is no language of this workspace. There are: %(offered)s.")
            % {"code": written.strip(), "offered": ", ".join(offered)}
        )
    return code


def _other(user: User, by: User) -> User:
    if user.pk == by.pk:
        raise WrongUse(
            _("Nobody changes or closes the own account. Ask another coordinator, or the operator.")
        )
    if user.role == Role.OPERATOR:
        raise WrongUse(_("The operator's account belongs to the workspace: nobody changes or closes it."))
    return User.objects.select_for_update().get(pk=user.pk)


def _set_scopes(user: User, scopes: tuple[tuple[str, str], ...]) -> None:
    user.scopes.all().delete()
    Scope.objects.bulk_create(Scope(user=user, kind=kind, code=code) for kind, code in dict.fromkeys(scopes))


def _told(user: User) -> dict[str, object]:
    return {
        "role": user.role,
        "agency": user.agency.code if user.agency else "",
        "person": user.person_id,
        "scopes": sorted(f"{scope.kind}:{scope.code}" for scope in user.scopes.all()),
    }


def _add_person(name: str) -> Person:
    if not name.strip():
        raise WrongUse(_("A person needs a name (--name)."))
    person = Person(name=name.strip())
    person.full_clean()
    person.save()
    return person


def _add_account(user: User) -> User:
    user.set_unusable_password()
    user.full_clean()
    user.save()
    return user

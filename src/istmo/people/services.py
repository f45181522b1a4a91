"""Writing persons, accounts, agencies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import Agency, Person, Role, User
from istmo.people.permissions import Permission, require
from istmo.people.queries import OPERATOR

_CODE = re.compile(r"[\w.@-]+")


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


@transaction.atomic
def add_user(*, new: NewUser, by: User, at: datetime) -> User:
    """Add an account; WrongUse if `by` may not, the code is taken or none, or a role of an agency has none."""
    require(by, Permission.ADD_PEOPLE)
    if not _CODE.fullmatch(new.code):
        raise WrongUse(f"“{new.code}” cannot be an account: use letters, digits, dots and hyphens.")
    if User.objects.filter(code=new.code).exists():
        raise WrongUse(f"There is an account “{new.code}” already. Choose another code.")
    _refuse_role(new.role, new.agency)
    person = new.same_as.person if new.same_as else _add_person(new.name)
    user = _add_account(User(code=new.code, person=person, agency=new.agency, role=new.role))
    agency = new.agency.code if new.agency else ""
    events.append(
        verb="people.added", subject=new.code, by=by, at=at, role=new.role, agency=agency, person=person.pk
    )
    return user


def register_agencies(rows: Iterable[tuple[str, str, bool, str]]) -> None:
    """Bring agencies (code, name, own, code of the parent or '') up to date inside the caller's transaction.

    The caller's event tells of it. An agency that a later framework no longer names stays: submissions point to it.
    """
    rows = list(rows)
    for code, name, own, _ in rows:
        Agency.objects.update_or_create(code=code, defaults={"name": name, "own": own})
    known = {agency.code: agency for agency in Agency.objects.all()}
    for code, _, _, parent in rows:
        agency = known[code]
        agency.parent = known.get(parent)
        agency.full_clean()
        agency.save()


def _refuse_role(role: str, agency: Agency | None) -> None:
    offered = [name for name in Role if name is not Role.OPERATOR]
    if role not in offered:
        raise WrongUse(f"“{role}” is not a role. Roles: {', '.join(offered)}.")
    if role in (Role.REPORTER, Role.APPROVER) and agency is None:
        raise WrongUse(f"A {role} acts for an agency: name it with --agency.")


def _add_person(name: str) -> Person:
    if not name.strip():
        raise WrongUse("A person needs a name: give it with --name.")
    person = Person(name=name.strip())
    person.full_clean()
    person.save()
    return person


def _add_account(user: User) -> User:
    user.set_unusable_password()
    user.full_clean()
    user.save()
    return user

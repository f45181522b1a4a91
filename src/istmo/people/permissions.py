"""Whether an account may do something: the matrix says how far its role reaches, its scopes narrow that."""

from collections.abc import Sequence
from enum import StrEnum

from istmo.kernel.problem import WrongUse
from istmo.people.matrix import Reach, matrix
from istmo.people.models import Agency, Role, Scope, User


class Permission(StrEnum):
    """What may be allowed: the rows of matrix.csv; the value ends the sentence “… may not”."""

    ADD_PEOPLE = "add people"
    INVITE = "invite people"
    CHANGE_ROLE = "change roles and scopes"
    CLOSE_ACCOUNT = "close an account"
    MAKE_TOKEN = "make an API token"
    IMPORT_FRAMEWORK = "import a framework"
    DRAFT_FRAMEWORK = "draft a framework"
    PUBLISH_FRAMEWORK = "publish a framework"
    OPEN_CALL = "open a data call"
    SUBMIT = "submit figures"
    DECIDE = "approve, hold or return a submission"
    SETTLE = "settle an overlap"
    FREEZE = "freeze a release"
    READ_WORK = "read what is not published yet"
    SEE_SENSITIVE = "see sensitive figures"
    READ_LOG = "read the event log"
    SAMPLE = "draw an audit sample"


class NotAllowed(WrongUse):
    """An account may not do something; the sentence says who may."""


def may(
    user: User,
    permission: Permission,
    agency: Agency | None = None,
    *,
    place: Sequence[str] = (),
    node: Sequence[str] = (),
) -> bool:
    """Whether this account may do it, for what is named.

    place, node: the code, followed by the codes that contain it; a scope that names any of them covers it. What is
    not named is not asked: without agency, place and node the answer is whether it may do it anywhere at all.
    """
    reach = matrix()[permission.name][Role(user.role)]
    if not user.is_active or reach is Reach.NO:
        return False
    if reach is Reach.YES:
        return True
    if agency is not None and reach in (Reach.AGENCY, Reach.VOICE) and not _acts_for(user, agency):
        return False
    if agency is not None and reach is Reach.VOICE and agency.own:
        return False
    return _in_scope(user, agency, place, node)


def require(
    user: User,
    permission: Permission,
    agency: Agency | None = None,
    *,
    place: Sequence[str] = (),
    node: Sequence[str] = (),
) -> None:
    """NotAllowed, saying who may not do what and which roles may, unless `may`."""
    if may(user, permission, agency, place=place, node=node):
        return
    if not user.is_active:
        raise NotAllowed(f"The account {user.code} is closed.")
    if not may(user, permission):
        who = ", ".join(roles(permission))
        raise NotAllowed(f"{user.code} ({user.role}) may not {permission}. Roles that may: {who}.")
    if agency is not None and not may(user, permission, agency):
        raise NotAllowed(
            f"{user.code} acts for {user.agency or _told(user)} and may not {permission} of {agency}. "
            f"Ask a person of {agency}, or the coordinator."
        )
    about = next(iter((*place, *node)), "")
    raise NotAllowed(
        f"{user.code} is limited to {_told(user)} and may not {permission} for {about}. Ask the coordinator."
    )


def roles(permission: Permission) -> list[Role]:
    """The roles that may do it, at least for something."""
    return [role for role, reach in matrix()[permission.name].items() if reach is not Reach.NO]


def reach(user: User, permission: Permission) -> Reach:
    """How far this account's role reaches in an action."""
    return matrix()[permission.name][Role(user.role)]


def _in_scope(user: User, agency: Agency | None, place: Sequence[str], node: Sequence[str]) -> bool:
    """Whether the account's scopes, kind by kind, cover what is named; a kind without scopes covers all."""
    scopes: dict[str, set[str]] = {}
    for scope in user.scopes.all():
        scopes.setdefault(scope.kind, set()).add(scope.code)
    named = {
        Scope.Kind.AGENCY: [unit.code for unit in _upwards(agency)] if scopes else [],
        Scope.Kind.PLACE: list(place),
        Scope.Kind.NODE: list(node),
    }
    return all(
        not codes or kind not in scopes or not scopes[kind].isdisjoint(codes) for kind, codes in named.items()
    )


def _acts_for(user: User, agency: Agency) -> bool:
    return any(unit.pk == user.agency_id for unit in _upwards(agency))


def _upwards(agency: Agency | None) -> list[Agency]:
    """The agency and those it is a unit of, nearest first."""
    found: list[Agency] = []
    while agency is not None and agency not in found:
        found.append(agency)
        agency = agency.parent
    return found


def _told(user: User) -> str:
    return ", ".join(scope.code for scope in user.scopes.all()) or "nothing"

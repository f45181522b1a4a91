"""Whether an account may do something: the matrix says how far its role reaches, its scopes narrow that."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from istmo.kernel.problem import WrongUse
from istmo.people.actions import Permission
from istmo.people.matrix import Reach, matrix
from istmo.people.models import Agency, Role, Scope, User
from istmo.people.words import ACTIONS, ROLE_WORDS

__all__ = ["NotAllowed", "Permission", "everywhere", "limits", "may", "reach", "require", "roles"]


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
    told = {"who": user.code, "what": ACTIONS[permission], "agency": agency, "limits": limits(user)}
    if not user.is_active:
        raise NotAllowed(_("The account %(who)s is closed.") % told)
    if not may(user, permission):
        may_all = ", ".join(str(ROLE_WORDS[role]) for role in roles(permission))
        told |= {"role": ROLE_WORDS[Role(user.role)], "roles": may_all}
        raise NotAllowed(_("%(who)s (%(role)s) may not %(what)s. Roles that may: %(roles)s.") % told)
    if agency is not None and not may(user, permission, agency):
        told["own"] = user.agency or limits(user)
        raise NotAllowed(
            _(
                "%(who)s acts for %(own)s and may not %(what)s of %(agency)s. "
                "Ask a person of %(agency)s, or the coordinator."
            )
            % told
        )
    told["about"] = next(iter((*place, *node)), "")
    raise NotAllowed(
        _("%(who)s is limited to %(limits)s and may not %(what)s for %(about)s. Ask the coordinator.") % told
    )


def everywhere(user: User, permission: Permission) -> bool:
    """Whether this account may do it without any limit: what is shown whole or not at all asks this."""
    reaches = matrix()[permission.name][Role(user.role)]
    if not user.is_active:
        return False
    return reaches is Reach.YES or (reaches is Reach.SCOPE and not user.scopes.all())


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


def limits(user: User) -> str:
    """The codes of the account's scopes; empty where it has none."""
    return ", ".join(scope.code for scope in user.scopes.all())

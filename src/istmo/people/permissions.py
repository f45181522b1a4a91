"""Which role may do what. An agency's accounts act for that agency and its units only."""

from enum import StrEnum

from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, Role, User


class Permission(StrEnum):
    """What may be allowed; the value ends the sentence “… may not”."""

    ADD_PEOPLE = "add people"
    IMPORT_FRAMEWORK = "import a framework"
    OPEN_CALL = "open a data call"
    SUBMIT = "submit figures"
    DECIDE = "approve, hold or return a submission"
    SETTLE = "settle an overlap"
    FREEZE = "freeze a release"


_RUN = {Permission.ADD_PEOPLE, Permission.IMPORT_FRAMEWORK, Permission.OPEN_CALL, Permission.FREEZE}
ALLOWED: dict[Role, frozenset[Permission]] = {
    # The operator keeps the workspace running and vouches for nothing that is in it.
    Role.OPERATOR: frozenset(_RUN),
    Role.COORDINATOR: frozenset({*_RUN, Permission.SUBMIT, Permission.DECIDE, Permission.SETTLE}),
    Role.REPORTER: frozenset({Permission.SUBMIT}),
    Role.APPROVER: frozenset({Permission.SUBMIT, Permission.DECIDE}),
    Role.REVIEWER: frozenset({Permission.DECIDE, Permission.SETTLE}),
    Role.VIEWER: frozenset(),
}
_BOUND = {Role.REPORTER, Role.APPROVER}


def may(user: User, permission: Permission, agency: Agency | None = None) -> bool:
    """Whether this account may do it, for that agency where one is concerned."""
    role = Role(user.role)
    if not user.is_active or permission not in ALLOWED[role]:
        return False
    return role not in _BOUND or agency is None or _acts_for(user, agency)


def require(user: User, permission: Permission, agency: Agency | None = None) -> None:
    """WrongUse, saying who may not do what and which roles may, unless `may`."""
    if may(user, permission, agency):
        return
    if not user.is_active:
        raise WrongUse(f"The account {user.code} is closed.")
    if may(user, permission):
        raise WrongUse(
            f"{user.code} acts for {user.agency} and may not {permission} of {agency}. "
            f"Ask a person of {agency}, or the coordinator."
        )
    roles = ", ".join(role for role in Role if permission in ALLOWED[role])
    raise WrongUse(f"{user.code} ({user.role}) may not {permission}. Roles that may: {roles}.")


def _acts_for(user: User, agency: Agency) -> bool:
    seen: set[int] = set()
    unit: Agency | None = agency
    while unit is not None and unit.pk not in seen:
        if unit.pk == user.agency_id:
            return True
        seen.add(unit.pk)
        unit = unit.parent
    return False

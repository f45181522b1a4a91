"""Reading persons, accounts, agencies."""

from django.db.models import QuerySet

from istmo.kernel.problem import WrongUse
from istmo.people.models import Agency, User

#: The account of whoever holds the command line of the workspace.
OPERATOR = "operator"


def user(code: str) -> User:
    """The account of that code; WrongUse, naming those there are, if none."""
    found = User.objects.select_related("person", "agency").filter(code=code).first()
    if found is None:
        raise WrongUse(f"There is no account “{code}”. {_known(users(), 'istmo people add')}")
    return found


def users() -> QuerySet[User]:
    """All accounts by code, with person, agency and scopes."""
    return User.objects.select_related("person", "agency").prefetch_related("scopes").order_by("code")


def agency(code: str) -> Agency:
    """The agency of that code; WrongUse, naming those there are, if none."""
    found = Agency.objects.filter(code=code).first()
    if found is None:
        cure = "istmo framework import"
        raise WrongUse(f"There is no agency “{code}”. {_known(Agency.objects.order_by('code'), cure)}")
    return found


def _known(rows: QuerySet[User] | QuerySet[Agency], cure: str) -> str:
    codes = list(rows.values_list("code", flat=True)[:12])
    return f"Known: {', '.join(codes)}." if codes else f"There is none yet: {cure}."

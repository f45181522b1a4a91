"""Who may see what of a release: the one place where the pages for reading ask what an account may."""

from collections.abc import Iterator, Set
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from istmo.collect.within import Within
from istmo.kernel.tables import TABLES
from istmo.people.matrix import Reach
from istmo.people.models import Agency, Scope, User
from istmo.people.permissions import Permission, everywhere, may, reach
from istmo.web.reading.discreet import Marked
from istmo.web.reading.opened import Held


def may_see_provisional(request: HttpRequest) -> bool:
    """Whether this account reads what is not published yet."""
    user: User | AnonymousUser = request.user
    return isinstance(user, User) and may(user, Permission.READ_WORK)


def hidden_from(request: HttpRequest, held: Held) -> Set[Marked]:
    """What of the marked figures of a release this account may not see: for most of them all, or nothing."""
    user: User | AnonymousUser = request.user
    if not isinstance(user, User) or not may(user, Permission.SEE_SENSITIVE):
        return held.marked
    if everywhere(user, Permission.SEE_SENSITIVE):
        return frozenset()
    agencies = {agency.code: agency for agency in Agency.objects.select_related("parent__parent")}
    within = _within(held)
    return {one for one in held.marked if not _sees(user, one, agencies, within)}


def _sees(user: User, one: Marked, agencies: dict[str, Agency], within: Within) -> bool:
    """Whether it lies within what this account reaches; what names no agency or place lies within none."""
    agency = agencies.get(one.agency)
    if agency is None and _needs_agency(user):
        return False
    place = within.around(one.place) if one.place else [""]
    node = within.over(one.indicator) or [""]
    return may(user, Permission.SEE_SENSITIVE, agency, place=place, node=node)


def _needs_agency(user: User) -> bool:
    by_agency = any(scope.kind == Scope.Kind.AGENCY for scope in user.scopes.all())
    return by_agency or reach(user, Permission.SEE_SENSITIVE) is not Reach.SCOPE


def _within(held: Held) -> Within:
    """What contains what in a release: only asked of one that marks something."""

    def records(table: str) -> Iterator[dict[str, Any]]:
        names = TABLES[table].names
        with held.lock:
            rows = held.release.query(f"SELECT {', '.join(names)} FROM {table}")
        return (dict(zip(names, row, strict=True)) for row in rows)

    return Within.read(records)

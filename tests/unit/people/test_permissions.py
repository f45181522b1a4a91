"""Who may and who may not, by name."""

import pytest

from istmo.kernel.problem import WrongUse
from istmo.people.permissions import Permission, may, require

#: Person -> what they may do for USAID.
FOR_USAID = {
    "ana": {Permission.SUBMIT},
    "ben": {Permission.SUBMIT, Permission.DECIDE},
    "carla": set(),
    "diego": {Permission.DECIDE, Permission.SETTLE},
    "eva": set(),
    "operator": {
        Permission.ADD_PEOPLE,
        Permission.IMPORT_FRAMEWORK,
        Permission.OPEN_CALL,
        Permission.FREEZE,
    },
}


@pytest.mark.parametrize("person", FOR_USAID)
def test_may_for_usaid(cast, person: str) -> None:
    user = getattr(cast, person)
    allowed = {permission for permission in Permission if may(user, permission, cast.usaid)}
    assert allowed == FOR_USAID[person]


def test_may_for_a_unit_of_the_own_agency(cast) -> None:
    from istmo.people.models import Agency

    unit = Agency.objects.create(code="usaid-hn", name="USAID Honduras", own=True, parent=cast.usaid)
    assert may(cast.ana, Permission.SUBMIT, unit)
    assert not may(cast.carla, Permission.SUBMIT, unit)


def test_require_tells_whose_agency_it_is(cast) -> None:
    with pytest.raises(WrongUse, match="carla acts for inl and may not submit figures of usaid"):
        require(cast.carla, Permission.SUBMIT, cast.usaid)


def test_require_tells_which_roles_may(cast) -> None:
    with pytest.raises(WrongUse, match=r"eva \(viewer\) may not freeze a release.*operator, coordinator"):
        require(cast.eva, Permission.FREEZE)


def test_require_refuses_a_closed_account(cast) -> None:
    cast.ana.is_active = False
    with pytest.raises(WrongUse, match="closed"):
        require(cast.ana, Permission.SUBMIT, cast.usaid)

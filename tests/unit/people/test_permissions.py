"""Who may and who may not: every role and every action, made from the matrix that is enforced; then scopes."""

import csv
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.people import matrix, permissions
from istmo.people.models import Agency, Person, Role, Scope, User
from istmo.people.permissions import Permission, may, require
from istmo.people.services import register_agencies
from istmo.people.words import ACTIONS, REACHES, ROLES

_FILE = Path(matrix.__file__).with_name("matrix.csv")
#: Every (action, role, reach) as the file states it; read here once more, so that the reader is tried too.
ROWS = [
    (Permission[row["action"]], Role(role), row[role])
    for row in csv.DictReader(_FILE.read_text(encoding="utf-8").splitlines())
    for role in Role
]
#: Reach -> whether it covers the own agency, a unit of it, another own agency, no agency named at all.
COVERS = {
    "yes": (True, True, True, True),
    "own agency": (True, True, False, True),
    "own voice": (True, True, False, True),
    "own scope": (True, True, True, True),
    "no": (False, False, False, False),
}
CHANGES_NOTHING = {Permission.READ_WORK, Permission.SEE_SENSITIVE, Permission.READ_LOG, Permission.SAMPLE}


@pytest.fixture
def agencies(workspace) -> tuple[Agency, Agency, Agency]:
    """An agency that is not the strategy's own, a unit of it, and one that is the strategy's own."""
    register_agencies(
        [("idb", "IDB", False, ""), ("idb-hn", "IDB Honduras", False, "idb"), ("inl", "INL", True, "")]
    )
    return tuple(Agency.objects.get(code=code) for code in ("idb", "idb-hn", "inl"))


def account(role: Role, agency: Agency | None, *scopes: tuple[str, str]) -> User:
    """An account in that role, limited to those scopes."""
    user = User.objects.create(code="x", role=role, agency=agency, person=Person.objects.create(name="X"))
    Scope.objects.bulk_create(Scope(user=user, kind=kind, code=code) for kind, code in scopes)
    return user


def test_the_matrix_has_a_row_for_every_action_and_a_word_for_everything() -> None:
    actions = [row[0] for row in ROWS[:: len(Role)]]
    assert actions == list(Permission)
    assert set(ACTIONS) == set(Permission)
    assert set(ROLES) == set(Role) == set(matrix.needs())
    assert set(REACHES) == set(matrix.Reach)
    assert [str(ACTIONS[one]) for one in Permission] == [one.value for one in Permission]


@pytest.mark.parametrize(("action", "role", "reach"), ROWS, ids=str)
def test_may_follows_the_matrix(agencies, action: Permission, role: Role, reach: str) -> None:
    own, unit, other = agencies
    user = account(role, own)
    assert tuple(may(user, action, named) for named in (own, unit, other, None)) == COVERS[reach]
    if reach == "no":
        with pytest.raises(WrongUse, match=rf"x \({role}\) may not {action}. Roles that may: "):
            require(user, action, own)
    else:
        require(user, action, own)
    user.is_active = False
    assert not may(user, action, own)


def test_every_action_is_somebodys() -> None:
    assert [action for action in Permission if not permissions.roles(action)] == []


def test_an_auditor_reads_and_changes_nothing() -> None:
    held = {action for action, role, reach in ROWS if role is Role.AUDITOR and reach != "no"}
    # A token is the auditor's own, and can do no more than the auditor.
    assert held == {*CHANGES_NOTHING, Permission.MAKE_TOKEN}


def test_a_partner_speaks_in_its_own_voice_only(agencies) -> None:
    idb, _, inl = agencies
    assert may(account(Role.PARTNER, idb), Permission.SUBMIT, idb)
    stray = User(code="y", role=Role.PARTNER, agency=inl, person=Person.objects.create(name="Y"))
    stray.save()
    assert not may(stray, Permission.SUBMIT, inl)


def test_scopes_narrow_what_a_role_reaches(agencies) -> None:
    idb, unit, inl = agencies
    user = account(Role.REVIEWER, None, ("agency", "idb"), ("place", "HN"), ("node", "strategy/1"))
    assert may(
        user, Permission.DECIDE, unit, place=("HN-CR", "HN", "north"), node=("strategy/1.2", "strategy/1")
    )
    assert not may(user, Permission.DECIDE, inl)
    assert not may(user, Permission.DECIDE, idb, place=("SV", "north"))
    assert not may(user, Permission.DECIDE, idb, place=("HN",), node=("strategy/2",))
    with pytest.raises(WrongUse, match=r"x acts for .*HN.* and may not approve.* of inl"):
        require(user, Permission.DECIDE, inl)
    with pytest.raises(WrongUse, match=r"limited to idb, strategy/1, HN and may not .* for SV"):
        require(user, Permission.DECIDE, idb, place=("SV",))


def test_a_scope_of_one_kind_leaves_the_others_open(agencies) -> None:
    _, _, inl = agencies
    user = account(Role.REVIEWER, None, ("place", "HN"))
    assert may(user, Permission.DECIDE, inl, place=("HN",), node=("strategy/2",))


def test_a_scope_inside_the_own_agency_is_the_unit_only(agencies) -> None:
    idb, unit, _ = agencies
    user = account(Role.PARTNER, idb, ("agency", "idb-hn"))
    assert may(user, Permission.SUBMIT, unit)
    assert not may(user, Permission.SUBMIT, idb)


@pytest.mark.parametrize(
    ("role", "scopes", "sees_all"),
    [
        (Role.COORDINATOR, (), True),
        (Role.AUDITOR, (("place", "HN"),), True),
        (Role.REVIEWER, (), True),
        (Role.REVIEWER, (("place", "HN"),), False),
        (Role.REPORTER, (), False),
        (Role.VIEWER, (), False),
    ],
)
def test_everywhere_is_without_any_limit(agencies, role: Role, scopes, sees_all: bool) -> None:
    user = account(role, agencies[0], *scopes)
    assert permissions.everywhere(user, Permission.SEE_SENSITIVE) == sees_all
    user.is_active = False
    assert not permissions.everywhere(user, Permission.SEE_SENSITIVE)


def test_require_tells_whose_agency_it_is(cast) -> None:
    with pytest.raises(WrongUse, match="carla acts for inl and may not submit figures of usaid"):
        require(cast.carla, Permission.SUBMIT, cast.usaid)


def test_require_refuses_a_closed_account(cast) -> None:
    cast.ana.is_active = False
    with pytest.raises(WrongUse, match="closed"):
        require(cast.ana, Permission.SUBMIT, cast.usaid)

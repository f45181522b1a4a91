"""Adding accounts and agencies."""

import pytest
from django.db import IntegrityError, transaction

from istmo.kernel.problem import WrongUse
from istmo.people import queries
from istmo.people.models import Agency, Event, Person, User
from istmo.people.services import (
    AgencyRow,
    NewUser,
    Standing,
    add_user,
    begin,
    change_user,
    close_account,
    register_agencies,
    reopen_account,
)
from tests.cast import AT, later


def test_begin_again_changes_nothing(workspace) -> None:
    assert begin(at=AT) is False
    assert Event.objects.count() == 1


def test_add_user_of_a_new_person(cast) -> None:
    assert cast.ana.person.name == "Ana"
    assert not cast.ana.has_usable_password()
    assert Event.objects.filter(verb="people.added", subject=str(cast.ana.pk)).count() == 1


def test_add_user_for_a_person_who_has_one(cast) -> None:
    second = add_user(new=NewUser("ana2", "reviewer", same_as=cast.ana), by=cast.operator, at=AT)
    assert second.person_id == cast.ana.person_id


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (NewUser("ana", "viewer", "Ana"), "already"),
        (NewUser("", "viewer", "X"), "cannot be an account"),
        (NewUser("a b", "viewer", "X"), "cannot be an account"),
        (NewUser("x@istmo.example", "viewer", "X"), "cannot be an account"),
        (NewUser("ANA", "viewer", "X"), "already"),
        (NewUser("x", "viewer", "X", email="Ana@istmo.example"), "e-mail belongs to another"),
        (NewUser("x", "partner", "X"), "acts for an agency"),
        (NewUser("x", "viewer", "X", scopes=(("planet", "mars"),)), "not a scope"),
        (NewUser("x", "viewer", "X", scopes=(("agency", "nobody"),)), "no agency “nobody”"),
        (NewUser("x", "king", "X"), "not a role"),
        (NewUser("x", "operator", "X"), "not a role"),
        (NewUser("x", "reporter", "X"), "--agency"),
        (NewUser("x", "viewer", "  "), "--name"),
    ],
)
def test_add_user_refuses_and_leaves_nothing(cast, new: NewUser, told: str) -> None:
    User.objects.filter(pk=cast.ana.pk).update(email="ana@istmo.example")
    before = Person.objects.count()
    with pytest.raises(WrongUse, match=told):
        add_user(new=new, by=cast.operator, at=AT)
    assert Person.objects.count() == before


def test_add_user_by_someone_who_may_not(cast) -> None:
    with pytest.raises(WrongUse, match="may not add people"):
        add_user(new=NewUser("x", "viewer", "X"), by=cast.ana, at=AT)


def test_register_agencies_updates_names_and_units(cast) -> None:
    register_agencies([("usaid", "U.S. Agency", True, ""), ("usaid-hn", "USAID Honduras", True, "usaid")])
    assert queries.agency("usaid").name == "U.S. Agency"
    assert queries.agency("usaid-hn").parent == cast.usaid
    assert queries.agency("inl").name == "INL"


def test_agency_unknown_names_those_there_are(cast) -> None:
    with pytest.raises(WrongUse, match=r"no agency “x”.*inl, usaid"):
        queries.agency("x")


def test_user_unknown_names_those_there_are(cast) -> None:
    with pytest.raises(WrongUse, match=r"no account “x”.*ana, ben"):
        queries.user("x")


def test_a_reporter_without_agency_is_refused_by_the_database(cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(code="x", role="reporter", person=cast.ana.person)


def test_an_agency_is_no_unit_of_itself(cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=cast.usaid.pk).update(parent=cast.usaid)


def test_a_partner_speaks_for_no_agency_of_the_strategy(cast) -> None:
    with pytest.raises(WrongUse, match="own voice"):
        add_user(new=NewUser("idb", "partner", "Inés", cast.usaid), by=cast.operator, at=AT)
    cast.usaid.own = False
    assert (
        add_user(new=NewUser("idb", "partner", "Inés", cast.usaid), by=cast.operator, at=AT).role == "partner"
    )


def test_register_agencies_keeps_the_kind_of_a_unit(cast) -> None:
    rows = [
        AgencyRow("usaid-hn", "USAID Honduras", True, "usaid", "post"),
        AgencyRow("x", "X", False, "", "ngo"),
    ]
    register_agencies(rows)
    assert (queries.agency("usaid-hn").kind, queries.agency("x").kind) == ("post", "agency")


def test_change_user_gives_role_agency_and_scopes(cast) -> None:
    to = Standing("reviewer", None, (("place", "SV"), ("agency", "inl"), ("place", "SV")))
    changed = change_user(user=cast.ana, to=to, by=cast.operator, at=AT)
    assert (changed.role, changed.agency) == ("reviewer", None)
    assert {str(scope) for scope in changed.scopes.all()} == {"place SV", "agency inl"}
    told = Event.objects.get(verb="people.changed")
    assert (told.subject, '"role":"reporter"' in told.details) == (str(cast.ana.pk), True)


@pytest.mark.parametrize("service", [close_account, reopen_account, change_user])
def test_nobody_changes_the_own_account_or_the_operators(cast, service) -> None:
    boss = add_user(new=NewUser("boss", "coordinator", "Berta"), by=cast.operator, at=AT)
    more = {"to": Standing("viewer")} if service is change_user else {}
    for user in (boss, cast.operator):
        with pytest.raises(WrongUse, match=r"[nN]obody changes"):
            service(user=user, by=boss, at=AT, **more)
    with pytest.raises(WrongUse, match="may not"):
        service(user=cast.ana, by=cast.diego, at=AT, **more)


def test_close_account_ends_links_tokens_and_sessions(cast) -> None:
    from istmo.people import links, sign_ins, tokens
    from istmo.people.permissions import Permission

    secret = links.invite_again(user=cast.ana, by=cast.operator, at=AT)
    _, key = tokens.make(name="x", actions=[Permission.SUBMIT], days=9, by=cast.ana, at=AT)
    sign_ins.begin(user=cast.ana, key="k", browser="", at=AT)
    closed = close_account(user=cast.ana, by=cast.operator, at=later())
    assert not closed.is_active
    assert not sign_ins.lasting(cast.ana, "k", later())
    with pytest.raises(WrongUse, match="taken back"):
        links.opened(secret, later())
    with pytest.raises(WrongUse, match="revoked"):
        tokens.user_of(key, later())
    assert reopen_account(user=cast.ana, by=cast.operator, at=later(2)).is_active

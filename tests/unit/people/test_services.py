"""Adding accounts and agencies."""

import pytest
from django.db import IntegrityError, transaction

from istmo.kernel.problem import WrongUse
from istmo.people import queries
from istmo.people.models import Agency, Event, Person, User
from istmo.people.services import NewUser, add_user, begin, register_agencies
from tests.cast import AT


def test_begin_again_changes_nothing(workspace) -> None:
    assert begin(at=AT) is False
    assert Event.objects.count() == 1


def test_add_user_of_a_new_person(cast) -> None:
    assert cast.ana.person.name == "Ana"
    assert not cast.ana.has_usable_password()
    assert Event.objects.filter(verb="people.added", subject="ana").count() == 1


def test_add_user_for_a_person_who_has_one(cast) -> None:
    second = add_user(new=NewUser("ana2", "reviewer", same_as=cast.ana), by=cast.operator, at=AT)
    assert second.person_id == cast.ana.person_id


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (NewUser("ana", "viewer", "Ana"), "already"),
        (NewUser("", "viewer", "X"), "cannot be an account"),
        (NewUser("a b", "viewer", "X"), "cannot be an account"),
        (NewUser("x", "king", "X"), "not a role"),
        (NewUser("x", "operator", "X"), "not a role"),
        (NewUser("x", "reporter", "X"), "--agency"),
        (NewUser("x", "viewer", "  "), "--name"),
    ],
)
def test_add_user_refuses_and_leaves_nothing(cast, new: NewUser, told: str) -> None:
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

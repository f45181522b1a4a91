"""One-time links: who may make one, what one opens, and every way in which one does not."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from istmo.kernel.problem import WrongUse
from istmo.people import links, sign_ins
from istmo.people.models import Event, Link, User
from istmo.people.services import NewUser
from tests.cast import AT, later

GOOD = "seven quiet lanterns"
NEW = NewUser("fay", "viewer", "Fay Ortiz", email="Fay@Istmo.example")


@pytest.fixture
def invited(cast) -> tuple[User, str]:
    """Fay, and what stands in her link."""
    return links.invite(new=NEW, by=cast.operator, at=AT)


def test_invite_keeps_the_hash_and_no_name_in_the_log(invited) -> None:
    user, secret = invited
    assert (user.email, user.has_usable_password()) == ("fay@istmo.example", False)
    assert secret not in Link.objects.get().sha256
    told = "".join(f"{event.subject}{event.details}" for event in Event.objects.all())
    assert not any(word in told.lower() for word in ("fay", "ortiz", "istmo.example"))


def test_invite_by_somebody_who_may_not_leaves_no_account(cast) -> None:
    with pytest.raises(WrongUse, match="may not invite people"):
        links.invite(new=NEW, by=cast.ben, at=AT)
    assert not User.objects.filter(code="fay").exists()


def test_accept_sets_the_password_once(invited) -> None:
    user, secret = invited
    assert links.opened(secret, later()).user == user
    assert links.accept(secret=secret, password=GOOD, at=later()).check_password(GOOD)
    with pytest.raises(WrongUse, match="used already"):
        links.accept(secret=secret, password=GOOD, at=later(2))
    assert User.objects.get(pk=user.pk).check_password(GOOD)


@pytest.mark.parametrize("easy", ["short", "password1234", "123456789012", "fay@istmo.example"])
def test_accept_refuses_an_easy_password_and_keeps_the_link(invited, easy: str) -> None:
    _, secret = invited
    with pytest.raises(ValidationError):
        links.accept(secret=secret, password=easy, at=later())
    assert links.opened(secret, later())


def test_a_link_opens_until_its_hour(invited) -> None:
    _, secret = invited
    end = AT + links.LASTS[Link.Purpose.INVITED]
    assert links.opened(secret, end - timedelta(seconds=1))
    with pytest.raises(WrongUse, match="worked until 2017-11-08 09:30 UTC"):
        links.opened(secret, end)


def test_a_link_that_was_altered_is_not_known(invited) -> None:
    _, secret = invited
    for altered in (secret[:-1], secret + "x", "", secret.swapcase()):
        with pytest.raises(WrongUse, match="not known"):
            links.opened(altered, later())


def test_a_later_link_replaces_the_one_before(cast, invited) -> None:
    user, secret = invited
    second = links.invite_again(user=user, by=cast.operator, at=later())
    with pytest.raises(WrongUse, match="replaced by a later one"):
        links.opened(secret, later())
    assert links.opened(second, later())


def test_forgotten_lasts_an_hour_and_ends_all_sessions(cast) -> None:
    secret = links.forgotten(user=cast.ana, at=AT)
    sign_ins.begin(user=cast.ana, key="k", browser="", at=AT)
    with pytest.raises(WrongUse, match="worked until"):
        links.opened(secret, later(60))
    links.accept(secret=secret, password=GOOD, at=later(59))
    assert not sign_ins.lasting(cast.ana, "k", later(59))


def test_a_closed_account_gets_no_link(cast) -> None:
    cast.ana.is_active = False
    with pytest.raises(WrongUse, match="closed"):
        links.invite_again(user=cast.ana, by=cast.operator, at=AT)


def test_set_password_by_the_operator_only(cast) -> None:
    links.set_password(user=cast.ana, password=GOOD, by=cast.operator, at=AT)
    assert User.objects.get(pk=cast.ana.pk).check_password(GOOD)
    with pytest.raises(WrongUse, match="may not"):
        links.set_password(user=cast.ana, password=GOOD, by=cast.diego, at=AT)

"""Tokens and sessions: what they may, how long, and how they end."""

from datetime import timedelta

import pytest

from istmo.kernel.problem import WrongUse
from istmo.people import second_factor, sign_ins, tokens
from istmo.people.models import Role, Token, User
from istmo.people.permissions import Permission
from tests.cast import AT, later


@pytest.fixture
def made(cast) -> tuple[Token, str]:
    """Ben's token to submit, for ten days."""
    return tokens.make(name="nightly", actions=[Permission.SUBMIT], days=10, by=cast.ben, at=AT)


def test_a_token_does_what_it_was_made_for_and_its_account_may(cast, made) -> None:
    _, secret = made
    bearer = tokens.user_of(secret, later())
    bearer.require(Permission.SUBMIT, cast.usaid)
    with pytest.raises(WrongUse, match="was not made to approve"):
        bearer.require(Permission.DECIDE, cast.usaid)
    with pytest.raises(WrongUse, match="may not submit figures of inl"):
        bearer.require(Permission.SUBMIT, cast.inl)
    User.objects.filter(pk=cast.ben.pk).update(role=Role.VIEWER)
    with pytest.raises(WrongUse, match="may not submit"):
        tokens.user_of(secret, later()).require(Permission.SUBMIT, cast.usaid)


def test_a_token_is_kept_as_its_hash_and_remembers_its_last_use(made) -> None:
    token, secret = made
    assert secret.startswith("istmo_")
    assert secret not in "".join(str(value) for value in Token.objects.values_list()[0])
    tokens.user_of(secret, later())
    token.refresh_from_db()
    assert token.used_at == later()


def test_a_token_that_was_tampered_with_is_not_known(made) -> None:
    _, secret = made
    for other in (secret[:-1] + ("a" if secret[-1] != "a" else "b"), secret.upper(), "istmo_", ""):
        with pytest.raises(WrongUse, match="not known"):
            tokens.user_of(other, later())


def test_a_token_ends_on_its_day(made) -> None:
    _, secret = made
    with pytest.raises(WrongUse, match="worked until 2017-11-11"):
        tokens.user_of(secret, AT + timedelta(days=10))


def test_revoke_is_for_the_own_tokens(cast, made) -> None:
    token, secret = made
    with pytest.raises(WrongUse, match="no token"):
        tokens.revoke(number=token.pk, by=cast.ana, at=later())
    tokens.revoke(number=token.pk, by=cast.ben, at=later())
    tokens.revoke(number=token.pk, by=cast.ben, at=later(2))
    with pytest.raises(WrongUse, match="revoked"):
        tokens.user_of(secret, later(3))


@pytest.mark.parametrize(
    ("name", "actions", "days", "told"),
    [
        (" ", [Permission.SUBMIT], 9, "needs a name"),
        ("x", [], 9, "at least one action"),
        ("x", [Permission.SUBMIT], 0, "from 1 to 365"),
        ("x", [Permission.SUBMIT], 366, "from 1 to 365"),
        ("x", [Permission.FREEZE], 9, "may not freeze"),
    ],
)
def test_make_refuses(cast, name: str, actions: list[Permission], days: int, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        tokens.make(name=name, actions=actions, days=days, by=cast.ana, at=AT)


def test_make_by_the_operator_is_refused(cast) -> None:
    with pytest.raises(WrongUse, match=r"operator .* may not make an API token"):
        tokens.make(name="x", actions=[Permission.FREEZE], days=9, by=cast.operator, at=AT)


def test_a_session_ends_when_nobody_uses_it_and_at_the_latest_after_twelve_hours(cast) -> None:
    sign_ins.begin(user=cast.ana, key="k", browser="Firefox", at=AT)
    assert not sign_ins.lasting(cast.ben, "k", later())
    hours = [AT + timedelta(minutes=59 * n) for n in range(1, 13)]
    assert all(sign_ins.lasting(cast.ana, "k", at) for at in hours)
    assert not sign_ins.lasting(cast.ana, "k", AT + sign_ins.LONGEST)
    sign_ins.begin(user=cast.ana, key="k", browser="Firefox", at=AT)
    assert not sign_ins.lasting(cast.ana, "k", later(60))


def test_one_session_too_many_ends_the_one_used_least_lately(cast) -> None:
    for n in range(sign_ins.MOST + 1):
        sign_ins.begin(user=cast.ana, key=f"k{n}", browser="", at=later(n))
    assert not sign_ins.lasting(cast.ana, "k0", later(9))
    assert sign_ins.lasting(cast.ana, "k1", later(9))
    assert sign_ins.end_others(by=cast.ana, key="k3", at=later(9)) == sign_ins.MOST - 1
    assert [sign_ins.lasting(cast.ana, f"k{n}", later(9)) for n in range(6)] == [n == 3 for n in range(6)]


def test_second_factors_are_needed_by_role_and_taken_away_by_who_may(cast) -> None:
    from allauth.mfa.models import Authenticator

    assert second_factor.missing(cast.ben)
    assert not second_factor.missing(cast.ana)
    Authenticator.objects.create(user=cast.ben, type="recovery_codes", data={})
    assert second_factor.missing(cast.ben)
    Authenticator.objects.create(user=cast.ben, type="totp", data={})
    assert not second_factor.missing(cast.ben)
    with pytest.raises(WrongUse, match="may not"):
        second_factor.take_away(user=cast.ben, by=cast.diego, at=AT)
    assert second_factor.take_away(user=cast.ben, by=cast.operator, at=AT) == 2
    assert second_factor.missing(cast.ben)

"""People pages: inviting, accepting, changing, closing, tokens, the log; who may and who may not."""

import csv
import io
import json
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from istmo.people import links, tokens
from istmo.people.models import Event, User
from istmo.people.services import NewUser, add_user
from tests.cast import AT
from tests.unit.web.accounts import PASSWORD, sign_in, told, with_factor, with_password

FAY = {
    "name": "Fay Ortiz",
    "email": "Fay@istmo.example",
    "code": "fay",
    "role": "reviewer",
    "scopes": "place:SV",
}


@pytest.fixture(autouse=True)
def _quiet_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def boss(cast, client: Client) -> User:
    """A coordinator with a second factor, who is signed in."""
    user = with_password(add_user(new=NewUser("boss", "coordinator", "Berta"), by=cast.operator, at=AT))
    with_factor(user)
    client.force_login(user)
    return user


def link_of(message) -> str:
    return re.search(r"http://testserver(/account/link/\S+)", message.body)[1]


def test_invite_sends_a_link_that_sets_a_password_once(boss, client: Client) -> None:
    assert "It was sent to fay@istmo.example" in told(client.post("/people/invite/", FAY))
    fay = User.objects.get(code="fay")
    assert [str(scope) for scope in fay.scopes.all()] == ["place SV"]
    (message,) = mail.outbox
    assert message.to == ["fay@istmo.example"]
    guest = Client()
    page = told(guest.get(link_of(message)))
    assert "Fay Ortiz, your account is fay." in re.sub(r"\s+", " ", page)
    easy = told(guest.post(link_of(message), {"password": "fay", "again": "fay"}))
    assert "too short" in easy
    other = told(guest.post(link_of(message), {"password": PASSWORD, "again": PASSWORD[:-1]}))
    assert "This is not the password above." in other
    assert guest.post(link_of(message), {"password": PASSWORD, "again": PASSWORD}).url == "/account/sign-in/"
    again = guest.get(link_of(message))
    assert (again.status_code, "This link was used already" in told(again)) == (410, True)
    assert sign_in(guest, "fay@istmo.example").url == "/account/factors/"


def test_a_link_opened_by_somebody_else_is_not_used(boss, cast, client: Client) -> None:
    secret = links.invite_again(user=cast.eva, by=cast.operator, at=AT)
    # Made in 2017: to be open today it has to be young.
    cast.eva.links.update(expires_at="2100-01-01T00:00Z")
    path = f"/account/link/{secret}/"
    page = client.get(path)
    assert page.status_code == 403
    assert "You are signed in as boss. This link is for the account eva." in told(page)
    client.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert not User.objects.get(code="eva").has_usable_password()
    out = client.post("/account/sign-out/", {"next": path})
    assert out.url == path
    assert client.get(path).status_code == 200


def test_a_link_that_is_too_old_or_unknown_says_so(cast, client: Client) -> None:
    secret = links.invite_again(user=cast.eva, by=cast.operator, at=AT)
    for path, words in (
        (secret, "worked until 2017-11-08"),
        (secret[:-2], "not known"),
        ("x" * 500, "not known"),
    ):
        answer = client.get(f"/account/link/{path}/")
        assert (answer.status_code, words in told(answer)) == (410, True)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"code": "boss"}, "There is an account “boss” already."),
        ({"email": "no"}, "Enter a valid email address."),
        ({"role": "reporter"}, "A reporter acts for an agency"),
        ({"role": "operator"}, "Select a valid choice"),
        ({"scopes": "mars"}, "is not a scope"),
        ({"code": ""}, "This field is required."),
    ],
)
def test_invite_says_what_is_wrong_and_keeps_what_was_typed(boss, client: Client, typed, says: str) -> None:
    page = told(client.post("/people/invite/", {**FAY, **typed}))
    assert says in page
    assert "There is a problem" in page
    assert 'value="Fay Ortiz"' in page
    assert not mail.outbox


def test_a_person_without_e_mail_gets_a_link_to_pass_on(boss, cast, client: Client) -> None:
    page = told(client.post(f"/people/{cast.eva.pk}/invite/"))
    path = re.search(r"http://testserver(/account/link/[^<]+)", page)[1]
    assert Client().get(path).status_code == 200


def test_mails_come_in_the_language_of_the_account(boss, client: Client) -> None:
    assert "Saved." in told(client.post("/account/language/", {"language": "es"}, follow=True))
    assert User.objects.get(code="boss").language == "es"
    assert "no language of this workspace" in told(
        client.post("/account/language/", {"language": "xx"}, follow=True)
    )
    client.post("/people/invite/", {**FAY, "language": "es"})
    (message,) = mail.outbox
    assert (User.objects.get(code="fay").language, message.body.startswith("Estimad")) == ("es", True)


def test_change_close_and_reopen(boss, cast, client: Client) -> None:
    path = f"/people/{cast.eva.pk}/"
    assert 'value="viewer" selected' in told(client.get(path))
    assert client.post(path, {"role": "reviewer", "scopes": "agency:inl"}).url == "/people/"
    assert "agency inl" in told(client.get("/people/"))
    assert "not a scope" in told(client.post(path, {"role": "reviewer", "scopes": "inl"}))
    client.post(f"{path}close/")
    assert "The account eva is closed." in told(client.get("/people/"))
    client.post(f"{path}reopen/")
    assert User.objects.get(code="eva").is_active
    assert client.get("/people/99999/").status_code == 404


def test_an_e_mail_is_given_to_an_account_and_no_faulty_one(boss, cast, client: Client) -> None:
    path = f"/people/{cast.eva.pk}/"
    assert client.post(f"{path}email/", {"email": "Eva@istmo.example"}).url == "/people/"
    assert User.objects.get(code="eva").email == "eva@istmo.example"
    for typed, says in (
        ("eva", "“eva” is not an e-mail."),
        ("boss@istmo.example", "belongs to another account"),
    ):
        User.objects.filter(pk=boss.pk).update(email="boss@istmo.example")
        assert says in told(client.post(f"{path}email/", {"email": typed}, follow=True))
    assert User.objects.get(code="eva").email == "eva@istmo.example"
    client.post(f"{path}email/", {"email": ""})
    assert User.objects.get(code="eva").email == ""
    assert "istmo.example" not in "".join(Event.objects.values_list("details", flat=True))
    client.force_login(cast.ana)
    assert client.post(f"{path}email/", {"email": "x@istmo.example"}).status_code == 403


def test_nobody_changes_the_own_account(boss, client: Client) -> None:
    assert "Nobody changes the own account" in told(client.get(f"/people/{boss.pk}/"))
    client.post(f"/people/{boss.pk}/", {"role": "viewer"})
    client.post(f"/people/{boss.pk}/close/")
    boss.refresh_from_db()
    assert (boss.role, boss.is_active) == ("coordinator", True)


@pytest.mark.parametrize("who", ["ana", "diego", "eva"])
def test_who_may_not_is_told_who_may(cast, client: Client, who: str) -> None:
    user = getattr(cast, who)
    with_factor(user)
    client.force_login(user)
    for path in ("/people/", "/people/invite/", f"/people/{cast.ben.pk}/", "/log/", "/log.csv"):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "Roles that may:" in told(answer)
    kept = client.post("/people/invite/", FAY)
    assert (kept.status_code, "Fay Ortiz" in told(kept)) == (403, True)
    for verb in ("close", "reopen", "invite"):
        client.post(f"/people/{cast.ben.pk}/{verb}/")
    cast.ben.refresh_from_db()
    assert (cast.ben.is_active, cast.ben.links.count()) == (True, 0)


def test_an_auditor_reads_people_and_log_and_changes_nothing(cast, call, client: Client) -> None:
    auditor = add_user(new=NewUser("gil", "auditor", "Gil"), by=cast.operator, at=AT)
    with_factor(auditor)
    client.force_login(auditor)
    assert "Diego" in told(client.get("/people/"))
    assert "people.added" in told(client.get("/log/"))
    assert client.post("/people/invite/", FAY).status_code == 403
    rows = list(csv.DictReader(io.StringIO(b"".join(client.get("/log.csv")).decode())))
    assert [int(row["seq"]) for row in rows] == list(
        Event.objects.order_by("seq").values_list("seq", flat=True)
    )
    assert "Diego" not in str(rows)
    (opened,) = json.loads(b"".join(client.get("/log.json?about=c1")))
    assert (opened["verb"], opened["details"]["asked"]) == ("call.opened", ["inl", "usaid"])


def test_a_token_is_shown_once_and_revoked(cast, client: Client) -> None:
    client.force_login(cast.ana)
    made = told(client.post("/account/tokens/", {"name": "nightly", "days": "30", "actions": ["SUBMIT"]}))
    secret = re.search(r"<code>(istmo_[^<]+)</code>", made)[1]
    assert secret not in told(client.get("/account/tokens/"))
    from istmo.web.clock import now

    assert tokens.user_of(secret, now()).user == cast.ana
    client.post(f"/account/tokens/{cast.ana.tokens.get().pk}/revoke/")
    with pytest.raises(Exception, match="revoked"):
        tokens.user_of(secret, now())
    assert "You have no token 77." in told(client.post("/account/tokens/77/revoke/", follow=True))
    more = client.post("/account/tokens/", {"name": "x", "days": "30", "actions": ["FREEZE"]})
    assert "Select a valid choice" in told(more)


@pytest.mark.parametrize(
    "path", ["/account/", "/account/tokens/", "/people/", "/people/invite/", "/log/", "/account/factors/"]
)
def test_a_page_takes_few_queries_and_bytes_in_both_languages(
    boss, cast, client: Client, path: str, django_assert_max_num_queries
) -> None:
    client.get(path)
    for prefix in ("", "/es"):
        with django_assert_max_num_queries(10):
            page = client.get(prefix + path)
        assert page.status_code == 200
        assert len(page.content) < 100_000
        assert not re.search(
            r"<script(?![^>]* (?:src=|type=\"application/json\"))|style=\"| on\w+=\"", told(page)
        )

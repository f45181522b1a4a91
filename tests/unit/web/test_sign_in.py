"""Signing in: password, second factor, lockout, session; and what each fault says."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from istmo.collect.calls import close_call
from istmo.people import sign_ins
from istmo.people.models import Event, SignIn, User
from istmo.people.services import NewUser, Standing, add_user, change_user, close_account
from istmo.web.accounts.gate import Gate, members_only
from istmo.web.accounts.work import begins
from tests.cast import AT, later
from tests.unit.publish import basin
from tests.unit.web.accounts import PASSWORD, code, sign_in, told, with_factor, with_password

OPEN = ("/", "/account/sign-in/", "/account/forgotten/", "/account/by-invitation/")
CLOSED = (
    "/account/",
    "/account/tokens/",
    "/people/",
    "/people/invite/",
    "/log/",
    "/log.csv",
    "/account/factors/",
)


@pytest.fixture(autouse=True)
def _quiet_counters():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ana(cast) -> User:
    """A reporter with a password: her role needs no second factor."""
    User.objects.filter(pk=cast.ana.pk).update(email="ana@istmo.example")
    return with_password(User.objects.get(pk=cast.ana.pk))


@pytest.fixture
def boss(cast) -> User:
    """A coordinator with a password."""
    return with_password(add_user(new=NewUser("boss", "coordinator", "Berta"), by=cast.operator, at=AT))


@pytest.mark.parametrize("path", OPEN)
def test_page_is_read_without_signing_in(workspace, client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", CLOSED)
def test_page_leads_to_signing_in_and_back(workspace, client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (302, f"/account/sign-in/?next={path.replace('/', '%2F')}")


def test_a_private_workspace_shows_nothing_without_signing_in(ana, client: Client, settings) -> None:
    settings.PRIVATE = True
    assert client.get("/").status_code == 302
    sheet = re.search(r'stylesheet" href="([^"]+)"', told(client.get("/account/sign-in/")))
    assert client.get(sheet[1]).headers["Content-Type"].startswith("text/css")
    client.force_login(ana)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("name", ["ana", "ANA", "ana@istmo.example", "Ana@Istmo.example "])
def test_sign_in_by_code_or_e_mail(ana, client: Client, name: str) -> None:
    assert sign_in(client, name).url == "/calls/"
    page = told(client.get("/account/"))
    assert "Agency reporter" in page
    assert "ana@istmo.example" in page
    assert Event.objects.filter(verb="account.signed_in", user=ana).count() == 1


def test_signing_in_leads_to_the_work(cast, call) -> None:
    boss = add_user(new=NewUser("boss", "coordinator", "Berta"), by=cast.operator, at=AT)
    begin = {user.code: begins(user, AT) for user in (cast.ana, cast.ben, cast.diego, cast.eva, boss)}
    assert begin == {
        "ana": "/calls/c1/of/usaid/", "ben": "/review/", "diego": "/review/", "eva": "/", "boss": "/calls/c1/"
    }  # fmt: skip
    close_call(call=call, by=cast.operator, at=AT)
    assert (begins(cast.ana, later()), begins(boss, later())) == ("/calls/", "/calls/")


@pytest.mark.parametrize(
    ("following", "leads"),
    [
        ("/calls/c1/questions/", "/calls/c1/questions/"),
        ("https://elsewhere.example/", "/calls/"),
        ("//elsewhere.example/calls/", "/calls/"),
    ],
)
def test_signing_in_goes_on_to_an_address_of_this_site_alone(
    ana, client: Client, following: str, leads: str
) -> None:
    assert sign_in(client, "ana", next=following).url == leads


@pytest.mark.parametrize(
    ("name", "password"), [("ana", "wrong"), ("nobody", PASSWORD), ("ana", PASSWORD.upper())]
)
def test_a_wrong_password_says_the_same_as_an_unknown_account(
    ana, client: Client, name: str, password: str
) -> None:
    page = told(sign_in(client, name, password))
    assert "Account and password do not belong together." in page
    assert "<title>Error: Sign in" in re.sub(r"\s+", " ", page).replace("<title> ", "<title>")
    assert client.get("/account/").status_code == 302


def test_five_wrong_passwords_lock_the_account_from_here_and_say_until_when(
    ana, cast, client: Client
) -> None:
    for _ in range(4):
        assert sign_in(client, "ana", "wrong").status_code == 200
    last = sign_in(client, "ana@istmo.example", "wrong")
    assert last.status_code == 429
    assert "This account can be tried again from here in 15 minutes." in told(last)
    assert sign_in(client, "ana").status_code == 429
    with_password(cast.ben)
    assert sign_in(client, "ben").status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, "ana").status_code == 302


def test_what_was_typed_at_a_wrong_password_is_not_kept(ana, client: Client) -> None:
    sign_in(client, "ana@istmo.example", "wrong")
    kept = str(list(AccessAttempt.objects.values()))
    assert f"account {ana.pk}" in kept
    assert not any(word in kept for word in ("ana@", "wrong"))


def test_a_part_of_a_page_asked_for_by_htmx_leads_the_whole_page_on(ana, cast, client: Client) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/"}
    leads = client.get("/people/", headers=asked)
    assert (leads.status_code, leads.headers["HX-Redirect"].startswith("/account/sign-in/?next=http")) == (
        200,
        True,
    )
    kept = client.post("/people/invite/", {"name": "Fay Ortiz"}, headers=asked)
    assert (kept.status_code, kept.headers["HX-Retarget"], "Fay Ortiz" in told(kept)) == (200, "#main", True)
    client.force_login(ana)
    assert client.get("/people/", headers=asked).headers["HX-Reselect"] == "#main"


def test_a_view_of_the_reading_room_may_be_for_members_only(ana, client: Client) -> None:
    request = RequestFactory().get("/")
    request.session, request.user = client.session, AnonymousUser()

    def view(request):
        raise AssertionError

    view.__module__ = "istmo.web.reading.releases"
    gate = Gate(view)
    assert gate.process_view(request, view, (), {}) is None
    assert gate.process_view(request, members_only(view), (), {}).status_code == 302


def test_who_needs_a_second_factor_is_led_to_it_and_changes_nothing_before(boss, client: Client) -> None:
    assert sign_in(client, "boss").url == "/account/factors/"
    assert "A second factor is missing" in told(client.get("/account/"))
    kept = client.post("/people/invite/", {"name": "Fay Ortiz", "email": "fay@istmo.example"})
    assert kept.status_code == 403
    assert "needs a second factor" in told(kept)
    assert "Fay Ortiz" in told(kept)
    assert not User.objects.filter(email="fay@istmo.example").exists()


def test_an_exercise_asks_for_no_second_factor_and_one_real_release_ends_that(
    boss, client: Client, workspace: Path
) -> None:
    (workspace / "releases").mkdir()
    basin.write(workspace / "releases" / "1", illustrative=True)
    assert sign_in(client, "boss").url == "/calls/"
    assert "Illustrative: an exercise." in told(client.get("/calls/"))
    assert client.post("/people/invite/", {"name": "Fay Ortiz"}).status_code != 403
    basin.write_plain(workspace / "releases" / "2")
    assert client.post("/people/invite/", {"name": "Fay Ortiz"}).status_code == 403
    assert "Illustrative" not in told(client.get("/calls/"))


def test_setting_up_an_app_gives_recovery_codes_once(
    boss, client: Client, django_capture_on_commit_callbacks
) -> None:
    sign_in(client, "boss")
    page = told(client.get("/account/factors/totp/activate/"))
    key = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    wrong = client.post("/account/factors/totp/activate/", {"code": "000000"})
    assert "Incorrect code." in told(wrong)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/account/factors/totp/activate/", {"code": code(key)})
    assert done.url == "/account/factors/recovery-codes/"
    codes = re.findall(r"<li><code>(\d{8})</code>", told(client.get(done.url)))
    assert len(codes) == 10
    assert codes[0] not in told(client.get(done.url))
    assert key not in str(list(Authenticator.objects.values_list("data")))
    assert Event.objects.filter(verb="account.factor_added").exists()
    other = Client()
    assert sign_in(other, "boss").url.startswith("/account/factors/authenticate/")
    assert other.post("/account/factors/authenticate/", {"code": codes[0]}).url == "/calls/"
    again = Client()
    sign_in(again, "boss")
    assert "Incorrect code." in told(again.post("/account/factors/authenticate/", {"code": codes[0]}))


def test_before_how_one_signs_in_is_changed_the_password_is_asked_once_more(ana, client: Client) -> None:
    client.force_login(ana)
    answer = client.get("/account/factors/totp/activate/")
    assert answer.url == "/account/confirm/?next=%2Faccount%2Ffactors%2Ftotp%2Factivate%2F"
    assert "Incorrect password." in told(client.post(answer.url, {"password": "wrong"}))
    assert client.post(answer.url, {"password": PASSWORD}).url == "/account/factors/totp/activate/"
    assert client.get("/account/factors/totp/activate/").status_code == 200


def test_a_code_of_the_app_works_once(boss, client: Client) -> None:
    secret = with_factor(boss)
    typed = code(secret)
    sign_in(client, "boss")
    assert client.post("/account/factors/authenticate/", {"code": typed}).url == "/calls/"
    other = Client()
    sign_in(other, "boss")
    assert "Incorrect code." in told(other.post("/account/factors/authenticate/", {"code": typed}))
    assert other.get("/account/").status_code == 302


def test_a_password_alone_opens_nothing_where_there_is_a_second_factor(boss, client: Client) -> None:
    with_factor(boss)
    sign_in(client, "boss")
    assert client.get("/people/").status_code == 302
    for _ in range(12):
        page = told(client.post("/account/factors/authenticate/", {"code": "123456"}))
    assert "Too many failed login attempts" in page


def test_signing_out_ends_the_session(ana, client: Client) -> None:
    sign_in(client, "ana")
    assert client.post("/account/sign-out/").status_code == 302
    assert client.get("/account/").status_code == 302
    assert not SignIn.objects.exists()


def test_a_session_that_nobody_used_keeps_what_was_typed(ana, client: Client, monkeypatch) -> None:
    sign_in(client, "ana")
    SignIn.objects.update(seen_at=AT)
    kept = client.post("/account/tokens/", {"name": "nightly job", "days": "9", "password": "hush"})
    assert kept.status_code == 403
    page = told(kept)
    assert "Your session has ended" in page
    assert "nightly job" in page
    assert "hush" not in page
    assert "Send it again" in page


def test_a_session_ends_at_a_page_with_the_reason(ana, client: Client) -> None:
    sign_in(client, "ana")
    SignIn.objects.all().delete()
    assert "Your session has ended" in told(client.get("/account/", follow=True))


def test_a_role_that_changed_is_told_at_the_next_page(ana, cast, client: Client) -> None:
    sign_in(client, "ana")
    client.get("/account/")
    change_user(user=ana, to=Standing("viewer"), by=cast.operator, at=AT)
    assert "Your role was changed while the page was open. You are now: Viewer." in told(
        client.get("/account/")
    )
    assert "was changed" not in told(client.get("/account/"))


def test_a_role_that_changed_under_a_form_keeps_what_was_typed_and_lets_it_be_sent_again(
    ana, cast, client: Client
) -> None:
    sign_in(client, "ana")
    client.get("/account/tokens/")
    change_user(user=ana, to=Standing("approver", cast.usaid), by=cast.operator, at=AT)
    typed = {"name": "nightly job", "days": "9", "actions": ["SUBMIT"]}
    page = told(client.post("/account/tokens/", typed))
    assert "You are now: Agency approver." in page
    assert "nightly job" in page
    assert not ana.tokens.exists()


def test_an_account_closed_under_an_open_page_says_so(ana, cast, client: Client) -> None:
    sign_in(client, "ana")
    close_account(user=ana, by=cast.operator, at=AT)
    kept = client.post("/account/tokens/", {"name": "nightly job"})
    assert "This account was closed while the page was open." in told(kept)
    assert "nightly job" in told(kept)
    assert sign_in(client, "ana").url == "/account/closed/"


def test_a_form_from_before_signing_in_anew_is_shown_again_and_one_of_strangers_is_not(ana) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    typed = {"name": "nightly job"}
    ours = client.post("/account/tokens/", typed, HTTP_ORIGIN="http://testserver")
    assert (ours.status_code, "nightly job" in told(ours), "Send it again" in told(ours)) == (403, True, True)
    theirs = client.post("/account/tokens/", typed, HTTP_ORIGIN="https://elsewhere.example")
    assert (theirs.status_code, "nightly job" in told(theirs)) == (403, False)


def test_changing_the_password_keeps_this_session_and_ends_the_others(ana, client: Client) -> None:
    other = Client()
    sign_in(other, "ana")
    sign_in(client, "ana")
    new = "three brown umbrellas"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post("/account/password/", typed)
    assert answer.status_code == 302, told(answer)
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert Event.objects.filter(verb="account.password_changed").exists()


def test_signing_out_everywhere_else(ana, client: Client) -> None:
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    sign_in(other, "ana")
    sign_in(client, "ana")
    assert "Firefox, Linux" in told(client.get("/account/"))
    client.post("/account/elsewhere-out/")
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_one_browser_too_many_ends_the_first(ana) -> None:
    browsers = [Client() for _ in range(sign_ins.MOST + 1)]
    for browser in browsers:
        sign_in(browser, "ana")
    assert browsers[0].get("/account/").status_code == 302
    assert browsers[1].get("/account/").status_code == 200


def test_forgotten_says_the_same_to_everybody_and_sends_to_those_who_are_there(ana, client: Client) -> None:
    pages = [told(client.post("/account/forgotten/", {"login": name})) for name in ("ana", "nobody")]
    same = [re.sub(r'value="[^"]+"', "", page) for page in pages]
    assert same[0] == same[1]
    assert [message.to for message in mail.outbox] == [["ana@istmo.example"]]
    link = re.search(r"http://testserver(/account/link/\S+)", mail.outbox[0].body)[1]
    new = "three brown umbrellas"
    assert client.post(link, {"password": new, "again": new}).url == "/account/sign-in/"
    assert sign_in(client, "ana", new).url == "/calls/"
    client.post("/account/forgotten/", {"login": "ana"})
    assert len(mail.outbox) == 1


def test_nobody_registers(workspace, client: Client) -> None:
    client.post("/account/by-invitation/", {"username": "x", "password1": PASSWORD})
    assert not User.objects.filter(code="x").exists()

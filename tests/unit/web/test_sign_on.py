"""Signing in at one's own organisation, against a small OpenID Connect server that runs here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from istmo.config.outside import sign_on
from istmo.people.models import User
from tests.unit.web.accounts import PASSWORD, told

_START = "/account/elsewhere/oidc/sso/login/"
_BACK = "/account/elsewhere/oidc/sso/login/callback/"


@dataclass
class Server:
    """What the server says of whoever signs in there, and what it was asked."""

    address: str = ""
    person: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch, settings) -> Iterator[Server]:
    """The server, with istmo set up to use it."""
    here = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths = {"authorization_endpoint": "/in", "token_endpoint": "/token", "userinfo_endpoint": "/who"}
            config = {"issuer": here.address, "jwks_uri": f"{here.address}/keys"}
            config |= {name: here.address + path for name, path in paths.items()}
            self.give(here.person if self.path == "/who" else config)

        def do_POST(self) -> None:
            here.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.give({"access_token": "x", "token_type": "Bearer"})

        def give(self, told: dict[str, object]) -> None:
            text = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        here.address = f"http://127.0.0.1:{http.server_address[1]}"
        for name, given in (
            ("SERVER", here.address),
            ("CLIENT", "istmo"),
            ("SECRET", "hush"),
            ("NAME", "The Bank"),
        ):
            monkeypatch.setenv(f"ISTMO_OIDC_{name}", given)
        settings.SOCIALACCOUNT_PROVIDERS = sign_on()
        yield here
        http.shutdown()


def come_back(client: Client):
    """Go to the server as the page leads there, and come back with its answer."""
    leads = urlsplit(client.get(_START).url)
    assert leads.path == "/in"
    (state,) = parse_qs(leads.query)["state"]
    return client.get(_BACK, {"code": "abc", "state": state})


@pytest.fixture
def eva(cast) -> User:
    """An account with an e-mail and no password."""
    User.objects.filter(pk=cast.eva.pk).update(email="eva@bank.example")
    return cast.eva


def test_a_confirmed_e_mail_leads_into_the_account(server: Server, eva: User, client: Client) -> None:
    assert "Sign in at The Bank" in told(client.get("/account/sign-in/"))
    server.person = {"sub": "7", "email": "Eva@bank.example", "email_verified": True, "name": "Eva Ruiz"}
    assert come_back(client).url == "/"
    assert "eva@bank.example" in told(client.get("/account/"))
    assert "code_verifier=" in server.asked[0]
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (eva, "7", {})
    server.person["email"] = "other@bank.example"
    again = Client()
    assert come_back(again).url == "/"
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "8", "email": "eva@bank.example", "email_verified": False},
        {"sub": "8", "email": "eva@bank.example"},
        {"sub": "8", "email": "stranger@bank.example", "email_verified": True},
        {"sub": "8"},
    ],
)
def test_nobody_comes_in_without_an_account_of_a_confirmed_e_mail(
    server: Server, eva: User, client: Client, person: dict[str, object]
) -> None:
    server.person = person
    people = User.objects.count()
    assert "Accounts are made by invitation" in told(come_back(client))
    assert client.get("/account/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_who_has_no_password_may_set_one(server: Server, eva: User, client: Client) -> None:
    server.person = {"sub": "7", "email": "eva@bank.example", "email_verified": True}
    come_back(client)
    assert client.get("/account/password/").url == "/account/password/first/"
    assert "Set your password" in told(client.get("/account/password/first/"))
    client.post("/account/password/first/", {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(pk=eva.pk).check_password(PASSWORD)
    assert client.get("/account/").status_code == 200


def test_a_closed_account_stays_closed(server: Server, eva: User, client: Client) -> None:
    server.person = {"sub": "7", "email": "eva@bank.example", "email_verified": True}
    come_back(client)
    User.objects.filter(pk=eva.pk).update(is_active=False)
    assert come_back(Client()).url == "/account/closed/"


def test_an_answer_nobody_asked_for_is_refused(server: Server, eva: User, client: Client) -> None:
    server.person = {"sub": "7", "email": "eva@bank.example", "email_verified": True}
    answer = client.get(_BACK, {"code": "abc", "state": "made-up"})
    assert "Signing in elsewhere did not work" in told(answer)
    refused = client.get(_BACK, {"error": "access_denied", "state": "made-up"})
    assert refused.status_code in (200, 302, 401)
    assert client.get("/account/").status_code == 302

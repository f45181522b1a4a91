"""Mail and signing in elsewhere, as the environment says; a wrong value says how to mend it."""

import pytest

from istmo.config.outside import mail, sign_on
from istmo.kernel.problem import WrongUse

_OIDC = {
    "ISTMO_OIDC_SERVER": "https://id.example/",
    "ISTMO_OIDC_CLIENT": "istmo",
    "ISTMO_OIDC_SECRET": "hush",
}


def test_mail_is_shown_at_the_terminal_where_no_server_is_set(monkeypatch) -> None:
    monkeypatch.delenv("ISTMO_MAIL", raising=False)
    assert mail()["EMAIL_BACKEND"] == "istmo.config.terminal.EmailBackend"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://ana:s%40t@mail.example", ("mail.example", 587, False, True, "s@t")),
        ("smtps://mail.example:4650", ("mail.example", 4650, True, False, "")),
    ],
)
def test_mail_over_a_server(monkeypatch, url: str, wanted: tuple[object, ...]) -> None:
    monkeypatch.setenv("ISTMO_MAIL", url)
    told = mail()
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_SSL", "EMAIL_USE_TLS", "EMAIL_HOST_PASSWORD")
    assert tuple(told[name] for name in names) == wanted


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:port", "smtp://u:secret@h:x"]
)
def test_a_wrong_mail_server_is_told_without_its_password(monkeypatch, url: str) -> None:
    monkeypatch.setenv("ISTMO_MAIL", url)
    with pytest.raises(WrongUse, match="ISTMO_MAIL cannot be read: write it as smtp://") as told:
        mail()
    assert "secret" not in str(told.value)


def test_a_wrong_sender_is_told(monkeypatch) -> None:
    monkeypatch.setenv("ISTMO_MAIL_FROM", "istmo")
    with pytest.raises(WrongUse, match="ISTMO_MAIL_FROM is “istmo”"):
        mail()


def test_mail_at_the_terminal_goes_to_stderr(capsys) -> None:
    from django.core.mail import get_connection, send_mail

    backend = get_connection("istmo.config.terminal.EmailBackend")
    assert send_mail("Hello", "A link.", "a@istmo.example", ["b@istmo.example"], connection=backend) == 1
    said = capsys.readouterr()
    assert (said.out, "A link." in said.err) == ("", True)


def test_sign_on_needs_all_of_its_variables(monkeypatch) -> None:
    for name in _OIDC:
        monkeypatch.delenv(name, raising=False)
    assert sign_on() == {}
    monkeypatch.setenv("ISTMO_OIDC_SERVER", "https://id.example/")
    with pytest.raises(WrongUse, match="ISTMO_OIDC_CLIENT and ISTMO_OIDC_SECRET must be set too"):
        sign_on()
    for name, given in _OIDC.items():
        monkeypatch.setenv(name, given)
    (app,) = sign_on()["openid_connect"]["APPS"]
    assert (app["settings"]["server_url"], app["name"]) == ("https://id.example", "id.example")
    monkeypatch.setenv("ISTMO_OIDC_SERVER", "id.example")
    with pytest.raises(WrongUse, match=r"ISTMO_OIDC_SERVER is “id\.example”"):
        sign_on()

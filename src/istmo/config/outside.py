"""What istmo speaks to outside of the workspace: a mail server, and an organisation's own sign-in."""

from typing import Any
from urllib.parse import unquote, urlsplit

from istmo.config.environment import value
from istmo.kernel.problem import WrongUse

_MAIL = "smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465"
_SIGN_ON = ("ISTMO_OIDC_SERVER", "ISTMO_OIDC_CLIENT", "ISTMO_OIDC_SECRET")


def mail() -> dict[str, Any]:
    """Django's settings for mail: the server of ISTMO_MAIL, or the terminal where the variable is not set."""
    sender = value("ISTMO_MAIL_FROM") or "istmo@localhost"
    if "@" not in sender:
        raise WrongUse(f"ISTMO_MAIL_FROM is “{sender}”: write the e-mail that messages come from.")
    url = value("ISTMO_MAIL")
    if not url:
        return {"EMAIL_BACKEND": "istmo.config.terminal.EmailBackend", "DEFAULT_FROM_EMAIL": sender}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongUse(f"ISTMO_MAIL cannot be read: write it as {_MAIL}, or unset it.") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongUse(f"ISTMO_MAIL cannot be read: write it as {_MAIL}, or unset it.")
    safe = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if safe else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": safe,
        "EMAIL_USE_TLS": not safe,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }


def sign_on() -> dict[str, Any]:
    """allauth's providers: the OpenID Connect server of ISTMO_OIDC_…, or none. All three variables, or none of them."""
    given = {name: value(name) for name in _SIGN_ON}
    if not any(given.values()):
        return {}
    missing = [name for name, found in given.items() if not found]
    if missing:
        raise WrongUse(f"{' and '.join(missing)} must be set too: signing in elsewhere needs all three.")
    server = str(given["ISTMO_OIDC_SERVER"]).rstrip("/")
    if urlsplit(server).scheme not in ("https", "http") or not urlsplit(server).hostname:
        raise WrongUse(f"ISTMO_OIDC_SERVER is “{server}”: write the address of the server, https://…")
    app = {
        "provider_id": "sso",
        "name": value("ISTMO_OIDC_NAME") or urlsplit(server).hostname,
        "client_id": given["ISTMO_OIDC_CLIENT"],
        "secret": given["ISTMO_OIDC_SECRET"],
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

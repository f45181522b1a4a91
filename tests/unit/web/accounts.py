"""What the tests of signing in share: an account with a password, a second factor, a browser that is signed in."""

import time

from allauth.mfa.totp.internal import auth
from django.test import Client

from istmo.people.models import User

PASSWORD = "seven quiet lanterns"  # noqa: S105  (of nobody)


def with_password(user: User) -> User:
    """The account, which can sign in now."""
    user.set_password(PASSWORD)
    user.save()
    return user


def with_factor(user: User) -> str:
    """Gives an account an app as second factor; its key."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret


def code(secret: str, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    counter = int(time.time()) // 30 + steps
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str):
    """Post the page of signing in."""
    return client.post("/account/sign-in/", {"login": name, "password": password, **more})


def told(answer) -> str:
    """The text of a page."""
    return answer.content.decode()

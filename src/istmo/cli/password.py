"""A password for the persons of an exercise, made on the machine that plays it: none is shipped."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

_FIRST, _SECOND = "bdfgklmnprstvz", "aeiou"


def made() -> str:
    """Four words that say nothing, such as `kemo-tavi-rusa-polu`: 49 bits, easy to read aloud and to type."""
    return "-".join(
        "".join(secrets.choice(_FIRST) + secrets.choice(_SECOND) for _ in range(2)) for _ in range(4)
    )


def _fits(password: str, users: Iterable[Any]) -> bool:
    """Whether the rules on passwords take it for all of them: by chance it may be too like one's name."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        for user in users:
            validate_password(password, user)
    except ValidationError:
        return False
    return True


def give(codes: Iterable[str], at: datetime) -> str:
    """Give these accounts one password and return it; empty, and nothing is changed, where one of them has one.

    So whoever runs an exercise again keeps the password that was told first, or a better one.
    """
    from django.db import transaction

    from istmo.people import links, queries

    users = [queries.user(code) for code in codes]
    if any(user.has_usable_password() for user in users):
        return ""
    password = made()
    while not _fits(password, users):
        password = made()
    with transaction.atomic():
        for user in users:
            links.set_password(user=user, password=password, by=queries.user(queries.OPERATOR), at=at)
    return password

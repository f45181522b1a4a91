"""What is shown once and kept as its hash: one-time links and tokens."""

import secrets
from hashlib import sha256


def made(prefix: str = "") -> tuple[str, str]:
    """A secret of 256 bits of chance, and the hash under which it is kept."""
    secret = prefix + secrets.token_urlsafe(32)
    return secret, kept(secret)


def kept(secret: str) -> str:
    """The hash of a secret. One round is enough: nobody can guess 256 bits."""
    return sha256(secret.encode()).hexdigest()

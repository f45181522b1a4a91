"""What allauth asks of us: no self-registration, where to go after signing in, secrets kept enciphered."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from istmo.people.models import User
from istmo.web.accounts.gate import acting, factor_missing
from istmo.web.accounts.work import begins
from istmo.web.clock import now

_WRONG = _("Account and password do not belong together. Check both; small and capital letters differ.")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation."""

    error_messages = {  # noqa: RUF012  (allauth's own way)
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for himself."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the second factor for who needs one and has none; else to the work. An address to go on to comes before."""
        if factor_missing(acting(request)):
            return reverse("mfa_index")
        return begins(acting(request), now())

    def is_reauthentication_required(self, *, app: str, **told: object) -> bool:
        """Whether to confirm that it is the same person still; not of who has signed in a moment ago."""
        if not super().is_reauthentication_required(app=app, **told):
            return False
        signed_in = get_authentication_records(self.request, self.request.user)
        return not any(
            now().timestamp() - one["at"] < app_settings.REAUTHENTICATION_TIMEOUT for one in signed_in
        )


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are enciphered with the workspace's key: a copy of the database alone opens nothing."""

    def encrypt(self, text: str) -> str:
        """Encipher a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decipher what `encrypt` gave."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class SignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in at one's own organisation: only into an account that is there, found by its confirmed e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody opens an account for himself."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect a first sign-in to the account of the same e-mail; keep nothing of what the server told besides."""
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        confirmed = [
            told.email.lower() for told in sociallogin.email_addresses if told.verified and told.email
        ]
        found = User.objects.filter(email__in=confirmed, is_active=True)
        if len(found) == 1 and not request.user.is_authenticated:
            sociallogin.connect(request, found[0])


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"second factors:{settings.SECRET_KEY}".encode()).digest()))

"""Django's settings, whole. Nothing in the environment is needed; `istmo.config.workspace.start` says which folder."""

import os
import secrets
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from csp.constants import NONE, SELF

from istmo.config.environment import database, value, yes
from istmo.config.outside import mail, sign_on

WORKSPACE = Path(os.environ.get("ISTMO_WORKSPACE") or "workspace").resolve()

DEBUG = yes("ISTMO_DEBUG")
_KEY = WORKSPACE / "secret.key"
# Without a workspace (types, makemigrations) there is nobody to deceive: a key for this process only.
SECRET_KEY = _KEY.read_text(encoding="ascii").strip() if _KEY.is_file() else secrets.token_urlsafe(50)
ALLOWED_HOSTS = (value("ISTMO_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "istmo.people",
    "istmo.framework",
    "istmo.collect",
    "istmo.review",
    "istmo.freeze",
    "istmo.jobs",
    "istmo.web",
    # After the web room, whose templates stand in for theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "istmo.web.accounts.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "istmo.config.urls"
WSGI_APPLICATION = "istmo.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "istmo.web.shell.around",
            ]
        },
    }
]

# Scripts and fonts are served from the installed package: there is nothing to collect and no second copy to go stale.
STATIC_URL = "static/"
STATICFILES_DIRS = [("fonts", str(files("istmo.publish") / "fonts"))]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

DATABASES = {"default": database(WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "istmo.web.accounts.gate.forged"

# Behind a web server that speaks HTTPS to the world and tells us so; without it, for this machine or a closed network.
HTTPS = yes("ISTMO_HTTPS")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Whether a domain enters the browsers' own lists is for its owner to say, not for one program on it.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

# Signing in. Frozen releases may be read without it, unless ISTMO_PRIVATE says otherwise.
PRIVATE = yes("ISTMO_PRIVATE")
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("code", "email")},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:account"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "istmo.web.accounts.adapters.Accounts"
ACCOUNT_FORMS = {"login": "istmo.web.accounts.forms.SignIn"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "web:releases"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Wrong passwords are counted by axes, in the database, and stop sooner than this, which also counts wrong codes.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/900s/key"}
MFA_ADAPTER = "istmo.web.accounts.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "istmo"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A browser gives passkeys to https and to localhost only; which of the two is ours to say nothing of.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_ADAPTER = "istmo.web.accounts.adapters.SignOn"
# A link, not a form: the policy lets no form lead to another server, not even by a detour over ours.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = sign_on()

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "istmo.web.accounts.lockout.account"
AXES_LOCKOUT_CALLABLE = "istmo.web.accounts.lockout.locked"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Nothing of what was typed is kept: somebody's e-mail stands in `people` and nowhere else.
AXES_SENSITIVE_PARAMETERS = ["login", "password", "username", "next", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

globals().update(mail())

# What our pages may do in a browser: style sheet, scripts and fonts of our own, forms to ourselves, nothing else.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

"""Django's settings, whole. Nothing in the environment is needed; `istmo.config.workspace.start` says which folder."""

import os
import secrets
from importlib.resources import files
from pathlib import Path

from csp.constants import NONE, SELF

from istmo.config.environment import database, value, yes

WORKSPACE = Path(os.environ.get("ISTMO_WORKSPACE") or "workspace").resolve()

DEBUG = yes("ISTMO_DEBUG")
_KEY = WORKSPACE / "secret.key"
# Without a workspace (types, makemigrations) there is nobody to deceive: a key for this process only.
SECRET_KEY = _KEY.read_text(encoding="ascii").strip() if _KEY.is_file() else secrets.token_urlsafe(50)
ALLOWED_HOSTS = (value("ISTMO_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "istmo.people",
    "istmo.framework",
    "istmo.collect",
    "istmo.review",
    "istmo.freeze",
    "istmo.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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

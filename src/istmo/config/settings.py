"""Django's settings, whole. Nothing in the environment is needed; `istmo.config.workspace.start` says which folder."""

import os
import secrets
from pathlib import Path

from istmo.config.environment import database, value, yes

WORKSPACE = Path(os.environ.get("ISTMO_WORKSPACE") or "workspace").resolve()

DEBUG = yes("ISTMO_DEBUG")
_KEY = WORKSPACE / "secret.key"
# Without a workspace (types, makemigrations) there is nobody to deceive: a key for this process only.
SECRET_KEY = _KEY.read_text(encoding="ascii").strip() if _KEY.is_file() else secrets.token_urlsafe(50)
ALLOWED_HOSTS = (value("ISTMO_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "istmo.people",
    "istmo.framework",
    "istmo.collect",
    "istmo.review",
    "istmo.freeze",
    "istmo.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "istmo.config.urls"
WSGI_APPLICATION = "istmo.config.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

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

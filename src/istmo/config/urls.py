"""Every page is the web room's. English stands at `/…`, Spanish at `/es/…`: a language is a part of an address."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from istmo.web.shell import sheet

urlpatterns = [
    path("style-<str:digest>.css", sheet, name="sheet"),
    *i18n_patterns(
        path("", include("istmo.web.urls")),
        path("account/", include("istmo.web.accounts.signing")),
        prefix_default_language=False,
    ),
]

#: Named by string: Django gives it the request and what was looked for.
handler404 = "istmo.web.shell.missing"

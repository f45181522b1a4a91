"""Every page is the web room's, the one for addresses that lead nowhere too."""

from django.urls import include, path

urlpatterns = [path("", include("istmo.web.urls"))]

#: Named by string: Django gives it the request and what was looked for.
handler404 = "istmo.web.views.missing"

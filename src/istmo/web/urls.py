"""Addresses: reading a release, accounts, writing a framework, data calls, the review; each folder holds its own."""

from django.urls import include, path

app_name = "web"
urlpatterns = [
    path("", include("istmo.web.reading.urls")),
    path("", include("istmo.web.accounts.urls")),
    path("", include("istmo.web.writing.urls")),
    path("", include("istmo.web.calls.urls")),
    path("", include("istmo.web.jobs.urls")),
    path("", include("istmo.web.review.urls")),
]

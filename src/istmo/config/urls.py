"""Every page is the web room's."""

from django.urls import include, path

urlpatterns = [path("", include("istmo.web.urls"))]

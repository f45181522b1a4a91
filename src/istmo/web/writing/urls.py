"""Pages on which a framework is written."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

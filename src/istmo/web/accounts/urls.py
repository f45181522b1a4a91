"""Pages about oneself and one another: signing in, people, their roles."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

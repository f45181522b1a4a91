"""The page for who may not: says who may."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from istmo.people.permissions import NotAllowed
from istmo.web.accounts.gate import kept, whole_page


def refused(request: HttpRequest, told: NotAllowed) -> HttpResponse:
    """403 with the sentence; what was typed is shown again."""
    if request.method == "POST":
        return kept(request, str(told))
    return whole_page(request, render(request, "web/accounts/refused.html", {"told": str(told)}, status=403))

"""A page with words out of registers and answers: what is not of its language says so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from istmo.publish import foreign


def rendered(
    request: HttpRequest, template: str, shown: dict[str, object], status: int = 200
) -> HttpResponse:
    """The template, filled; marks of other languages (`publish.foreign`) have become `lang` attributes."""
    answer = render(request, template, shown, status=status)
    answer.content = foreign.settled(answer.content.decode()).encode()
    return answer

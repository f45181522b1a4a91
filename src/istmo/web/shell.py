"""What stands around every page: its style sheet, its language, and the page for addresses that lead nowhere."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from istmo.freeze.queries import is_practice

#: The fonts stand beside the style sheet, so that a page on a bad line is read before they have come.
_FONTS = (("Public Sans", "PublicSans.woff2", "100 900"), ("Source Serif 4", "SourceSerif4.woff2", "200 900"))


@cache
def style() -> str:
    """Tokens and plain elements of the report, then every file of `web/style`, by name: a new part is a new file."""
    base = (files("istmo.publish") / "style" / "base.css").read_text("utf-8")
    parts = sorted((part for part in (files("istmo.web") / "style").iterdir()), key=lambda part: part.name)
    own = [part.read_text("utf-8") for part in parts if part.name.endswith(".css")]
    return "\n".join([*(_face(*font) for font in _FONTS), base, *own])


def _face(family: str, file: str, weights: str) -> str:
    # Relative to the style sheet, so that it holds below any prefix.
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weights};font-style:normal;font-display:swap;'
        f"src:url(static/fonts/{file}) format('woff2')}}"
    )


@cache
def digest() -> str:
    """The style sheet is named by its content, so that a browser may keep it for ever."""
    return sha256(style().encode()).hexdigest()[:12]


def around(request: HttpRequest) -> dict[str, object]:
    """For every template: the style sheet's name, this page's address in the other languages, whether all is an exercise.

    Without the query where the page was posted to: the other language begins it anew. A page that is nowhere in one
    language is nowhere in the other: from there it goes to the first page.
    """
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    if request.resolver_match is None:
        here = reverse("web:releases")
    spoken = get_language()
    others = [
        {"code": code, "name": name, "address": translate_url(here, code)}
        for code, name in settings.LANGUAGES
        if code != spoken
    ]
    return {"style_digest": digest(), "other_languages": others, "practice": is_practice}


@require_safe
@cache_control(max_age=31_536_000, immutable=True, public=True)
def sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet of the pages; an older page of a browser gets the one that is true now."""
    return HttpResponse(style(), content_type="text/css; charset=utf-8")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing stands at this address."""
    return render(request, "web/missing.html", status=404)

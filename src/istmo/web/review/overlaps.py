"""Where several agencies may have counted the same people: what each choice gives, and the decision."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from istmo.framework import queries as frameworks
from istmo.framework.models import Architecture
from istmo.kernel.problem import WrongUse
from istmo.people.models import User
from istmo.people.permissions import NotAllowed, Permission, everywhere, may, require
from istmo.publish import display
from istmo.publish.words import Words
from istmo.review.models import Combine
from istmo.review.names import Names, names
from istmo.review.overlaps import waiting
from istmo.review.services import Overlap, settle
from istmo.web.accounts.gate import acting, kept
from istmo.web.accounts.refused import refused
from istmo.web.clock import now
from istmo.web.reading.opened import words_of
from istmo.web.rendered import rendered
from istmo.web.review.words import CHOICES, METHODS
from istmo.web.spoken import Told
from istmo.web.writing.page import part

_ROWS = 50


@dataclass(frozen=True)
class Shown:
    """One overlap as it is shown; numbers rounded, empty where not known."""

    told: dict[str, Any]
    title: str
    place: str
    least: str
    most: str
    stands: str
    custom: str
    method: Told
    series: tuple[str, ...]
    notes: tuple[str, ...]


@require_safe
def overlaps(request: HttpRequest) -> HttpResponse:
    """What is due before the next freeze, or all of them."""
    user = acting(request)
    try:
        _require(request)
    except NotAllowed as wrong:
        return refused(request, wrong)
    everything = request.GET.get("show") == "all"
    last = _last()
    found = [row for row in _waiting(last) if everything or row["due_before_freeze"]]
    words, known = _words(last)
    some = part(found, request, _ROWS)
    shown = {
        "rows": [_shown(row, words, known) for row in some.rows],
        "part": some,
        "everything": everything,
        "asks": "show=all&" if everything else "",
        "settles": may(user, Permission.SETTLE),
    }
    return rendered(request, "web/review/overlaps.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest) -> HttpResponse:
    """One overlap: what each choice gives; posted to, it is decided."""
    user, told = acting(request), ""
    about = {name: request.GET.get(name, "") for name in ("indicator", "place", "period")}
    typed = {name: request.POST.get(name, "") for name in ("decision", "value", "reason")}
    try:
        _require(request)
        if request.method == "POST":
            overlap = Overlap(**about, decision=typed["decision"], value=typed["value"].strip())
            settle(overlap=overlap, reason=typed["reason"], by=user, at=now())
            messages.success(request, _("Decided: %(about)s.") % {"about": " ".join(about.values())})
            return redirect("web:review_overlaps")
    except NotAllowed as wrong:
        return refused(request, wrong)
    except WrongUse as wrong:
        told = str(wrong)
    last = _last()
    rows = [
        row
        for row in _waiting(last, indicator=about["indicator"], place=about["place"])
        if row["period"] == about["period"]
    ]
    if not rows and told:
        return kept(request, told)
    if not rows:
        raise Http404
    shown = _shown(rows[0], *_words(last))
    choices = [
        (code, words) for code, words in CHOICES.items() if code != Combine.OPEN or rows[0]["decided_by"]
    ]
    page = {
        "shown": shown, "choices": choices, "told": told, "typed": typed, "settles": may(user, Permission.SETTLE)
    }  # fmt: skip
    return rendered(request, "web/review/overlap.html", page, 422 if told else 200)


def _require(request: HttpRequest) -> None:
    """NotAllowed for who reads not all the work: an overlap tells the numbers of several agencies."""
    user = acting(request)
    require(user, Permission.READ_WORK)
    if not everywhere(user, Permission.READ_WORK):
        require(user, Permission.SETTLE)


def sees_overlaps(user: User) -> bool:
    """Whether the pages of overlaps open to this person."""
    return everywhere(user, Permission.READ_WORK) or (
        may(user, Permission.READ_WORK) and may(user, Permission.SETTLE)
    )


def _waiting(last: Architecture | None, **where: str) -> list[dict[str, Any]]:
    try:
        return waiting(last, **where).dicts() if last else []
    except WrongUse:
        # Before a framework was imported, or of a code that nobody knows, nothing overlaps.
        return []


def _last() -> Architecture | None:
    """What overlaps are told by; None before anything was imported."""
    try:
        return frameworks.latest()
    except WrongUse:
        return None


def _words(last: Architecture | None) -> tuple[Words, Names | None]:
    """The words of the page, which know the codes of the framework; and its names, where there is one."""
    lang = get_language() or "en"
    if last is None:
        return words_of(lang), None
    known = names(last, lang)
    return Words(words_of(lang).lang, codes=known.codes), known


def _shown(row: dict[str, Any], words: Words, known: Names | None) -> Shown:
    code, place = row["indicator"], row["place"]
    return Shown(
        row,
        known.indicators.get(code, row["title"]) if known else row["title"],
        known.places.get(place, row["place_name"]) if known else row["place_name"],
        _number(row["if_max"], row["unit"], words),
        _number(row["if_sum"], row["unit"], words),
        str(words.told(str(row["stands"] or ""))),
        _number(row["custom"], row["unit"], words) if isinstance(row["custom"], Decimal) else "",
        METHODS.get(row["method"] or "", ""),
        tuple(words.told(one) for one in str(row["series"] or "").split("; ") if one),
        tuple(words.told(note) for note in str(row["notes"] or "").split("; ") if note),
    )


def _number(value: Decimal | None, unit: str | None, words: Words) -> str:
    if value is None:
        return _("not known")
    shown, besides = display.amount(value, unit, words)
    return f"{shown} {besides}".strip()

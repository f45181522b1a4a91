"""The standard indicators of a draft's list, found by words alike or by code: also while somebody types a name."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from istmo.spec.near import Near, Standards
from istmo.spec.pieces import Item
from istmo.web.writing.form import PREFIX
from istmo.web.writing.found import read
from istmo.web.writing.page import STANDARDS, Desk, on_a_draft, part, show
from istmo.web.writing.shape import LANGUAGES

#: So many of those with like words, and of those whose code begins so.
_LIKE, _CODES = 5, 20


@require_safe
@on_a_draft
def standards(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Those nearest to what is looked for; to the name of an indicator where its control asks."""
    names = ["q", *(f"{PREFIX}title.{language}" for language in LANGUAGES)]
    query = next((request.GET[name].strip() for name in names if request.GET.get(name)), "")[:200]
    rows = read(desk, STANDARDS)
    found = [*_by_code(rows, query), *_ready(rows).near(query, _LIKE)] if query else []
    return show(
        request, desk, "standards.html", query=query, listed=len(rows), part=part(found, request)
    )  # fmt: skip


def _by_code(rows: Sequence[Item], query: str) -> list[Near]:
    """Those whose code begins with what is looked for; it is wholly theirs."""
    told = [
        one.fields
        for one in rows
        if str(one.fields.get("standard_code", "")).lower().startswith(query.lower())
    ]
    return [Near(100, row["vocabulary"], row["standard_code"], row.get("title", "")) for row in told[:_CODES]]


@lru_cache(4)
def _ready(rows: tuple[Item, ...]) -> Standards:
    told: list[Mapping[str, Any]] = [
        {name: one.fields.get(name) or "" for name in ("vocabulary", "standard_code", "title")}
        for one in rows
    ]
    return Standards.of(told)

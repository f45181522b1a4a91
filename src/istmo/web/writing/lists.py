"""Lists of a draft: the tree of a framework, its indicators, a register; long ones by pages, found by any word or name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from istmo.spec.names import without_accents
from istmo.spec.pieces import Item
from istmo.web.writing.found import read, titled
from istmo.web.writing.items import address
from istmo.web.writing.page import Desk, on_a_draft, part, show
from istmo.web.writing.words import LISTS


@dataclass(frozen=True)
class Row:
    """One item in a list: its name in English or the first language, where its form is, and what is told beside."""

    item: Item
    title: str
    address: str
    beside: str = ""


@require_safe
@on_a_draft
def tree(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The nodes of a framework in their order, each as deep as it stands; from one node down if the address names it."""
    path = _there(desk, desk.strategy(code))
    nodes = [one for one in read(desk, path) if one.list == "nodes"]
    top = request.GET.get("under", "")
    shown = _matching(_below(nodes, f"nodes:{top}") if top else nodes, request)
    under: dict[str, int] = {}
    for one in nodes:
        under[one.under] = under.get(one.under, 0) + 1
    rows = [_row(desk, path, one, str(under.get(one.name, ""))) for one in shown]
    others, passages = _others(desk, path)
    return show(
        request, desk, "tree.html", code=code, path=path, part=part(rows, request, 60), top=top,
        query=request.GET.get("q", ""), others=others, passages=passages,
    )  # fmt: skip


def _others(desk: Desk, path: str) -> tuple[list[Row], list[Row]]:
    """What else stands in a strategy: its head and horizons, and the passages of the annual report."""
    others = [one for one in read(desk, path) if one.list not in ("nodes", "links")]
    is_passage = [one.list.startswith("sections") for one in others]
    kinds = [str(LISTS.get(one.list.partition(".")[0], ("", ""))[1]) for one in others]
    rows = [_row(desk, path, one, kind) for one, kind in zip(others, kinds, strict=True)]
    passages = [
        _row(desk, path, one, one.list.partition(".")[2])
        for one, is_one in zip(others, is_passage, strict=True)
        if is_one
    ]
    return [row for row, is_one in zip(rows, is_passage, strict=True) if not is_one], passages


@require_safe
@on_a_draft
def indicators(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The indicators of a framework, then its breakdowns."""
    path = _there(desk, desk.indicators(code))
    every = read(desk, path)
    asked = _matching([one for one in every if one.list == "indicators"], request)
    rows = [_row(desk, path, one, str(one.fields.get("kind", ""))) for one in asked]
    dimensions = [_row(desk, path, one) for one in every if one.list == "dimensions"]
    return show(
        request, desk, "indicators.html", code=code, path=path, part=part(rows, request), dimensions=dimensions,
        query=request.GET.get("q", ""),
    )  # fmt: skip


@require_safe
@on_a_draft
def register(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """The rows of a register: places, agencies, conferences or sources, found under any of their names."""
    if name not in desk.registers:
        raise Http404
    path = f"{name}.csv"
    rows = [
        _row(desk, path, one, str(one.fields.get("aliases") or ""))
        for one in _matching(read(desk, path), request)
    ]
    return show(
        request, desk, "register.html", crumb=LISTS[name][0], name=name, path=path, title=LISTS[name][0], one=LISTS[name][1],
        part=part(rows, request), query=request.GET.get("q", ""),
    )  # fmt: skip


@require_safe
@on_a_draft
def names(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One search over places, agencies, conferences, sources and indicators, under any of their names."""
    query = request.GET.get("q", "").strip()
    rows: list[tuple[str, Row]] = []
    if query:
        paths = [f"{name}.csv" for name in desk.registers] + [
            desk.indicators(code) for code in desk.frameworks
        ]
        for path in paths:
            for one in _matching(read(desk, path), request):
                if one.list in (*desk.registers, "indicators"):
                    rows.append((str(LISTS[one.list][1]), _row(desk, path, one, _all_names(one))))
    return show(request, desk, "names.html", query=query, part=part(rows, request))


def _there(desk: Desk, path: str) -> str:
    if path not in desk.files:
        raise Http404
    return path


def _row(desk: Desk, path: str, one: Item, beside: str = "") -> Row:
    return Row(one, titled(one), address(desk, path, one.name), beside)


def _all_names(one: Item) -> str:
    return ", ".join(dict.fromkeys(text for text in _said(one) if text and text != titled(one)))


def _said(one: Item) -> Iterable[str]:
    """Its code and every name it has, in any language."""
    yield one.code
    for key in ("title", "name", "name_es", "title_es", "iso3", "aliases"):
        yield from _texts(one.fields.get(key))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        yield from map(str, value.values())
    elif isinstance(value, list):
        yield from map(str, value)
    elif value:
        yield from (part.strip() for part in str(value).split("|"))


def _matching(items: Sequence[Item], request: HttpRequest) -> list[Item]:
    """The items of which a name holds what is looked for, without regard to case and accents; whole names first."""
    query = without_accents(request.GET.get("q", ""))
    if not query:
        return list(items)
    hits = [(min((_fit(query, name) for name in _said(one)), default=3), one) for one in items]
    return [one for fit, one in sorted(hits, key=lambda hit: hit[0]) if fit < 3]


def _fit(query: str, name: str) -> int:
    """0 for the name itself, 1 for its beginning, 2 for a part of it, 3 for none of these."""
    told = without_accents(name)
    return 0 if told == query else 1 if told.startswith(query) else 2 if query in told else 3


def _below(nodes: Sequence[Item], top: str) -> list[Item]:
    inside, kept = {top}, []
    for one in nodes:
        if one.name == top or one.under in inside:
            inside.add(one.name)
            kept.append(one)
    return kept

"""One item of a draft: its form, what somebody else made of it meanwhile, another place for it, its end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from istmo.framework import queries, services
from istmo.framework.conflict import Conflict, as_seen
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed
from istmo.spec.folder import FRAMEWORKS
from istmo.spec.pieces import Item
from istmo.web.clock import now
from istmo.web.writing import form, found
from istmo.web.writing.marks import marked_lines
from istmo.web.writing.page import Desk, on_a_draft, show
from istmo.web.writing.shape import fields, list_of
from istmo.web.writing.typed import changed, retyped
from istmo.web.writing.words import LISTS

#: Controls beside the fields: the item's whole own text, and the hash of what was seen.
OWN, SEEN = "own", "seen"


@dataclass(frozen=True)
class Asked:
    """Which item a page is about."""

    path: str
    name: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """As the address says."""
        return cls(request.GET.get("path", ""), request.GET.get("item", ""))

    @property
    def of_list(self) -> str:
        """The list it stands in."""
        return list_of(self.path, self.name)


def address(desk: Desk, path: str, name: str, view: str = "draft_item") -> str:
    """The page of an item."""
    return f"{reverse(f'web:{view}', args=[desk.draft.pk])}?{urlencode({'path': path, 'item': name})}"


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form of an item; posted to, what was changed is saved."""
    asked = Asked.of(request)
    if request.method != "POST":
        return _form(request, desk, asked, found.item(desk, asked.path, asked.name))
    try:
        saved = _saved(request, desk, asked)
    except NotAllowed:
        raise
    except Conflict as conflict:
        return _both(request, desk, asked, conflict)
    except WrongUse as wrong:
        return _again(request, desk, asked, str(wrong))
    messages.success(request, _("Saved: %(code)s.") % {"code": saved.code or saved.name})
    return redirect(address(desk, asked.path, saved.name))


def _saved(request: HttpRequest, desk: Desk, asked: Asked) -> Item:
    """The item with what was typed: into its fields, or as its own text."""
    told: dict[str, Any] = {"text": request.POST[OWN]} if OWN in request.POST else {}
    seen = request.POST.get(SEEN, "")
    if not told:
        before = _as_seen(desk, asked, seen)
        told = {"fields": changed(fields(asked.of_list), before, form.typed(request.POST))}
    return services.change_item(
        draft=desk.draft, path=asked.path, item=asked.name, seen=seen, by=desk.user, at=now(), **told
    )


def _as_seen(desk: Desk, asked: Asked, seen: str) -> Mapping[str, Any]:
    """What the item said when the form was opened, so that only what this person changed is changed."""
    base, _whole = as_seen(desk.draft, asked.path, asked.name, seen)
    return base.fields if base else {}


def _form(
    request: HttpRequest,
    desk: Desk,
    asked: Asked,
    item: Item,
    *,
    values: Mapping[str, Any] | None = None,
    told: str = "",
) -> HttpResponse:
    problems = found.of_item(desk, asked.path, asked.name, queries.problems(desk.draft))
    return show(
        request,
        desk,
        "item.html",
        422 if told else 200,
        asked=asked,
        item=item,
        kind=LISTS.get(asked.of_list, ("", _("Item")))[1],
        groups=form.groups(asked.of_list, item.fields if values is None else values, problems),
        problems=problems,
        told=told,
        crumb=f"{LISTS.get(asked.of_list, ('', _('Item')))[1]} {item.code}",
        seen=request.POST.get(SEEN) or item.hash,
        own=request.POST.get(OWN, item.text),
        lines=_lines(request.POST.get(OWN, item.text)),
        back=home(desk, asked.path, asked.of_list),
        code=_framework(asked.path),
        as_text=request.GET.get("as") == "text" or not fields(asked.of_list),
        under=item.under.partition(":")[2],
        moves=asked.of_list == "nodes",
        proposes=_proposes(desk, asked.of_list),
    )


def _again(request: HttpRequest, desk: Desk, asked: Asked, told: str) -> HttpResponse:
    """The form with what was typed and why it was not saved."""
    item = found.item(desk, asked.path, asked.name)
    values = retyped(fields(asked.of_list), item.fields, form.typed(request.POST))
    return _form(request, desk, asked, item, values=values, told=told)


def _both(request: HttpRequest, desk: Desk, asked: Asked, conflict: Conflict) -> HttpResponse:
    """Mine and theirs beside what both began with; mine can be changed and saved, or theirs kept."""
    mine = request.POST.get(OWN) or conflict.mine
    return show(
        request,
        desk,
        "conflict.html",
        409,
        asked=asked,
        conflict=conflict,
        mine=mine,
        lines=_lines(mine),
        my_words=marked_lines(conflict.base, mine),
        their_words=marked_lines(conflict.base, conflict.theirs),
        seen=conflict.now.hash if conflict.now else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form of a new item: into a list or under a node."""
    path, into = (request.GET.get(name, "") for name in ("path", "into"))
    of = list_of(path, into)
    told, typed = "", form.typed(request.POST)
    if request.method == "POST":
        try:
            added = services.add_item(
                draft=desk.draft,
                path=path,
                into=into,
                after=request.POST.get("after", ""),
                fields={
                    key: value for key, value in changed(fields(of), {}, typed).items() if value is not None
                },
                by=desk.user,
                at=now(),
            )
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
        else:
            messages.success(request, _("Added: %(code)s.") % {"code": added.code or added.name})
            return redirect(address(desk, path, added.name))
    values = retyped(fields(of), _usual(request, of), typed)
    kind = LISTS.get(of, ("", _("Item")))[1]
    shown: dict[str, Any] = {
        "path": path,
        "under": into.partition(":")[2],
        "kind": kind,
        "told": told,
        "back": home(desk, path, of),
    }
    shown |= {"crumb": f"{_('Add')}: {kind}", "code": _framework(path), "proposes": _proposes(desk, of)}
    return show(
        request, desk, "add.html", 422 if told else 200, groups=form.groups(of, values), of=of, **shown
    )


def _usual(request: HttpRequest, of: str) -> dict[str, Any]:
    """What a new item begins with: what the page it was asked from knows."""
    keys = {field.key for field in fields(of)}
    return {name: text for name, text in request.GET.items() if name in keys and text}


@require_POST
@on_a_draft
def move(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A node with all below it to another place: under the node whose code was typed, or to the top."""
    asked = Asked.of(request)
    under, after = (request.POST.get(name, "").strip() for name in ("under", "after"))
    return _done(
        request,
        desk,
        asked,
        lambda: services.move_item(
            draft=desk.draft,
            path=asked.path,
            item=asked.name,
            seen=request.POST.get(SEEN, ""),
            into=f"{asked.of_list}:{under}" if under else asked.of_list,
            after=f"{asked.of_list}:{after}" if after else "",
            by=desk.user,
            at=now(),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What goes with an item, and once that is confirmed its end."""
    asked = Asked.of(request)
    if request.method != "POST":
        item = found.item(desk, asked.path, asked.name)
        below = [one for one in found.items(desk, asked.path) if _is_below(desk, asked.path, one, item)]
        return show(
            request,
            desk,
            "remove.html",
            asked=asked,
            item=item,
            below=below,
            title=found.titled(item),
            crumb=item.code,
        )
    return _done(
        request,
        desk,
        asked,
        lambda: services.remove_item(
            draft=desk.draft,
            path=asked.path,
            item=asked.name,
            seen=request.POST.get(SEEN, ""),
            by=desk.user,
            at=now(),
        ),
    )


def _is_below(desk: Desk, path: str, one: Item, top: Item) -> bool:
    by_name = {item.name: item for item in found.items(desk, path)}
    while one.under:
        if one.under == top.name:
            return True
        one = by_name[one.under]
    return False


def _done(request: HttpRequest, desk: Desk, asked: Asked, act: Callable[[], object]) -> HttpResponse:
    """Do it and show the list it stands in; what stops it is told on the item's page, where nothing is lost."""
    try:
        act()
    except NotAllowed:
        raise
    except WrongUse as wrong:
        messages.error(request, str(wrong))
        return redirect(address(desk, asked.path, asked.name))
    messages.success(request, _("Done: %(code)s.") % {"code": asked.name.partition(":")[2]})
    return redirect(home(desk, asked.path, asked.of_list))


def _proposes(desk: Desk, of: str) -> bool:
    """Whether near standard indicators are told while a name is typed."""
    return of == "indicators" and desk.writes and desk.has_standards


def _lines(text: str) -> int:
    """How many lines a text area shows of a text."""
    return min(30, max(6, text.count("\n") + 2))


def _framework(path: str) -> str:
    """The framework a file belongs to; empty where all share it."""
    return path.split("/")[1] if path.startswith(f"{FRAMEWORKS}/") else ""


def home(desk: Desk, path: str, of: str) -> str:
    """The page of the list that an item stands in."""
    number = desk.draft.pk
    if of in desk.registers:
        return reverse("web:draft_register", args=[number, of])
    if of == "fates":
        return reverse("web:draft_changes", args=[number])
    if not path.startswith(f"{FRAMEWORKS}/"):
        return reverse("web:draft", args=[number])
    view = {"indicators": "draft_indicators", "dimensions": "draft_indicators", "links": "draft_crosswalk"}
    return reverse(f"web:{view.get(of, 'draft_tree')}", args=[number, path.split("/")[1]])

"""What all pages of a draft share: who may see it, what stands at its side, and a page for what was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from istmo.framework import queries
from istmo.framework.models import Draft
from istmo.kernel.problem import WrongUse
from istmo.people.models import User
from istmo.people.permissions import NotAllowed, Permission, may, require
from istmo.spec.folder import FRAMEWORKS, INDICATORS, STRATEGY
from istmo.web.accounts.gate import acting
from istmo.web.accounts.refused import refused
from istmo.web.writing.words import LISTS, Told

#: Name of a template -> what its page is called.
CRUMBS: dict[str, Told] = {
    "tree": _("Tree"),
    "indicators": _("Indicators"),
    "crosswalk": _("Crosswalk"),
    "names": _("Find a name"),
    "standards": _("Standard indicators"),
    "changes": _("Changes"),
    "problems": _("Problems"),
    "publish": _("Publish"),
    "files": _("Files"),
    "file": _("Files"),
    "conflict": _("Two of you changed it"),
}
#: The list of standard indicators that a draft may have.
STANDARDS = "standards.csv"
#: How many rows stand on a page of a list.
ROWS = 50


@dataclass(frozen=True)
class Desk:
    """A draft as it lies before somebody: its files by path, and whether this person may write in it."""

    draft: Draft
    user: User
    files: dict[str, str]
    writes: bool

    @property
    def frameworks(self) -> list[str]:
        """The codes of its frameworks."""
        return sorted({path.split("/")[1] for path in self.files if path.startswith(f"{FRAMEWORKS}/")})

    @property
    def registers(self) -> list[str]:
        """The registers that have a page: those of which rows can be written in a form."""
        return [name for name in ("places", "agencies", "forums", "sources") if f"{name}.csv" in self.files]

    @property
    def register_titles(self) -> list[tuple[str, Told]]:
        """The same with what they are called."""
        return [(name, LISTS[name][0]) for name in self.registers]

    @property
    def has_standards(self) -> bool:
        """Whether it has a list of standard indicators."""
        return STANDARDS in self.files

    def strategy(self, code: str) -> str:
        """The path of a framework's strategy."""
        return f"{FRAMEWORKS}/{code}/{STRATEGY}"

    def indicators(self, code: str) -> str:
        """The path of a framework's indicators."""
        return f"{FRAMEWORKS}/{code}/{INDICATORS}"


View = Callable[Concatenate[HttpRequest, Desk, ...], HttpResponse]


def on_a_draft(view: View) -> Callable[..., HttpResponse]:
    """A view of the draft of that number, for who may write frameworks or read the work; what is refused says why."""

    @wraps(view)
    def opened(request: HttpRequest, number: int, **named: Any) -> HttpResponse:
        try:
            return view(request, desk(acting(request), number), **named)
        except NotAllowed as wrong:
            return refused(request, wrong)

    return opened


def desk(user: User, number: int) -> Desk:
    """The draft with its files. NotAllowed for who may neither write nor read it, Http404 if there is none."""
    must_see(user)
    try:
        draft = queries.draft(number)
    except WrongUse as wrong:
        raise Http404 from wrong
    writes = draft.is_open and may(user, Permission.DRAFT_FRAMEWORK)
    return Desk(draft, user, queries.files(draft), writes)


def must_see(user: User) -> None:
    """NotAllowed unless the person may write frameworks or read the work of others."""
    if not may(user, Permission.READ_WORK):
        require(user, Permission.DRAFT_FRAMEWORK)


def show(request: HttpRequest, desk: Desk, template: str, status: int = 200, **shown: Any) -> HttpResponse:
    """A page of a draft. `crumb` is what stands last in the way to it; `asks` is what its other pages ask for as well."""
    here = template.removesuffix(".html")
    asked = request.GET.copy()
    asked.pop("page", None)
    asks = f"{asked.urlencode()}&" if asked else ""
    around = {"desk": desk, "draft": desk.draft, "here": here, "crumb": CRUMBS.get(here, ""), "asks": asks}
    return render(request, f"web/writing/{template}", around | shown, status=status)


@dataclass(frozen=True)
class Part:
    """Some rows of a long list, and the numbers of the pages around it."""

    rows: Sequence[Any]
    number: int
    pages: int
    count: int

    @property
    def before(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page behind, if there is one."""
        return self.number + 1 if self.number < self.pages else None


def part(rows: Sequence[Any], request: HttpRequest, of: int = ROWS) -> Part:
    """The rows of the page that the address asks for; a number that is none is the first."""
    asked = request.GET.get("page", "1")
    pages = max(1, -(-len(rows) // of))
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 9 else 1
    return Part(rows[(number - 1) * of : number * of], number, pages, len(rows))

"""One version: every figure beside the version before, last year and its target; what was found, said, held; deciding."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from istmo.collect import queries
from istmo.collect.models import State
from istmo.kernel.problem import Problem, Severity, WrongUse
from istmo.people.permissions import NotAllowed
from istmo.review.clearance import Passed, passed
from istmo.review.differences import CHANGES, PAGE, Compared, Wanted, differences
from istmo.review.held import Place
from istmo.review.models import Hold
from istmo.review.money import sums
from istmo.review.names import names
from istmo.review.sides import Pair
from istmo.review.threads import Thread, threads
from istmo.review.waivers import LetPass, let_pass
from istmo.web.reading.opened import words_of
from istmo.web.review.acts import Typed, do
from istmo.web.review.lines import Around, Line, line
from istmo.web.review.money import money_lines
from istmo.web.review.page import Desk, on_a_version, show
from istmo.web.review.words import KINDS, SHOWN
from istmo.web.spoken import STATES
from istmo.web.writing.page import Part

#: So many problems are told on the page; the rest stand beside their cells.
_PROBLEMS = 20


@dataclass(frozen=True)
class Asked:
    """What of a version the address asks for: which figures, in which order, which page."""

    show: str
    by_file: bool
    page: int

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """From the address; what it does not know is as if it was not asked."""
        page = request.GET.get("page", "1")
        wanted = request.GET.get("show", "all")
        return cls(
            wanted if wanted in SHOWN else "all",
            request.GET.get("order") == "file",
            max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
        )

    @property
    def asks(self) -> str:
        """The same as the beginning of an address, without the page."""
        return f"show={self.show}&{'order=file&' if self.by_file else ''}"


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_version
def version(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page; posted to, one of its buttons is done, or it is shown again with all that was typed and why not."""
    typed, told = Typed(), ""
    if request.method == "POST":
        typed = Typed.of(request)
        try:
            messages.success(request, do(desk, typed))
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
            desk.version.refresh_from_db(fields=["state"])  # what was refused may have moved it on the way
        else:
            return redirect(request.get_full_path())
    return _shown(request, desk, typed, told)


def _shown(request: HttpRequest, desk: Desk, typed: Typed, told: str) -> HttpResponse:
    asked = Asked.of(request)
    found = [one for one in queries.problems(desk.version) if one.severity is not Severity.ERROR]
    said = threads(desk.version)
    compared = _compared(desk, asked, found, said)
    around = Around(
        names(desk.version.submission.call.framework.architecture, get_language() or "en"),
        words_of(get_language() or "en"),
        desk.holds,
        said,
        found,
        desk.sees_sensitive,
    )
    pages = max(1, -(-compared.count // PAGE))
    lines = [line(one, around) for one in compared.figures]
    waived = let_pass([desk.version])[desk.version.pk] if desk.version.warnings else []
    steps = passed(desk.version)
    return show(
        request, desk, "version.html", 422 if told else 200, lines=lines, compared=compared, asked=asked, typed=typed,
        told=told, part=Part(lines, min(asked.page, pages), pages, compared.count), asks=asked.asks,
        state=STATES[State(desk.version.state)], kinds=[(KINDS[kind], count) for kind, count in compared.kinds.items()],
        filters=_filters(desk, compared, said, found), problems=_problems(found, waived), more=max(0, len(found) - _PROBLEMS),
        warned=sorted({one.code for one in found if one.severity is Severity.WARNING}), waived=waived,
        roster=any(one.code == "roster_changed" for one in found),
        open_threads=[one for one in said if not one.is_settled], steps=steps, next_step=_next(steps),
        money=money_lines(sums(Pair(desk.version, desk.last)), around.words, around.names),
        held_now="\t".join(map(str, desk.holds)), lost=told and typed.text and not _has_form(desk, typed, lines),
    )  # fmt: skip


def _has_form(desk: Desk, typed: Typed, lines: Sequence[Line]) -> bool:
    """Whether the page still has the form in which that was typed: what is decided meanwhile has fewer."""
    if typed.do in ("hold", "lift", "comment"):
        return desk.speaks and bool(lines)
    return desk.decides if typed.do != "recall" else desk.waits and desk.submits and not desk.decides


def _compared(desk: Desk, asked: Asked, found: Sequence[Problem], said: Sequence[Thread]) -> Compared:
    wanted = Wanted(by_size=not asked.by_file, first=PAGE * (asked.page - 1))
    if asked.show == "changed":
        wanted = replace(wanted, kinds=CHANGES)
    elif asked.show != "all":
        wanted = replace(wanted, places=_places(desk.holds, asked.show, found, said))
    return differences(desk.version, wanted, Pair(desk.version, desk.last))


def _places(
    holds: Sequence[Hold], show: str, found: Sequence[Problem], said: Sequence[Thread]
) -> list[Place]:
    if show == "held":
        return [Place(hold.row, hold.cell) for hold in holds]
    if show == "comments":
        return [Place(one.row, one.at or "") for thread in said for one in thread.now if one.row is not None]
    rows = {place.row for one in found for place in one.places or (one.where,) if place.row is not None}
    return [Place(row) for row in sorted(rows)]


def _filters(
    desk: Desk, compared: Compared, said: Sequence[Thread], found: Sequence[Problem]
) -> list[tuple[str, object, int | None]]:
    """Which figures can be shown: its name in the address, in words, and how many there are, where that is known."""
    counts = {
        "all": sum(compared.kinds.values()),
        "changed": sum(compared.kinds.get(kind, 0) for kind in CHANGES),
        "comments": sum(bool(one.now) for one in said),
        "problems": len(_places((), "problems", found, ())),
        "held": len(desk.holds),
    }
    return [(name, words, counts[name]) for name, words in SHOWN.items()]


def _problems(found: Sequence[Problem], waived: Sequence[LetPass]) -> list[tuple[Problem, list[LetPass]]]:
    """The first problems, each with what of its check was let pass."""
    return [(one, [held for held in waived if held.waiver.code == one.code]) for one in found[:_PROBLEMS]]


def _next(steps: Sequence[Passed]) -> Passed | None:
    return next((one for one in steps if one.by is None), None)

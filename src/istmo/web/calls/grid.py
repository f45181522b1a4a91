"""The same assignment as its workbook, filled in on a page: saved as one types, checked and submitted as a file is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from istmo.collect import drafts, timing
from istmo.collect import grid as grids
from istmo.collect.deposit import Reading
from istmo.collect.drafts import Kept, Saved
from istmo.collect.grid import Grid
from istmo.collect.models import Assignment
from istmo.collect.taken import Taken, taken
from istmo.collect.typed import Cell, Change, Conflict, Finding
from istmo.freeze.queries import last_folder
from istmo.kernel.problem import Severity, WrongUse
from istmo.people.permissions import NotAllowed, Permission, require
from istmo.review.queue import compare
from istmo.web.calls import grid_rows
from istmo.web.calls.assignment import tell
from istmo.web.calls.grid_rows import Asked
from istmo.web.calls.page import Desk, of, on_a_call, show

#: Letters of one cell, as its control says; a longer remark belongs into a note to the coordinator.
LONGEST = 4000
#: Cells that one save takes; a page has fewer.
_MOST = 5000
#: Problems listed above the grid; all of them stand in their cells.
_LISTED = 30


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def grid(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A page of the rows that are asked for. Posted to: what was typed is kept, then checked or submitted if so asked."""
    if desk.asked is None:
        return show(request, desk, "grid_none.html", crumbs=_crumbs(desk))
    asked = desk.asked
    asked.call, reading = desk.call, Reading(last_folder())
    made = grids.grid(asked, reading.last, get_language() or "en")
    came = taken(asked, made)
    made = replace(made, start=came.sheet) if came else made
    if request.method != "POST":
        return _page(request, desk, made, drafts.current(asked, made.start), came=came)
    require(desk.user, Permission.SUBMIT, of(desk))
    changes, gone = _changes(request.POST, made)
    if came and request.POST.get("do") == "take":
        changes = came.changes(drafts.current(asked, made.start).sheet)
    saved = drafts.save(assignment=asked, changes=changes, by=desk.user, at=desk.at, start=made.start)
    if "cells" in request.POST:
        return JsonResponse(_told(desk, saved, gone))
    if saved.conflicts:
        return _page(request, desk, made, saved.kept, saved.conflicts, came=came)
    return _done(request, desk, made, reading)


def _done(request: HttpRequest, desk: Desk, made: Grid, reading: Reading) -> HttpResponse:
    """What was to be done after saving, and the way to the page that shows it."""
    wanted, asked = request.POST.get("do", "save"), _asked(desk)
    given: dict[str, Any] = {
        "assignment": asked, "grid": made, "reading": reading, "by": desk.user, "at": desk.at,
    }  # fmt: skip
    try:
        if wanted in ("check", "submit"):
            kept = grids.check(**given)
            errors = [one for one in kept.sheet.findings if one.severity is Severity.ERROR]
            _say(request, errors, wanted)
            if wanted == "submit" and not errors:
                version, new = grids.submit(**given)
                if new:
                    compare(version)
                tell(request, version, new)
                return redirect("web:version", desk.call.code, of(desk).code, version.number)
        else:
            messages.success(request, _("Saved."))
    except NotAllowed:
        raise
    except WrongUse as wrong:
        messages.error(request, str(wrong))
    return redirect(request.get_full_path())


def _say(request: HttpRequest, errors: Sequence[Finding], wanted: str) -> None:
    if errors:
        told = ngettext(
            "%(many)s error was found. What you typed is kept; it is not submitted.",
            "%(many)s errors were found. What you typed is kept; it is not submitted.",
            len(errors),
        )
        messages.error(request, told % {"many": len(errors)})
    elif wanted == "check":
        messages.success(request, _("Checked: no error was found. It is not submitted yet."))


def _changes(posted: QueryDict, made: Grid) -> tuple[list[Change], list[str]]:
    """What was typed, of cells that there are; and the names of those that are no longer asked for.

    With scripts only the cells that changed come, each with what it was based on; without, all cells of the page and
    what was saved of them.
    """
    told = _sent(posted) if "cells" in posted else _whole(posted)
    changes, gone = [], []
    for name, (base, text) in told.items():
        code, _colon, column = name.partition(":")
        cell = Cell(code, column)
        if text == base:
            continue
        if made.is_open(cell):
            changes.append(Change(cell, base, text[:LONGEST]))
        else:
            gone.append(name)
    return changes, gone


def _sent(posted: QueryDict) -> dict[str, tuple[str, str]]:
    told = _object(posted.get("cells", ""))
    return {
        str(name): (str(pair[0]), str(pair[1]))
        for name, pair in list(told.items())[:_MOST]
        if isinstance(pair, list) and len(pair) == 2
    }


def _whole(posted: QueryDict) -> dict[str, tuple[str, str]]:
    bases, taken = _object(posted.get("bases", "")), posted.getlist("take")
    told = {}
    for name in (name for name in posted if ":" in name):
        base = str(bases.get(name, ""))
        told[name] = (base, base if name in taken else str(posted[name]))
    return told


def _object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _told(desk: Desk, saved: Saved, gone: Sequence[str]) -> dict[str, Any]:
    """The answer to a script: what was not saved and why; everything else was."""
    more = ""
    if not desk.takes_answers:
        more = _("The call takes no answers now: this is kept, and cannot be submitted until it opens again.")
    return {
        "at": _clock(desk, desk.at),
        "conflicts": [_conflict(one) for one in saved.conflicts],
        "gone": list(gone),
        "more": more,
    }


def _conflict(one: Conflict) -> dict[str, str]:
    cell = one.change.cell
    return {"name": f"{cell.code}:{cell.column}", "theirs": one.theirs.text, "by": one.theirs.by}


def _clock(desk: Desk, at: datetime) -> str:
    """The hour where the call lives."""
    return f"{at.astimezone(timing.zone(desk.call.zone)):%H:%M}"


def _asked(desk: Desk) -> Assignment:
    if desk.asked is None:
        raise RuntimeError("this page is of an assignment")
    return desk.asked


def _crumbs(desk: Desk) -> list[tuple[str, str]]:
    return desk.crumbs((_("Fill in"), ""))


def _page(
    request: HttpRequest,
    desk: Desk,
    made: Grid,
    kept: Kept,
    conflicts: Sequence[Conflict] = (),
    *,
    came: Taken | None,
) -> HttpResponse:
    asked = Asked.of(request.GET.dict())
    page = grid_rows.page(made, kept.sheet, asked, conflicts)
    return show(
        request, desk, "grid.html", 409 if conflicts else 200,
        page=page,
        conflicts=len(conflicts),
        parts=[(part.name, name, grid_rows.filled(part, kept.sheet), len(part.rows), _to(desk, Asked(part.name))) for name, part in made.sheets],
        places=grid_rows.places(page.part),
        turns=[(nth, _to(desk, Asked(page.part.name, nth, page.asked.place, page.asked.empty))) for nth in range(1, page.pages + 1)],
        bases=_bases(page.bases, conflicts),
        saved_at=_clock(desk, kept.at) if kept.at else "",
        saved_by=kept.by,
        checked=kept.sheet.checked,
        listed=_listed(desk, made, kept),
        wrong=any(one.severity is Severity.ERROR for one in kept.sheet.holding()),
        orphans=[(cell, typed.text) for cell, typed in kept.sheet.cells.items() if typed.text and not made.is_open(cell)],
        longest=LONGEST,
        came=came,
        is_start=came is not None and not kept.number,
        differs=_differs(came, kept),
        crumbs=_crumbs(desk),
    )  # fmt: skip


def _differs(came: Taken | None, kept: Kept) -> int:
    """In how many cells a file that came after what was typed says something else."""
    if came is None or kept.at is None or came.version.received_at <= kept.at:
        return 0
    return len(came.changes(kept.sheet))


def _bases(saved: dict[str, str], conflicts: Sequence[Conflict]) -> str:
    """What the cells of the page are based on: after a conflict on what the other one typed, so that the choice holds."""
    theirs = {_conflict(one)["name"]: one.theirs.text for one in conflicts}
    return json.dumps({**saved, **theirs}, ensure_ascii=False)


def _to(desk: Desk, asked: Asked) -> str:
    """The address of a page of the grid."""
    said = QueryDict(mutable=True)
    said["part"] = asked.part
    if asked.page > 1:
        said["page"] = str(asked.page)
    if asked.place:
        said["place"] = asked.place
    if asked.empty:
        said["empty"] = "1"
    return f"{reverse('web:grid', args=[desk.call.code, of(desk).code])}?{said.urlencode()}"


def _listed(desk: Desk, made: Grid, kept: Kept) -> list[tuple[Finding, str, str]]:
    """The problems that still hold, errors first: each with its row and the way to its cell."""
    found = sorted(kept.sheet.holding(), key=lambda one: list(Severity).index(one.severity))
    told = []
    for one in found[:_LISTED]:
        at = grid_rows.where(made, one.cell.code)
        way = f"{_to(desk, at)}#{one.cell.code}" if at else ""
        told.append((one, made.rows[one.cell.code][1].title if at else "", way))
    return told

"""What a call asks of one agency, and its answer: a file, or that there is nothing to report."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from istmo.collect import calls, deposit, parts, queries, said, timing, units
from istmo.collect.completeness import Counted, counted
from istmo.collect.deposit import Reading
from istmo.collect.models import Asks, Declaration, Piece, State, Version
from istmo.formats.door import USUAL
from istmo.framework import stored
from istmo.freeze.queries import last_folder
from istmo.jobs import services as jobs
from istmo.jobs.models import Job
from istmo.kernel.problem import InputProblem, Problem, WrongUse
from istmo.people.models import User
from istmo.people.permissions import NotAllowed, Permission, require
from istmo.review.queue import compare
from istmo.web import uploads
from istmo.web.calls.asked_back import asked_back, looked_at
from istmo.web.calls.page import Desk, of, on_a_call, show
from istmo.web.calls.senders import sender, senders
from istmo.web.calls.words import ASKS, PIECES
from istmo.web.spoken import STATES, Told

#: Files above this are for the command line: a browser that sends longer is cut off on the way.
LONGEST = 200 * 1024**2
#: And above this they are read in the background.
LARGE = 4 * 1024**2
_MOST_FILES = 8
#: What the choice of a unit says for all of them.
WHOLE = "*"


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_call
def assignment(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is asked, until when, and what was sent; posted to, the files are read, kept and, without errors, submitted."""
    told = ""
    problems: Sequence[Problem] = ()
    if request.method == "POST":
        try:
            return _received(request, desk)
        except InputProblem as found:
            problems = found.problems
        except NotAllowed:
            raise
        except WrongUse as wrong:
            told = str(wrong)
    elif desk.asked:
        calls.opened(assignment=desk.asked, by=desk.user, at=desk.at)
    return _page(request, desk, told=told, problems=problems)


@require_POST
@on_a_call
def nothing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say that there is nothing to report, and why."""
    reason = request.POST.get("reason", "")
    try:
        said.declare_nothing(call=desk.call, agency=of(desk), reason=reason, by=desk.user, at=desk.at)
    except NotAllowed:
        raise
    except WrongUse as wrong:
        return _page(request, desk, no_reason=str(wrong), reason=reason)
    messages.success(
        request, _("Noted: there is nothing to report. A file that is submitted later takes its place.")
    )
    return redirect("web:assignment", desk.call.code, of(desk).code)


def _page(request: HttpRequest, desk: Desk, **more: object) -> HttpResponse:
    agency = of(desk)
    asked = desk.asked
    every = queries.versions().filter(submission__call=desk.call, submission__agency=agency)
    sent = list(looked_at(every))
    sent.reverse()
    shown = shown_first(sent)
    refused = any(more.get(name) for name in ("told", "problems", "no_reason"))
    returned = shown if shown and shown.state == State.RETURNED else None
    return show(
        request, desk, "assignment.html", 422 if refused else 200,
        asked=asked,
        asks=ASKS[Asks(asked.asks)] if asked else "",
        pieces=_pieces(desk),
        versions=[
            (one, STATES[State(one.state)], timing.told(desk.call, one.received_at)) for one in sent
        ],
        seen=sent[0].number if sent else 0,
        declaration=_declared(desk, sent),
        returned=returned,
        why_returned=returned.decision.comment if returned else "",
        back=asked_back(desk, shown) if shown else None,
        shown=shown,
        counted=_counted(desk, shown),
        parted=asked is not None and units.may_part(asked),
        senders=senders(desk),
        sent_by=request.POST.get("sent_by", ""),
        **more,
    )  # fmt: skip


def _pieces(desk: Desk) -> list[tuple[Told, str]]:
    asked = parts.of(desk.call)
    plain = [(PIECES[one], "") for one in asked.pieces]
    return [*plain, (PIECES[Piece.TARGETS], ", ".join(asked.targets))] if asked.targets else plain


def _declared(desk: Desk, sent: Sequence[Version]) -> Declaration | None:
    """That there is nothing to report, where that was said last."""
    last = next((one.number for one in sent if one.state != State.DRAFT), 0)
    return desk.call.declarations.select_related("by").filter(agency=of(desk), after__gte=last).last()


def shown_first(sent: Sequence[Version]) -> Version | None:
    """The version submitted last, else the last draft."""
    return next((one for one in sent if one.state != State.DRAFT), sent[0] if sent else None)


def _counted(desk: Desk, shown: Version | None) -> Counted | None:
    """How much came of a version; None where nothing is asked."""
    if desk.asked is None:
        return None
    code = of(desk).code
    return counted(desk.call, {code: Asks(desk.asked.asks)}, {code: shown} if shown else {}).get(code)


def _received(request: HttpRequest, desk: Desk) -> HttpResponse:
    uploads.refuse_none(request)
    agency, given, sent_by = of(desk), request.FILES.getlist("file"), sender(request)
    with _files(given) as files:
        if sum(one.size or 0 for one in given) > LARGE:
            return redirect("web:job", _in_background(desk, files, _unit(request), sent_by).pk)
        version, new = units.submit(
            call=desk.call,
            agency=agency,
            files=files,
            by=desk.user,
            at=desk.at,
            reading=Reading(last_folder(), unit=_unit(request), sent_by=sent_by),
        )
    if new:
        compare(version)
    tell(request, version, new)
    _tell_missing(request, desk, version)
    return redirect("web:version", desk.call.code, agency.code, version.number)


def _unit(request: HttpRequest) -> str | None:
    """Whose part the files are said to be; None: as they say themselves."""
    said = request.POST.get("unit", "")
    return None if not said else "" if said == WHOLE else said


def _in_background(desk: Desk, files: Sequence[Path], unit: str | None, sent_by: User | None) -> Job:
    """Keep the bytes now and read them in the background: whatever happens to the page, nothing is lost."""
    agency = of(desk)
    for hands in filter(None, (desk.user, sent_by)):
        require(hands, Permission.SUBMIT, agency)
    raw = deposit.raw(files, USUAL)
    told = {
        "call": desk.call.code,
        "agency": agency.code,
        "sha256": raw.sha256,
        "names": "\n".join(path.name for path in files),
    }
    told |= {"sent_by": sent_by.code} if sent_by else {}
    told |= {} if unit is None else {"unit": unit}
    return jobs.begin(kind="submission", about=raw.name, told=told, by=desk.user, at=desk.at)


@contextmanager
def _files(given: "Sequence[UploadedFile[Any]]") -> Iterator[list[Path]]:
    """The files under the reporter's own names, each in a folder of its own; WrongUse where they cannot be taken."""
    if not given:
        raise WrongUse(_("Choose a file first."))
    if len(given) > _MOST_FILES:
        raise WrongUse(_("Choose %(many)s files at most.") % {"many": _MOST_FILES})
    if any((one.size or 0) > LONGEST for one in given):
        raise WrongUse(
            _("This file is too large for a page: %(most)s megabytes at most. Send it to the coordinator.")
            % {"most": LONGEST // 1024**2}
        )
    with stored.scratch() as work:
        found = []
        for place, one in enumerate(given):
            folder = work / str(place)
            folder.mkdir()
            path = folder / Path(one.name or "file").name
            with path.open("wb") as out:
                out.writelines(one.chunks())
            found.append(path)
        yield found


def _tell_missing(request: HttpRequest, desk: Desk, version: Version) -> None:
    """Say what has not come from which unit, where the answer comes in parts."""
    if desk.asked is None:
        return
    seen = units.units(desk.asked, version, Reading(last_folder()), get_language() or "en")
    lacking = [
        _("%(unit)s (%(n)s of %(all)s results)") % {"unit": one.name, "n": one.lacks, "all": one.asked}
        for one in seen
        if one.lacks
    ]
    if lacking and any(one.part for one in seen):
        messages.info(request, _("Not all has come yet: %(units)s.") % {"units": "; ".join(lacking)})


def tell(request: HttpRequest, version: Version, new: bool) -> None:
    """Say what became of what was sent."""
    if not new:
        messages.info(
            request, _("These are the same bytes as version %(number)s.") % {"number": version.number}
        )
    elif version.late:
        messages.error(
            request,
            _(
                "The call was closed when your file came. It is kept and not submitted: "
                "ask the coordinator to open the call again, then submit it once more."
            ),
        )
    elif version.errors:
        messages.error(
            request, _("Kept as a draft and not submitted: mend what is told below and send it again.")
        )
    else:
        messages.success(request, _("Submitted. Another person decides on it."))
    seen = request.POST.get("seen", "")
    if new and seen.isdecimal() and version.number > int(seen) + 1:
        messages.warning(
            request,
            _(
                "While you were at it, somebody else sent version %(number)s. Both are kept; yours is the later one."
            )
            % {"number": version.number - 1},
        )

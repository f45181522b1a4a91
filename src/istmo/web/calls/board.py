"""The board of a call: everybody for who runs or reviews it, the own lines for who reports."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from istmo.collect import board as boards
from istmo.collect import moments
from istmo.collect.board import Board, Line
from istmo.people.permissions import Permission, everywhere, may
from istmo.review.queries import held_counts
from istmo.web.calls.page import Desk, on_a_call, show
from istmo.web.calls.words import STAGES, TIMELY
from istmo.web.spoken import Told


@require_safe
@on_a_call
def board(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who was asked, where each answer stands, how much came, and whether in time."""
    seen = of(desk)
    lines = [_line(line) for line in seen.lines]
    return show(request, desk, "board.html", board=seen, lines=lines, missing=len(seen.missing()))


def of(desk: Desk) -> Board:
    """The board as far as this person may see it."""
    seen = boards.board(desk.call, desk.at, held_counts(desk.call))
    if everywhere(desk.user, Permission.READ_WORK):
        return seen
    own = tuple(line for line in seen.lines if may(desk.user, Permission.READ_WORK, line.agency))
    return replace(seen, lines=own)


def _line(line: Line) -> tuple[Line, Told, Told]:
    return line, STAGES[line.stage], TIMELY[line.in_time]


@require_safe
@on_a_call
def calendar(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The call's moments as a file for a calendar."""
    answer = HttpResponse(moments.calendar(desk.call), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="call.ics"'
    return answer

"""Pages of data calls: the board, what each agency is asked and sent, questions, running a call."""

from django.urls import path

from istmo.web.calls import (
    assignment,
    board,
    calls,
    clearance,
    grid,
    handover,
    opening,
    questions,
    running,
    units,
    versions,
    workbook,
)

_OF = "calls/<str:code>/of/<str:agency>/"
urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("open-call/", opening.opening, name="open_call"),
    path("calls/<str:code>/", board.board, name="call"),
    path("calls/<str:code>/calendar/", board.calendar, name="call_calendar"),
    path("calls/<str:code>/change/", running.change, name="change_call"),
    path("calls/<str:code>/clearance/", clearance.clearance, name="call_clearance"),
    path("calls/<str:code>/remind/", running.remind, name="remind_call"),
    path("calls/<str:code>/questions/", questions.questions, name="call_questions"),
    path(_OF, assignment.assignment, name="assignment"),
    path(f"{_OF}workbook/", workbook.workbook, name="workbook"),
    path(f"{_OF}nothing/", assignment.nothing, name="nothing"),
    path(f"{_OF}grid/", grid.grid, name="grid"),
    path(f"{_OF}units/", units.units, name="units"),
    path(f"{_OF}handover/", handover.handover, name="handover"),
    path(f"{_OF}versions/<int:number>/", versions.version, name="version"),
    path(f"{_OF}versions/<int:number>/received/", versions.received, name="version_received"),
    path(f"{_OF}versions/<int:number>/marked/", versions.marked, name="version_marked"),
]

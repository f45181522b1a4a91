"""The board of a call: where each agency stands, how much came of what was asked, and whether it came in time.

A constant number of queries, however many agencies and indicators there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from istmo.collect import queries, timing
from istmo.collect.completeness import Counted, counted
from istmo.collect.models import Asks, Assignment, DataCall, Declaration, State, Version
from istmo.people.models import Agency

#: With the units above, so that who may see a line is known without asking for each.
_PARENTS = "agency__parent__parent__parent"
_UPWARDS = ("submission__call", f"submission__{_PARENTS}")


class Stage(StrEnum):
    """Where an agency stands with a call."""

    NOT_SENT = "not sent"
    SENT = "sent"
    OPENED = "opened"
    DRAFTED = "drafted"
    CAME_LATE = "came late"
    SUBMITTED = "submitted"
    IN_REVIEW = "in review"
    RETURNED = "returned"
    RECALLED = "recalled"
    HELD = "held"
    APPROVED = "approved"
    NOTHING = "nothing to report"


#: Stages in which an agency has answered; a version that was returned waits for the next one.
ANSWERED = (Stage.SUBMITTED, Stage.IN_REVIEW, Stage.HELD, Stage.APPROVED, Stage.NOTHING)
_OF_STATE = {
    State.SUBMITTED: Stage.SUBMITTED,
    State.IN_REVIEW: Stage.IN_REVIEW,
    State.RETURNED: Stage.RETURNED,
    State.RECALLED: Stage.RECALLED,
    State.APPROVED: Stage.APPROVED,
}


class InTime(StrEnum):
    """Whether an answer came when it was due."""

    STANDING = "no due day"
    NOTHING_DUE = "nothing due"
    NOT_DUE = "not due yet"
    IN_TIME = "in time"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True)
class Line:
    """One agency on the board of a call.

    version: what it submitted last, else its last draft; draft: a draft that came after that. assignment: None where
    it answered without being asked. held: how many figures of the version are held back.
    """

    agency: Agency
    stage: Stage
    in_time: InTime
    assignment: Assignment | None
    version: Version | None
    draft: Version | None
    declaration: Declaration | None
    counted: Counted
    held: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether it has answered."""
        return self.stage in ANSWERED


@dataclass(frozen=True)
class Board:
    """A call with all its lines, by the code of the agency."""

    call: DataCall
    phase: timing.Phase
    lines: tuple[Line, ...]

    @property
    def answered(self) -> int:
        """How many of those asked have answered."""
        return sum(line.is_answered for line in self.lines if line.assignment)

    @property
    def asked(self) -> int:
        """How many were asked."""
        return sum(line.assignment is not None for line in self.lines)

    def missing(self) -> list[Line]:
        """Who was asked for something and has not answered: whom a reminder goes to."""
        return [
            line
            for line in self.lines
            if line.assignment and line.assignment.asks != Asks.NOTHING and not line.is_answered
        ]

    def line(self, agency: Agency) -> Line | None:
        """The line of one agency; None where it was neither asked nor answered."""
        return next((line for line in self.lines if line.agency == agency), None)


@dataclass(frozen=True)
class _Came:
    """What came of one agency: what it submitted, in order, and its last draft."""

    submitted: tuple[Version, ...] = ()
    draft: Version | None = None

    @property
    def last(self) -> Version | None:
        return self.submitted[-1] if self.submitted else self.draft

    @property
    def newer_draft(self) -> Version | None:
        if self.submitted and self.draft and self.draft.number > self.submitted[-1].number:
            return self.draft
        return None


def board(call: DataCall, at: datetime, held: Mapping[int, int]) -> Board:
    """The board of a call at a moment. held: version's number in the database -> how many figures of it are held."""
    asked = list(call.assignments.select_related(_PARENTS).order_by("agency__code"))
    came = _came(call)
    said = _declared(call, came)
    agencies = {one.agency.code: one.agency for one in asked}
    assigned = {one.agency.code: one for one in asked}
    shown = {code: one.last for code, one in came.items() if one.last}
    agencies |= {code: one.submission.agency for code, one in shown.items()}
    agencies |= {code: one.agency for code, one in said.items()}
    many = counted(call, {code: Asks(one.asks) for code, one in assigned.items()}, shown)
    lines = []
    for code in sorted(agencies):
        line = _Seen(call, at, assigned.get(code), came.get(code, _Came()), said.get(code))
        lines.append(line.told(agencies[code], many.get(code, Counted()), held))
    return Board(call, timing.phase(call, at), tuple(lines))


def _came(call: DataCall) -> dict[str, _Came]:
    found: dict[str, _Came] = {}
    for version in (
        queries.versions().select_related(*_UPWARDS).filter(submission__call=call).order_by("number")
    ):
        code = version.submission.agency.code
        before = found.get(code, _Came())
        if version.state == State.DRAFT:
            found[code] = _Came(before.submitted, version)
        else:
            found[code] = _Came((*before.submitted, version), before.draft)
    return found


def _declared(call: DataCall, came: Mapping[str, _Came]) -> dict[str, Declaration]:
    """Who has nothing to report, where that was the last thing it said."""
    last = {one.agency.code: one for one in call.declarations.select_related(_PARENTS).order_by("pk")}
    return {
        code: one
        for code, one in last.items()
        if not any(version.number > one.after for version in came.get(code, _Came()).submitted)
    }


@dataclass(frozen=True)
class _Seen:
    """All that is known of one agency, from which its line is told."""

    call: DataCall
    at: datetime
    assignment: Assignment | None
    came: _Came
    declaration: Declaration | None

    def told(self, agency: Agency, many: Counted, held: Mapping[int, int]) -> Line:
        version = self.came.last
        back = held.get(version.pk, 0) if version else 0
        stage = self._stage(back)
        return Line(
            agency,
            stage,
            self._in_time(stage),
            self.assignment,
            version,
            self.came.newer_draft,
            self.declaration,
            many,
            back,
        )

    def _stage(self, held: int) -> Stage:
        if self.declaration:
            return Stage.NOTHING
        if self.came.submitted:
            state = State(self.came.submitted[-1].state)
            return Stage.HELD if held and state not in (State.RETURNED, State.RECALLED) else _OF_STATE[state]
        if self.came.draft:
            return Stage.CAME_LATE if self.came.draft.late else Stage.DRAFTED
        if self.assignment and self.assignment.opened_at:
            return Stage.OPENED
        return Stage.SENT if self.assignment and self.assignment.sent_at else Stage.NOT_SENT

    def _in_time(self, stage: Stage) -> InTime:
        """By the first answer: what was returned and sent again had come in time."""
        due = self.call.due_at
        if self.assignment is None or self.assignment.asks == Asks.NOTHING:
            return InTime.NOTHING_DUE
        if due is None:
            return InTime.STANDING
        moments = [version.received_at for version in self.came.submitted[:1]]
        if self.declaration:
            moments.append(self.declaration.at)
        if moments:
            return InTime.IN_TIME if min(moments) <= due else InTime.LATE
        return InTime.MISSING if self.at > due else InTime.NOT_DUE

"""What the states of calls and answers are called, in the language of whoever reads."""

from django.utils.translation import gettext_lazy as _

from istmo.collect.board import InTime, Stage
from istmo.collect.models import Asks, Piece
from istmo.collect.timing import Phase
from istmo.web.spoken import Told

PHASES: dict[Phase, Told] = {
    Phase.COMING: _("not open yet"),
    Phase.OPEN: _("open"),
    Phase.PAST_DUE: _("open, past its due moment"),
    Phase.GRACE: _("in its days of grace"),
    Phase.CLOSED: _("closed"),
}
STAGES: dict[Stage, Told] = {
    Stage.NOT_SENT: _("not sent yet"),
    Stage.SENT: _("sent"),
    Stage.OPENED: _("opened"),
    Stage.DRAFTED: _("draft with errors"),
    Stage.CAME_LATE: _("came after the close"),
    Stage.SUBMITTED: _("submitted"),
    Stage.IN_REVIEW: _("in review"),
    Stage.RETURNED: _("returned"),
    Stage.RECALLED: _("recalled"),
    Stage.HELD: _("figures held"),
    Stage.APPROVED: _("approved"),
    Stage.NOTHING: _("nothing to report"),
}
TIMELY: dict[InTime, Told] = {
    InTime.STANDING: _("no due day"),
    InTime.NOTHING_DUE: _("nothing due"),
    InTime.NOT_DUE: _("not due yet"),
    InTime.IN_TIME: _("in time"),
    InTime.LATE: _("late"),
    InTime.MISSING: _("missing"),
}
#: Of what is asked and nothing has come of yet.
NOT_ANSWERED: Told = _("not answered yet")
ASKS: dict[Asks, Told] = {
    Asks.PERFORMANCE: _("outputs and outcomes"),
    Asks.CONTEXT: _("context"),
    Asks.EVERYTHING: _("outputs, outcomes and context"),
    Asks.NOTHING: _("nothing in particular: what it has"),
}
PIECES: dict[Piece, Told] = {
    Piece.ROSTER: _("which activities are alive, and where"),
    Piece.RESULTS: _("results of the year"),
    Piece.RESTATEMENTS: _("earlier values that were wrong"),
    Piece.BASELINES: _("baselines"),
    Piece.TARGETS: _("targets of"),
}
#: What was done, by the verb of the event.
DONE: dict[str, Told] = {
    "call.opened": _("The call was opened"),
    "call.closed": _("The call was closed"),
    "call.reopened": _("The call was opened again"),
    "call.extended": _("The call was made to last longer"),
    "call.sent": _("It was sent"),
    "call.reminded": _("A reminder was sent"),
    "call.question": _("A question was asked"),
    "call.answer": _("A question was answered"),
    "call.note": _("A note was left"),
    "submission.submitted": _("Submitted"),
    "submission.drafted": _("Kept as a draft with errors"),
    "submission.late": _("Kept as a draft: it came when the call was closed"),
    "submission.parts": _("Parts of units came"),
    "submission.typed": _("Typed into the rows of the assignment"),
    "submission.nothing": _("Nothing to report"),
    "review.taken": _("Review began"),
    "review.approved": _("Approved"),
    "review.returned": _("Returned"),
    "review.held": _("Figures were held"),
    "review.lifted": _("A hold was lifted"),
    "review.recalled": _("Recalled by its agency"),
    "review.commented": _("A comment was made"),
    "review.answered": _("A comment was answered"),
    "review.resolved": _("A comment was settled"),
    "review.waived": _("A warning was waived"),
    "review.unwaived": _("A waiver was withdrawn"),
    "review.roster_accepted": _("A change of the roster was accepted"),
    "review.roster_refused": _("A change of the roster was refused"),
    "review.steps_set": _("The steps of clearance were set"),
    "review.cleared": _("A step of clearance was passed"),
    "review.settled": _("An overlap was settled"),
}

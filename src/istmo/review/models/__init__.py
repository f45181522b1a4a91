"""What persons decide on, say of, and let pass in what came in."""

from istmo.review.models.clearance import Clearance, ClearanceStep
from istmo.review.models.comments import Comment, Remark, Standing
from istmo.review.models.decisions import Combine, Decision, Hold, Kind, Settlement
from istmo.review.models.passed import Recall, Waiver
from istmo.review.models.roster import RosterDecision

__all__ = [
    "Clearance",
    "ClearanceStep",
    "Combine",
    "Comment",
    "Decision",
    "Hold",
    "Kind",
    "Recall",
    "Remark",
    "RosterDecision",
    "Settlement",
    "Standing",
    "Waiver",
]

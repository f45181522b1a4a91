"""Data calls, who is asked, what each agency answered, and what was said beside. No figure is in any row."""

from istmo.collect.models.calls import Asks, Assignment, CallPiece, DataCall, Piece
from istmo.collect.models.drafts import GridDraft
from istmo.collect.models.parts import UnitPart
from istmo.collect.models.roster import Change, Proposal
from istmo.collect.models.said import Answer, Declaration, Note, Question
from istmo.collect.models.submissions import State, Submission, Version

__all__ = [
    "Answer",
    "Asks",
    "Assignment",
    "CallPiece",
    "Change",
    "DataCall",
    "Declaration",
    "GridDraft",
    "Note",
    "Piece",
    "Proposal",
    "Question",
    "State",
    "Submission",
    "UnitPart",
    "Version",
]

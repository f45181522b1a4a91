"""What is typed into an assignment page by page before it is submitted: each state of it a file of the vault."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from istmo.collect.models.calls import Assignment
from istmo.people.models import User


class GridDraft(models.Model):
    """One state of what was typed, fixed when it was saved; the one of the highest number is how it stands.

    A state that the same person's next save replaced is dropped: its file and this row go some time later.
    """

    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="drafts", help_text="What it answers."
    )
    number = models.PositiveIntegerField(help_text="1, 2, 3 …; after a while not every number is left.")
    sha256 = models.TextField(unique=True, help_text="SHA-256 of what was typed, in the vault.")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="Account that typed last."
    )
    at = models.DateTimeField(help_text="When it was saved.")
    dropped_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nobody needs it, if so: its file may be gone."
    )

    class Meta:
        ordering = ("assignment", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("assignment", "number"), name="griddraft_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="griddraft_number_from_one"),
            models.CheckConstraint(condition=Q(Exact(Length("sha256"), 64)), name="griddraft_hash_whole"),
        ]

    def __str__(self) -> str:
        """Call, agency and number."""
        return f"{self.assignment}/{self.number}"

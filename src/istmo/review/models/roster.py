"""What was decided on changes of the roster that agencies proposed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from istmo.collect.models import Proposal
from istmo.framework.models import Draft
from istmo.people.models import Person, User


class RosterDecision(models.Model):
    """That one proposal was taken over into a draft of the framework, or was not; and why."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, related_name="decision", help_text="What was decided on."
    )
    draft = models.ForeignKey(
        Draft,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The draft it was taken over into; empty where it was refused.",
    )
    reason = models.TextField(help_text="Why.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who decided.")
    submitter = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who had proposed it."
    )
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="rosterdecision_says_why"),
            models.CheckConstraint(condition=~Q(person=F("submitter")), name="rosterdecision_four_eyes"),
        ]

    def __str__(self) -> str:
        """What was decided on what."""
        return f"{'accepted' if self.draft_id else 'refused'} {self.proposal}"

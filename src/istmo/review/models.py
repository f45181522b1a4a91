"""Decisions on submissions."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from istmo.collect.models import Version
from istmo.people.models import Person, User


class Kind(models.TextChoices):
    """What was decided."""

    APPROVE = "approve", "Approved"
    RETURN = "return", "Returned"


class Decision(models.Model):
    """One decision on one version, bound to its exact hashes. Four eyes are a constraint of the table."""

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, related_name="decision", help_text="What was decided on."
    )
    kind = models.TextField(choices=Kind.choices, help_text="What was decided.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who decided.")
    submitter = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who had submitted it."
    )
    at = models.DateTimeField(help_text="When.")
    comment = models.TextField(blank=True, help_text="Why; a return needs one.")
    raw_sha256 = models.TextField(help_text="The bytes decided on.")
    figures_sha256 = models.TextField(blank=True, help_text="The figures decided on.")
    transactions_sha256 = models.TextField(blank=True, help_text="The transactions decided on.")
    problems_sha256 = models.TextField(help_text="The problems known when it was decided.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="decision_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.APPROVE) | ~Q(person=F("submitter")), name="decision_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.RETURN) | ~Q(comment=""), name="decision_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        """What was decided on what."""
        return f"{self.kind} {self.version}"

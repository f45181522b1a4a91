"""Decisions on submissions, figures held back from them, and overlaps that were settled."""

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
    held_sha256 = models.TextField(
        blank=True, help_text="The figures held back when it was decided; empty if there were none."
    )

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


class Hold(models.Model):
    """One row or cell of a version that an approval leaves out, until somebody lifts the hold.

    No figure is in here: only where it stands in the file, as its reporter sees it.
    """

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="holds", help_text="What it is a part of."
    )
    row = models.PositiveBigIntegerField(help_text="The reporter's own row.")
    cell = models.TextField(blank=True, help_text="The reporter's own cell; empty: everything in that row.")
    reason = models.TextField(help_text="Why it is held.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who held it.")
    submitter = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who had submitted it."
    )
    at = models.DateTimeField(help_text="When.")
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="holds",
        help_text="The approval that left it out.",
    )
    lifted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose account lifted it.",
    )
    lifter = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Who lifted it."
    )
    lifted_at = models.DateTimeField(null=True, blank=True, help_text="When it was lifted.")
    lifted_because = models.TextField(blank=True, help_text="Why it was lifted.")

    class Meta:
        ordering = ("version", "row", "cell", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("version", "row", "cell"),
                condition=Q(lifted_at__isnull=True),
                name="hold_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_says_why"),
            models.CheckConstraint(condition=~Q(person=F("submitter")), name="hold_four_eyes"),
            models.CheckConstraint(
                condition=Q(
                    lifted_by__isnull=True, lifter__isnull=True, lifted_at__isnull=True, lifted_because=""
                )
                | (
                    Q(lifted_by__isnull=False, lifter__isnull=False, lifted_at__isnull=False)
                    & ~Q(lifted_because="")
                    & ~Q(lifter=F("submitter"))
                ),
                name="hold_lifted_by_another_who_says_why",
            ),
        ]

    def __str__(self) -> str:
        """Where it stands, as its reporter sees it: the cell, or `row 12`."""
        return self.cell or f"row {self.row}"


class Combine(models.TextChoices):
    """How several agencies or activities at one place and period count together."""

    SUM = "sum", "Nobody is counted twice: they add"
    MAX = "max", "All are the same people: the largest counts"
    CUSTOM = "custom", "A number of its own"
    OPEN = "open", "Not decided any more: the decision before is withdrawn"


class Settlement(models.Model):
    """One decision on an overlap; of several on the same figures the last stands, the earlier stay on record."""

    indicator = models.TextField(help_text="Indicator.")
    place = models.TextField(help_text="Place.")
    period = models.TextField(help_text="Period, such as FY2017.")
    decision = models.TextField(choices=Combine.choices, help_text="How they combine.")
    value = models.TextField(blank=True, help_text="Of a custom decision: the total, as an exact decimal.")
    low = models.TextField(
        blank=True, help_text="The least the total could be then: the largest part; empty where not known."
    )
    high = models.TextField(blank=True, help_text="The most it could be: the sum; empty where not known.")
    reason = models.TextField(help_text="Why.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who decided.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(decision__in=Combine.values), name="settlement_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="settlement_says_why"),
            models.CheckConstraint(
                condition=(Q(decision=Combine.CUSTOM) & ~Q(value=""))
                | (~Q(decision=Combine.CUSTOM) & Q(value="")),
                name="settlement_custom_has_value",
            ),
        ]

    def __str__(self) -> str:
        """What it is about."""
        return f"{self.indicator} {self.place} {self.period}"

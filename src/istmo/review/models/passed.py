"""Warnings that were let pass, and versions that their agency took back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from istmo.collect.models import Version
from istmo.people.models import Person, User


class Waiver(models.Model):
    """What a check found and a person let pass, with the reason: for one figure, or wherever it found it."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="waivers", help_text="The version it was given for."
    )
    code = models.TextField(help_text="The check.")
    figure = models.TextField(
        blank=True,
        help_text="Key of the figure, as `keys.Key.text` writes it; empty: all that the check found.",
    )
    place = models.TextField(
        blank=True, help_text="Where the figure stood: a cell, or `row 12`; empty: everywhere."
    )
    said = models.TextField(
        blank=True,
        help_text="What the figure said, as `keys.Found.said` writes it: if it says more, look again.",
    )
    reason = models.TextField(help_text="Why it may pass.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who let it pass."
    )
    submitter = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who had submitted it."
    )
    at = models.DateTimeField(help_text="When.")
    withdrawn_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose account withdrew it.",
    )
    withdrawer = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who withdrew it.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was withdrawn.")
    withdrawn_because = models.TextField(blank=True, help_text="Why it was withdrawn.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("version", "code", "figure"),
                condition=Q(withdrawn_at__isnull=True),
                name="waiver_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True,
                    withdrawer__isnull=True,
                    withdrawn_at__isnull=True,
                    withdrawn_because="",
                )
                | (
                    Q(withdrawn_by__isnull=False, withdrawer__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_because="")
                    & ~Q(withdrawer=F("submitter"))
                ),
                name="waiver_withdrawn_by_another_who_says_why",
            ),
            models.CheckConstraint(condition=~Q(code="") & ~Q(reason=""), name="waiver_says_why"),
            models.CheckConstraint(
                condition=Q(figure="", place="", said="") | (~Q(figure="") & ~Q(place="") & ~Q(said="")),
                name="waiver_of_a_figure_or_all",
            ),
            models.CheckConstraint(condition=~Q(person=F("submitter")), name="waiver_four_eyes"),
        ]

    def __str__(self) -> str:
        """The check and where."""
        return f"{self.code} {self.place}".strip()


class Recall(models.Model):
    """That an agency took back a version before it was decided, and why. Nothing of the version is lost."""

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, related_name="recall", help_text="What was taken back."
    )
    reason = models.TextField(help_text="Why.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who took it back."
    )
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="recall_says_why")]

    def __str__(self) -> str:
        """What was taken back."""
        return f"recall of {self.version}"

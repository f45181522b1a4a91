"""The parts of an answer that several units fill in, each in a workbook of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from istmo.collect.models.submissions import Submission, Version
from istmo.people.models import User


class UnitPart(models.Model):
    """What came for a submission: of a unit, or of all of it. What is submitted is made of the last of each."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="parts", help_text="What it is a part of."
    )
    unit = models.TextField(blank=True, help_text="Code of the unit or partner; empty: the whole.")
    number = models.PositiveIntegerField(help_text="1, 2, 3 … for each unit.")
    filename = models.TextField(help_text="Name of the file received.")
    raw_sha256 = models.TextField(help_text="SHA-256 of the bytes received, in the vault.")
    received_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Account that handed it in, or took it in.",
    )
    sent_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Account that sent it, where another took it in; empty if none did.",
    )
    received_at = models.DateTimeField(help_text="When it came.")
    is_planned = models.BooleanField(default=False, help_text="Read by a column plan, which came with it.")
    refused = models.BooleanField(default=False, help_text="Not taken: no part of any answer.")
    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The version that was made when it came; empty if none was.",
    )

    class Meta:
        ordering = ("submission", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("submission", "unit", "number"), name="unitpart_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="unitpart_number_from_one"),
            models.CheckConstraint(condition=Q(Exact(Length("raw_sha256"), 64)), name="unitpart_hash_whole"),
        ]

    def __str__(self) -> str:
        """Submission, unit and number."""
        return f"{self.submission}/{self.unit or 'whole'}/{self.number}"

    @property
    def sender(self) -> User:
        """The account that sent it."""
        return self.sent_by or self.received_by

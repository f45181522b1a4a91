"""What agencies answer: submissions and their versions. No figure is in any row."""

import hashlib
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from istmo.collect.models.calls import DataCall
from istmo.people.models import Agency, Person, User


class Submission(models.Model):
    """What one agency answers to one call, in versions."""

    call = models.ForeignKey(
        DataCall, on_delete=models.PROTECT, related_name="submissions", help_text="Data call."
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="submissions", help_text="Agency that reports."
    )

    class Meta:
        ordering = ("call", "agency")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("call", "agency"), name="submission_once"),
        ]

    def __str__(self) -> str:
        """Call and agency."""
        return f"{self.call}/{self.agency}"


class State(models.TextChoices):
    """Where a version stands; which moves there are stands in `states`."""

    DRAFT = "draft", "Draft: has errors, or came too late, and was not submitted"
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    RETURNED = "returned", "Returned"
    RECALLED = "recalled", "Recalled by its agency before it was decided"
    APPROVED = "approved", "Approved"


def _hash(about: str, *, blank: bool = False) -> "models.TextField[str, str]":
    return models.TextField(blank=blank, help_text=f"SHA-256 of {about}, in the vault.")


def _whole(field: str) -> Q:
    return Q(Exact(Length(field), 64))


class Version(models.Model):
    """One answer, fixed when it was received: these bytes, these tables, these problems. Only its state moves."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="versions", help_text="What it is a version of."
    )
    number = models.PositiveIntegerField(help_text="1, 2, 3 …")
    state = models.TextField(choices=State.choices, help_text="Where it stands.")
    filename = models.TextField(help_text="Name of the file received.")
    raw_sha256 = _hash("the bytes received")
    figures_sha256 = _hash("the canonical figures; empty if there are none", blank=True)
    transactions_sha256 = _hash("the canonical transactions; empty if there are none", blank=True)
    problems_sha256 = _hash("the problems found")
    figures = models.PositiveBigIntegerField(help_text="Rows of figures.")
    transactions = models.PositiveBigIntegerField(help_text="Rows of transactions.")
    errors = models.PositiveBigIntegerField(help_text="Errors found.")
    warnings = models.PositiveBigIntegerField(help_text="Warnings found.")
    notes = models.PositiveBigIntegerField(help_text="Notes found.")
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
    late = models.BooleanField(
        default=False, help_text="Came when the call was closed: kept as a draft, not submitted."
    )
    submitted_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Person who submitted it: whose account sent it; empty for a draft.",
    )

    class Meta:
        ordering = ("submission", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("submission", "number"), name="version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="version_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, submitted_by__isnull=True)
                | (~Q(state=State.DRAFT) & Q(submitted_by__isnull=False)),
                name="version_submitted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True) | ~Q(sent_by=F("received_by")),
                name="version_sent_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(errors=0), name="version_submitted_without_errors"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(late=False), name="version_late_is_draft"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | ~Q(figures_sha256="", transactions_sha256=""),
                name="version_submitted_holds_something",
            ),
            models.CheckConstraint(
                condition=_whole("raw_sha256")
                & _whole("problems_sha256")
                & (Q(figures_sha256="") | _whole("figures_sha256"))
                & (Q(transactions_sha256="") | _whole("transactions_sha256")),
                name="version_hashes_whole",
            ),
        ]

    def __str__(self) -> str:
        """Its code in a release."""
        return self.code

    @property
    def sender(self) -> User:
        """The account that sent it."""
        return self.sent_by or self.received_by

    @property
    def code(self) -> str:
        """`call/agency/number`, as a release names it."""
        return f"{self.submission}/{self.number}"

    @property
    def hashes(self) -> tuple[str, ...]:
        """Every file of the vault this version is made of."""
        named = (self.raw_sha256, self.figures_sha256, self.transactions_sha256, self.problems_sha256)
        return tuple(name for name in named if name)

    @property
    def seal(self) -> str:
        """One SHA-256 over all of its hashes: what an approver may name to say exactly this."""
        told = (self.raw_sha256, self.figures_sha256, self.transactions_sha256, self.problems_sha256)
        return hashlib.sha256("\n".join(told).encode("ascii")).hexdigest()

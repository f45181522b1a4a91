"""Data calls: what they ask, until when, and whom."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from istmo.framework.models import FrameworkVersion
from istmo.people.models import Agency

#: More days than this after the closing are no grace but another closing.
MOST_GRACE = 60


class DataCall(models.Model):
    """A request to agencies for the figures of one year, under one framework."""

    code = models.TextField(unique=True, help_text="Code, such as documents-2017.")
    title = models.TextField(help_text="Name.")
    framework = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="calls", help_text="Framework asked about."
    )
    reporting_year = models.TextField(help_text="Year asked about, such as FY2017.")
    opened_at = models.DateTimeField(help_text="When it was opened.")
    opens_at = models.DateTimeField(
        null=True, blank=True, help_text="From when on it takes answers; empty: since it was opened."
    )
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="Until when answers are asked for; empty: standing, nothing is late."
    )
    closes_at = models.DateTimeField(
        null=True, blank=True, help_text="When it closes by itself; empty: only by hand."
    )
    grace_days = models.PositiveSmallIntegerField(
        default=0, help_text="Days after closing by itself in which answers are still taken."
    )
    zone = models.TextField(
        default="UTC", help_text="Time zone its moments are told in, such as America/Bogota."
    )
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was closed by hand, if it was."
    )

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(code__contains="/"), name="datacall_code_plain"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="datacall_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True)
                | Q(opens_at__isnull=True, due_at__gt=F("opened_at"))
                | Q(opens_at__isnull=False, due_at__gt=F("opens_at")),
                name="datacall_due_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(due_at__isnull=False, closes_at__gte=F("due_at")),
                name="datacall_closes_after_due",
            ),
            models.CheckConstraint(
                condition=Q(grace_days=0) | Q(closes_at__isnull=False, grace_days__lte=MOST_GRACE),
                name="datacall_grace_follows_closing",
            ),
            models.CheckConstraint(condition=~Q(zone=""), name="datacall_has_zone"),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code

    @property
    def is_standing(self) -> bool:
        """Whether it has no due moment, so that nothing is ever late: as for sources of context."""
        return self.due_at is None


class Piece(models.TextChoices):
    """What a call may ask for."""

    ROSTER = "roster", "Which activities are alive"
    RESULTS = "results", "Results of the year"
    RESTATEMENTS = "restatements", "Earlier values that were wrong"
    BASELINES = "baselines", "Baselines"
    TARGETS = "targets", "Targets of a year to come"


class CallPiece(models.Model):
    """One thing that a call asks for; a call opened before these were kept has none and asks for the usual."""

    call = models.ForeignKey(
        DataCall, on_delete=models.PROTECT, related_name="pieces", help_text="Data call."
    )
    piece = models.TextField(choices=Piece.choices, help_text="What it asks for.")
    year = models.TextField(blank=True, help_text="Of targets: for which year; else empty.")

    class Meta:
        ordering = ("call", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("call", "piece", "year"), name="callpiece_once"),
            models.CheckConstraint(condition=Q(piece__in=Piece.values), name="callpiece_known"),
            models.CheckConstraint(
                condition=(Q(piece=Piece.TARGETS) & ~Q(year="")) | (~Q(piece=Piece.TARGETS) & Q(year="")),
                name="callpiece_year_of_targets",
            ),
        ]

    def __str__(self) -> str:
        """What it asks for, and the year."""
        return f"{self.piece} {self.year}".strip()


class Asks(models.TextChoices):
    """Which indicators a call asks an agency for."""

    PERFORMANCE = "performance", "Outputs and outcomes"
    CONTEXT = "context", "Context"
    EVERYTHING = "all", "Both"
    NOTHING = "nothing", "Nothing in particular: it gives what it has, and none of it can be late"


class Assignment(models.Model):
    """One agency that a call asks: together, the denominator of coverage."""

    call = models.ForeignKey(
        DataCall, on_delete=models.PROTECT, related_name="assignments", help_text="Data call."
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="assignments", help_text="Agency asked."
    )
    asks = models.TextField(choices=Asks.choices, help_text="Which indicators it is asked for.")
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="When a workbook was first made for it, or a mail sent."
    )
    opened_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody of the agency first opened it."
    )
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When it was last reminded.")

    class Meta:
        ordering = ("call", "agency")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("call", "agency"), name="assignment_once"),
            models.CheckConstraint(condition=Q(asks__in=Asks.values), name="assignment_asks_known"),
        ]

    def __str__(self) -> str:
        """Call and agency."""
        return f"{self.call}/{self.agency}"

"""Persons, their accounts, the agencies they work for, and the event log."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q


class Agency(models.Model):
    """Who reports. Registered from a framework's folder; units point to the agency they are part of."""

    code = models.TextField(unique=True, help_text="Code in the framework's agencies.csv.")
    name = models.TextField(help_text="Name.")
    own = models.BooleanField(help_text="Whether its figures count in own totals.")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        help_text="The agency it is a unit of.",
    )

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "agencies"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code=""), name="agency_has_code"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="agency_not_its_own_unit"
            ),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code


class Person(models.Model):
    """A human being. Four eyes are two persons, however many accounts they have. Names stay in this table."""

    name = models.TextField(help_text="Name, as others know the person.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        """The name."""
        return self.name


class Role(models.TextChoices):
    """What an account is for; what each may do stands in `permissions`."""

    OPERATOR = "operator", "Operator of the workspace, at its command line"
    COORDINATOR = "coordinator", "Coordinator"
    REPORTER = "reporter", "Agency reporter"
    APPROVER = "approver", "Agency approver"
    REVIEWER = "reviewer", "Secretariat reviewer"
    VIEWER = "viewer", "Viewer"


class User(AbstractBaseUser):
    """An account: a person in one role, for one agency where the role needs one. It has no password yet."""

    code = models.TextField(unique=True, help_text="Short name to act under, such as ana.")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="users", help_text="Whose account it is."
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        help_text="The agency it acts for.",
    )
    role = models.TextField(choices=Role.choices, help_text="What it is for.")
    is_active = models.BooleanField(default=True, help_text="Whether it may still be used.")

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("code",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code=""), name="user_has_code"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=~Q(role__in=(Role.REPORTER, Role.APPROVER)) | Q(agency__isnull=False),
                name="user_of_agency_has_agency",
            ),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code


class Event(models.Model):
    """One link of the chain: who did what to what, when. Holds numbers and codes, never a person's name."""

    seq = models.PositiveBigIntegerField(unique=True, help_text="Place in the chain, from 1.")
    at = models.DateTimeField(help_text="When.")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    verb = models.TextField(help_text="What was done, such as submission.submitted.")
    subject = models.TextField(blank=True, help_text="To what: a code.")
    details = models.TextField(help_text="More about it, as canonical JSON; never queried.")
    previous = models.TextField(unique=True, help_text="Hash of the event before; unique, so no forks.")
    hash = models.TextField(unique=True, help_text="SHA-256 over this event's canonical JSON.")

    class Meta:
        ordering = ("seq",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_seq_from_one"),
            models.CheckConstraint(condition=~Q(verb=""), name="event_has_verb"),
        ]

    def __str__(self) -> str:
        """Number, verb and subject."""
        return f"{self.seq} {self.verb} {self.subject}"


class EventHead(models.Model):
    """The one row that says where the chain ends. Who appends holds its lock until the end of the transaction."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(help_text="Number of the last event; 0 before the first.")
    hash = models.TextField(help_text="Hash of the last event.")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="eventhead_is_one")]

    def __str__(self) -> str:
        """The number of the last event."""
        return str(self.seq)

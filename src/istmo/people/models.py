"""Persons, their accounts and what those reach, the agencies they work for, and the event log."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact


class Unit(models.TextChoices):
    """What an agency is: one of its own, or a part of another."""

    AGENCY = "agency", "Agency"
    POST = "post", "Post"
    BUREAU = "bureau", "Bureau"
    PARTNER = "implementing partner", "Implementing partner"


class Agency(models.Model):
    """Who reports, a tenant. Registered from a framework's folder; units point to the agency they are part of."""

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
    kind = models.TextField(choices=Unit.choices, default=Unit.AGENCY, help_text="What kind of unit it is.")

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "agencies"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Unit.values), name="agency_kind_known"),
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
    """What an account is for; what each may do stands in matrix.csv, what each needs in roles.csv."""

    OPERATOR = "operator", "Operator of the workspace, at its command line"
    COORDINATOR = "coordinator", "Coordinator"
    REPORTER = "reporter", "Agency reporter"
    APPROVER = "approver", "Agency approver"
    REVIEWER = "reviewer", "Secretariat reviewer"
    VIEWER = "viewer", "Viewer"
    PARTNER = "partner", "Partner, in its own voice"
    AUDITOR = "auditor", "Auditor, who reads everything"


class Accounts(models.Manager["User"]):
    """What Django's sign-in asks of the table of accounts."""

    def get_by_natural_key(self, code: str) -> "User":
        """The account of that code."""
        return self.get(code=code)


class User(AbstractBaseUser):
    """An account: a person in one role, for one agency where the role needs one.

    It has no password until somebody sets one over a one-time link. The e-mail stands here and nowhere else.
    """

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
    email = models.EmailField(
        blank=True, default="", help_text="E-mail, in small letters; empty if none is known."
    )
    language = models.TextField(
        blank=True,
        default="",
        help_text="Language of mails to it, such as es; empty: in every language there is.",
    )

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        ordering = ("code",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code=""), name="user_has_code"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=~Q(role__in=(Role.REPORTER, Role.APPROVER, Role.PARTNER)) | Q(agency__isnull=False),
                name="user_of_agency_has_agency",
            ),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="user_email_once"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_small"),
        ]

    def __str__(self) -> str:
        """The code."""
        return self.code


class Scope(models.Model):
    """One agency, place or node that an account is limited to; an account without any reaches all its role reaches."""

    class Kind(models.TextChoices):
        """What the code is of."""

        AGENCY = "agency", "Agency or unit"
        PLACE = "place", "Place"
        NODE = "node", "Node of a framework"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="scopes", help_text="Whose scope.")
    kind = models.TextField(choices=Kind.choices, help_text="What the code is of.")
    code = models.TextField(help_text="Code of the agency or place, or FRAMEWORK/NODE.")

    class Meta:
        ordering = ("user", "kind", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("user", "kind", "code"), name="scope_once"),
            models.CheckConstraint(condition=~Q(code=""), name="scope_has_code"),
            models.CheckConstraint(
                condition=Q(kind__in=("agency", "place", "node")), name="scope_kind_known"
            ),
        ]

    def __str__(self) -> str:
        """Kind and code."""
        return f"{self.kind} {self.code}"


class Link(models.Model):
    """A one-time link with which the holder sets an account's password. Only its hash is kept."""

    class Purpose(models.TextChoices):
        """What the link was sent for."""

        INVITED = "invited", "Invitation"
        FORGOTTEN = "forgotten", "Forgotten password"

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="links", help_text="For which account."
    )
    purpose = models.TextField(choices=Purpose.choices, help_text="What it was sent for.")
    sha256 = models.TextField(unique=True, help_text="SHA-256 of what stands in the link.")
    made_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who made it; the holder, if it was asked for.",
    )
    made_at = models.DateTimeField(help_text="When it was made.")
    expires_at = models.DateTimeField(help_text="From when on it opens nothing.")
    used_at = models.DateTimeField(null=True, blank=True, help_text="When it was used.")
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken back, or replaced."
    )

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="link_sha256_whole"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="link_expires_later"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="link_used_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        """Purpose and account."""
        return f"{self.purpose} {self.user_id}"


class Token(models.Model):
    """A key with which a program acts for an account, in some of its actions, until a day. Only its hash is kept."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="tokens", help_text="For which account."
    )
    name = models.TextField(help_text="What it is for, in its maker's words.")
    sha256 = models.TextField(unique=True, help_text="SHA-256 of the token.")
    actions = models.TextField(help_text="What it may do: names of matrix.csv, with spaces between.")
    made_at = models.DateTimeField(help_text="When it was made.")
    expires_at = models.DateTimeField(help_text="From when on it opens nothing.")
    used_at = models.DateTimeField(null=True, blank=True, help_text="When it was last used, to the minute.")
    revoked_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken back.")

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="token_sha256_whole"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(actions=""), name="token_says_what_for"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_expires_later"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class SignIn(models.Model):
    """A browser in which an account is signed in. Deleting the row ends that session."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="sign_ins", help_text="Whose session."
    )
    sha256 = models.TextField(unique=True, help_text="SHA-256 of the session's key.")
    browser = models.TextField(blank=True, help_text="Browser and system, as it told them.")
    began_at = models.DateTimeField(help_text="When it began.")
    seen_at = models.DateTimeField(help_text="When it was last used, to the minute.")

    class Meta:
        ordering = ("-seen_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="signin_sha256_whole")
        ]

    def __str__(self) -> str:
        """Account and browser."""
        return f"{self.user_id} {self.browser}"


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

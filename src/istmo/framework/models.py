"""Architectures as they were imported: their files in the vault, and which frameworks each holds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from istmo.people.models import User


class Architecture(models.Model):
    """One imported folder: frameworks with the places, agencies, activities and sources they share."""

    sha256 = models.TextField(help_text="SHA-256 of the packed folder, in the vault.")
    imported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="Who imported or published it."
    )
    imported_at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="architecture_sha256_whole")
        ]

    def __str__(self) -> str:
        """The first digits of its hash."""
        return self.sha256[:12]


class FrameworkVersion(models.Model):
    """One framework of a published architecture; later ones of the same code are later versions of it.

    A row never changes: triggers of the database refuse it (migration 0003).
    """

    architecture = models.ForeignKey(
        Architecture, on_delete=models.PROTECT, related_name="frameworks", help_text="Where it came from."
    )
    code = models.TextField(help_text="Code, such as strategy-2017.")
    title = models.TextField(help_text="Name.")
    version = models.TextField(help_text="Version, as its file says.")
    effective_on = models.DateField(null=True, blank=True, help_text="First day it holds.")

    class Meta:
        ordering = ("code", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("architecture", "code"), name="frameworkversion_once"),
            models.CheckConstraint(condition=~Q(code=""), name="frameworkversion_has_code"),
        ]

    def __str__(self) -> str:
        """Code and version."""
        return f"{self.code} {self.version}"


class Draft(models.Model):
    """An architecture while it is being written: its files as texts, in editions, until it is published."""

    title = models.TextField(help_text="What it is to become, in a few words.")
    base = models.ForeignKey(
        Architecture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        help_text="The published architecture it began as; empty where it began as a folder.",
    )
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Who began it.")
    begun_at = models.DateTimeField(help_text="When.")
    published = models.OneToOneField(
        Architecture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
        help_text="What it became; from then on it is closed.",
    )
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="When it was given up.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="draft_has_title"),
            models.CheckConstraint(
                condition=Q(published__isnull=True) | Q(dropped_at__isnull=True), name="draft_ends_once"
            ),
        ]

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.pk} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.published_id is None and self.dropped_at is None


class DraftFile(models.Model):
    """One edition of one file of a draft, exactly as it stood; the last edition is what the draft says."""

    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="files", help_text="Draft it belongs to."
    )
    path = models.TextField(help_text="Its path in the folder, such as frameworks/plan/strategy.yaml.")
    edition = models.PositiveIntegerField(help_text="1, 2, 3 … of this path.")
    text = models.TextField(blank=True, help_text="The whole text, with its line ends and byte order mark.")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Who.")
    written_at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("draft", "path", "edition")
        constraints: ClassVar = [
            # Two who write the same file at once: the second is refused by the database, not by luck.
            models.UniqueConstraint(fields=("draft", "path", "edition"), name="draftfile_once"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="draftfile_edition_from_one"),
            models.CheckConstraint(condition=~Q(path=""), name="draftfile_has_path"),
        ]

    def __str__(self) -> str:
        """Path and edition."""
        return f"{self.path} {self.edition}"

"""Frozen releases: the rows that say which folder holds what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from istmo.framework.models import Architecture
from istmo.people.models import User
from istmo.review.models import Decision


class Release(models.Model):
    """One numbered release. Its folder is `releases/<number>`; neither is ever changed."""

    number = models.PositiveIntegerField(unique=True, help_text="1, 2, 3 …")
    title = models.TextField(help_text="Name.")
    content = models.TextField(unique=True, help_text="The release's own content hash.")
    parent = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="child",
        help_text="The release it supersedes.",
    )
    architecture = models.ForeignKey(
        Architecture, on_delete=models.PROTECT, related_name="releases", help_text="Frameworks it holds."
    )
    decided = models.TextField(
        blank=True,
        help_text="SHA-256 over what was held back and how overlaps were settled; empty for nothing.",
    )
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Who froze it.")
    frozen_at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__gte=1), name="release_number_from_one"),
            models.CheckConstraint(condition=~Q(title=""), name="release_has_title"),
            models.CheckConstraint(condition=Exact(Length("content"), 64), name="release_content_whole"),
            models.CheckConstraint(
                condition=Q(number=1, parent__isnull=True) | Q(number__gt=1, parent__isnull=False),
                name="release_follows_another",
            ),
        ]

    def __str__(self) -> str:
        """The number."""
        return str(self.number)


class Included(models.Model):
    """An approval whose figures are in a release, and its place in the order of approval."""

    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="included", help_text="Release."
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="included", help_text="Approval."
    )
    position = models.PositiveIntegerField(help_text="1 for the earliest; later ones restate earlier ones.")

    class Meta:
        ordering = ("release", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("release", "decision"), name="included_once"),
            models.UniqueConstraint(fields=("release", "position"), name="included_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="included_from_one"),
        ]

    def __str__(self) -> str:
        """Release and position."""
        return f"{self.release}:{self.position}"

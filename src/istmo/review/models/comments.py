"""What is said of a figure, a row or a whole submission, and what is answered. Texts are added, never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from istmo.collect.models import Submission, Version
from istmo.people.models import Person, User


class Standing(models.TextChoices):
    """Where a comment stands."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered by the agency"
    RESOLVED = "resolved", "Resolved"


class Comment(models.Model):
    """What a comment is about: figures by their keys, so that it finds them again in the next version; or the whole."""

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="comments", help_text="What it is a part of."
    )
    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="comments", help_text="The version it was written on."
    )
    figures = models.TextField(
        blank=True,
        help_text="Keys of the figures, one a line, as `keys.Key.text` writes them; empty: the whole.",
    )
    place = models.TextField(
        blank=True, help_text="Where they stood in that version: a cell, or `row 12`; empty: the whole."
    )
    standing = models.TextField(choices=Standing.choices, default=Standing.OPEN, help_text="Where it stands.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="comment_standing_known"),
            models.CheckConstraint(
                condition=Q(figures="", place="") | (~Q(figures="") & ~Q(place="")),
                name="comment_on_figures_or_whole",
            ),
        ]

    def __str__(self) -> str:
        """Its number and where it stood."""
        return f"{self.pk} {self.place or 'whole'}"


class Remark(models.Model):
    """One text of a comment: the first begins it, later ones answer."""

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="remarks", help_text="Of which comment."
    )
    text = models.TextField(help_text="What is said.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who said it.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        """Its number and its comment's."""
        return f"{self.comment_id}/{self.pk}"

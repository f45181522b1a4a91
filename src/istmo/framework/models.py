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
        User, on_delete=models.PROTECT, related_name="+", help_text="Who imported it."
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
    """One framework of an imported architecture; later imports of the same code are later versions of it."""

    architecture = models.ForeignKey(
        Architecture, on_delete=models.PROTECT, related_name="frameworks", help_text="Where it came from."
    )
    code = models.TextField(help_text="Code, such as strategy-2017.")
    title = models.TextField(help_text="Name.")
    version = models.TextField(help_text="Version, as its file says.")

    class Meta:
        ordering = ("code", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("architecture", "code"), name="frameworkversion_once"),
            models.CheckConstraint(condition=~Q(code=""), name="frameworkversion_has_code"),
        ]

    def __str__(self) -> str:
        """Code and version."""
        return f"{self.code} {self.version}"

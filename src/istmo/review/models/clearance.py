"""Which steps a version of a call passes before it may be approved, and which it has passed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from istmo.collect.models import DataCall, Version
from istmo.people.models import Agency, Person, Role, User


class ClearanceStep(models.Model):
    """One step of a call, such as the mission's: who clears is an account of that role. A call without steps needs none."""

    call = models.ForeignKey(
        DataCall, on_delete=models.PROTECT, related_name="clearance_steps", help_text="Of which call."
    )
    number = models.PositiveIntegerField(help_text="1, 2, 3 …: passed in this order.")
    name = models.TextField(help_text="What it is called, such as bureau.")
    role = models.TextField(choices=Role.choices, help_text="The role of who clears it.")
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The agency or unit of who clears it; empty: any that may decide.",
    )

    class Meta:
        ordering = ("call", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("call", "number"), name="clearancestep_once"),
            models.UniqueConstraint(fields=("call", "name"), name="clearancestep_name_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(name=""), name="clearancestep_has_number_and_name"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="clearancestep_role_known"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Clearance(models.Model):
    """That one version passed one step, by whom, seen under which seal."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="clearances", help_text="What passed."
    )
    step = models.ForeignKey(
        ClearanceStep, on_delete=models.PROTECT, related_name="clearances", help_text="Which step."
    )
    seal = models.TextField(help_text="The seal of what was seen: the version and what was held of it.")
    comment = models.TextField(blank=True, help_text="Remark.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who cleared it."
    )
    submitter = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Who had submitted it."
    )
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("version", "step"), name="clearance_once"),
            models.CheckConstraint(condition=~Q(person=F("submitter")), name="clearance_four_eyes"),
        ]

    def __str__(self) -> str:
        """What passed what."""
        return f"{self.version} {self.step}"

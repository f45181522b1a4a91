"""What agencies want changed in the roster of activities: proposals, which somebody takes over or not. No figure is in any row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from istmo.collect.models.submissions import Version


class Change(models.TextChoices):
    """What is proposed."""

    ADD = "add", "A new activity"
    CLOSE = "close", "It ended"
    MOVE = "move", "It works elsewhere, or for another objective"
    REMARK = "remark", "Only something to say of it"


class Proposal(models.Model):
    """One activity as a version of an answer wants it to stand, and how it stood in the framework of the call."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="proposals", help_text="The version that told it."
    )
    position = models.PositiveIntegerField(help_text="1, 2, 3 … within the version.")
    change = models.TextField(choices=Change.choices, help_text="What is proposed.")
    activity = models.TextField(help_text="Code of the activity; of a new one made of its name.")
    title = models.TextField(help_text="Its name.")
    agency = models.TextField(help_text="Code of the agency or unit it is of.")
    place = models.TextField(blank=True, help_text="Where it is to stand.")
    node = models.TextField(blank=True, help_text="Under which objective.")
    starts_on = models.DateField(null=True, blank=True, help_text="Its first day.")
    ends_on = models.DateField(null=True, blank=True, help_text="Its last day.")
    note = models.TextField(blank=True, help_text="What the agency says of it.")
    was_place = models.TextField(blank=True, help_text="Where it stood.")
    was_node = models.TextField(blank=True, help_text="Under which objective it stood.")
    was_ends_on = models.DateField(null=True, blank=True, help_text="Its last day before.")

    class Meta:
        ordering = ("version", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("version", "position"), name="proposal_once"),
            models.CheckConstraint(condition=Q(change__in=Change.values), name="proposal_change_known"),
            models.CheckConstraint(
                condition=~Q(activity="") & ~Q(title="") & ~Q(agency=""), name="proposal_names_activity"
            ),
        ]

    def __str__(self) -> str:
        """What is proposed of which activity."""
        return f"{self.change} {self.activity}"

    @property
    def said(self) -> tuple[object, ...]:
        """All that is proposed: a later version that says the same proposes nothing new."""
        told = (self.change, self.activity, self.title, self.agency, self.place, self.node)
        return (*told, self.starts_on, self.ends_on, self.note)

"""Work in the background: what it is, how far it is, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from istmo.people.models import User


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


#: States in which nothing happens any more.
OVER = (State.DONE, State.FAILED)


class Job(models.Model):
    """One piece of work. No record: what came of it is kept where it belongs."""

    kind = models.TextField(help_text="Name of a module of `kinds`.")
    about = models.TextField(help_text="What it is about, in words: a file, a title.")
    order = models.TextField(help_text="What it needs, as JSON; never queried.")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="jobs", help_text="Who began it.")
    asked_at = models.DateTimeField(help_text="When it was begun.")
    lang = models.TextField(default="en", help_text="Language of what it tells.")
    state = models.TextField(choices=State.choices, default=State.WAITING, help_text="Where it stands.")
    percent = models.PositiveSmallIntegerField(default=0, help_text="How much is done.")
    step = models.TextField(blank=True, help_text="What is being done, in words.")
    result = models.TextField(blank=True, help_text="Code of what came of it, such as c1/usaid/1.")
    error = models.TextField(blank=True, help_text="What went wrong, in words.")

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_state_known"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="job_percent_of_hundred"),
            models.CheckConstraint(
                condition=(Q(state=State.FAILED) & ~Q(error="")) | (~Q(state=State.FAILED) & Q(error="")),
                name="job_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        """Kind and number."""
        return f"{self.kind} {self.pk}"

"""What people say of a call beside figures: nothing to report, questions, answers, notes. Never changed, only added to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from istmo.collect.models.calls import DataCall
from istmo.people.models import Agency, Person, User


class Declaration(models.Model):
    """An agency says that it has nothing to report, and why. It stands until the agency submits something later."""

    call = models.ForeignKey(
        DataCall, on_delete=models.PROTECT, related_name="declarations", help_text="Data call."
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="declarations", help_text="Agency that has nothing."
    )
    after = models.PositiveIntegerField(
        default=0, help_text="Number of the version it follows: a later one that is submitted withdraws it."
    )
    reason = models.TextField(help_text="Why there is nothing.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who said so.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="declaration_has_reason")
        ]

    def __str__(self) -> str:
        """Call and agency."""
        return f"{self.call}/{self.agency}"


class Question(models.Model):
    """A question about a call, read by everybody who reports to it."""

    call = models.ForeignKey(
        DataCall, on_delete=models.PROTECT, related_name="questions", help_text="Data call."
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", help_text="Agency that asks."
    )
    text = models.TextField(help_text="What is asked.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="question_has_text")]

    def __str__(self) -> str:
        """Call and number."""
        return f"{self.call}/{self.pk}"


class Answer(models.Model):
    """An answer to a question; a later one corrects it, and both are shown."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="answers", help_text="Question."
    )
    text = models.TextField(help_text="What is answered.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="answer_has_text")]

    def __str__(self) -> str:
        """The question it answers."""
        return str(self.question)


class Note(models.Model):
    """What somebody wants those to know who answer for the same agency after her."""

    call = models.ForeignKey(DataCall, on_delete=models.PROTECT, related_name="notes", help_text="Data call.")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", help_text="Agency it is for."
    )
    text = models.TextField(help_text="What to know.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="Whose account.")
    at = models.DateTimeField(help_text="When.")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="note_has_text")]

    def __str__(self) -> str:
        """Call and agency."""
        return f"{self.call}/{self.agency}"

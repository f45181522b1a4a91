"""Reading decisions."""

from django.db.models import QuerySet

from istmo.review.models import Decision, Kind


def approvals() -> QuerySet[Decision]:
    """Approvals in the order they were given: the order in which later submissions restate earlier ones."""
    return (
        Decision.objects.filter(kind=Kind.APPROVE)
        .select_related("version__submission__call__framework", "version__submission__agency")
        .order_by("pk")
    )


def last_comment(version_id: int) -> str:
    """What the decision on that version says, or empty text."""
    return Decision.objects.filter(version=version_id).values_list("comment", flat=True).first() or ""

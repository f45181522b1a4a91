"""Reading decisions, what is held, and what was settled."""

import hashlib
from collections.abc import Iterable

from django.db.models import Count, QuerySet

from istmo.collect.models import DataCall, Submission, Version
from istmo.review.models import Combine, Comment, Decision, Hold, Kind, Settlement, Standing


def approvals() -> QuerySet[Decision]:
    """Approvals in the order they were given: the order in which later submissions restate earlier ones."""
    return (
        Decision.objects.filter(kind=Kind.APPROVE)
        .select_related("version__submission__call__framework", "version__submission__agency")
        .order_by("pk")
    )


def held(version: Version) -> list[Hold]:
    """The holds on a version that nobody has lifted, in the order of its rows."""
    there = Hold.objects.filter(version=version, lifted_at__isnull=True)
    return list(there.select_related("by").order_by("row", "cell"))


def held_of(versions: Iterable[Version]) -> dict[int, list[Hold]]:
    """The same of many versions, by the version's number in the database; one query."""
    found: dict[int, list[Hold]] = {}
    there = Hold.objects.filter(version__in=[one.pk for one in versions], lifted_at__isnull=True)
    for hold in there.order_by("row", "cell"):
        found.setdefault(hold.version_id, []).append(hold)
    return found


def held_hash(holds: Iterable[Hold]) -> str:
    """One SHA-256 over which rows and cells are held; empty text for none."""
    told = sorted((hold.row, hold.cell) for hold in holds)
    lines = "".join(f"{row}\t{cell}\n" for row, cell in told)
    return hashlib.sha256(lines.encode()).hexdigest() if told else ""


def seal(version: Version) -> str:
    """What an approver may name to say exactly this: the version's own seal, and with it what is held back."""
    return seal_with(version, held(version))


def seal_with(version: Version, holds: Iterable[Hold]) -> str:
    """The same, where the holds on it are known."""
    out = held_hash(holds)
    return hashlib.sha256(f"{version.seal}\n{out}".encode("ascii")).hexdigest() if out else version.seal


def settlements() -> list[Settlement]:
    """The decisions on overlaps that stand, by indicator, place and period."""
    last = {(s.indicator, s.place, s.period): s for s in Settlement.objects.order_by("pk")}
    return [last[about] for about in sorted(last) if last[about].decision != Combine.OPEN]


def held_counts(call: DataCall) -> dict[int, int]:
    """How many figures of each version of a call are held back and not lifted, by the version's number here."""
    found = Hold.objects.filter(version__submission__call=call, lifted_at__isnull=True)
    return dict(found.values_list("version").annotate(many=Count("pk")).order_by("version"))


def unresolved(submission: Submission) -> list[int]:
    """Numbers of the comments on a submission that nobody has resolved, in the order they were made."""
    found = Comment.objects.filter(submission=submission).exclude(standing=Standing.RESOLVED)
    return list(found.order_by("pk").values_list("pk", flat=True))

"""What waits for a decision, the largest changes first, with all that helps to choose where to begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from istmo.collect.models import State, Version
from istmo.collect.states import OPEN
from istmo.people.models import User
from istmo.people.permissions import Permission, may
from istmo.review.differences import Difference, largest
from istmo.review.models import Clearance, ClearanceStep, Comment, Hold, Standing, Waiver
from istmo.review.sides import Pair, pairs

#: An agency is looked up with the units above it, so that rights of all of them are known without asking again.
_WITH = (
    "submission__call__framework__architecture",
    "submission__agency__parent__parent__parent",
    "submitted_by",
    "received_by",
    "sent_by",
)


@dataclass(frozen=True)
class Waiting:
    """A version that waits. largest: its largest change among figures that matter, None where nothing is to compare."""

    version: Version
    last: Version | None
    largest: Difference | None
    age: timedelta
    held: int
    comments: int
    answered: int
    waived: int
    steps: int
    passed: int
    next_step: str

    @property
    def is_since_year(self) -> bool:
        """Whether the largest change is against last year, not against the version before."""
        return self.largest is not None and self.largest.is_since_year

    @property
    def size(self) -> float:
        """By which the queue is ordered: a change that nothing measures, as from zero or to nothing, is the largest."""
        if self.largest is None or self.largest.size is None:
            return -1
        is_there = self.largest.now is not None and self.largest.now.value is not None
        return self.largest.size if is_there else inf


def waiting(by: User, at: datetime, *, by_age: bool = False) -> list[Waiting]:
    """What waits and `by` may read, the largest change first, or what waits longest; four queries of the database."""
    prefetch_related_objects([by], "scopes")
    versions = [one for one in _versions() if may(by, Permission.READ_WORK, one.submission.agency)]
    looked_at = pairs(versions) if versions else []
    changes = largest(looked_at) if looked_at else {}
    found = [_told(pair, changes.get(pair.number), at) for pair in looked_at]
    return sorted(
        found, key=lambda one: (0 if by_age else -one.size, one.version.received_at, one.version.pk)
    )


def compare(version: Version) -> None:
    """Set a version that has just come beside what it differs from, so that whoever opens the queue need not wait for it."""
    if version.state in OPEN:
        largest(pairs([version]))


def with_all(versions: QuerySet[Any] | Sequence[int]) -> QuerySet[Any]:
    """Versions with everything that names them and the rights on them, and counts of what was said and decided of them."""
    mine = {"version": OuterRef("pk")}
    later = Version.objects.filter(submission=OuterRef("submission"), number__gt=OuterRef("number"))
    said = Comment.objects.filter(submission=OuterRef("submission"))
    steps = ClearanceStep.objects.filter(call=OuterRef("submission__call"))
    left = steps.exclude(
        Exists(Clearance.objects.filter(step=OuterRef("pk"), version=OuterRef(OuterRef("pk"))))
    )
    return (
        Version.objects.filter(pk__in=versions)
        .select_related(*_WITH)
        .annotate(
            is_superseded=Exists(later.exclude(state=State.DRAFT)),
            n_held=_count(Hold.objects.filter(**mine, lifted_at__isnull=True), "version"),
            n_comments=_count(said.exclude(standing=Standing.RESOLVED), "submission"),
            n_answered=_count(said.filter(standing=Standing.ANSWERED), "submission"),
            n_waived=_count(Waiver.objects.filter(**mine, withdrawn_at=None), "version"),
            n_steps=_count(steps, "call"),
            n_passed=_count(Clearance.objects.filter(**mine), "version"),
            n_next_step=Subquery(left.order_by("number").values("name")[:1]),
        )
        .order_by("pk")
    )


def _versions() -> list[Version]:
    open_now = Version.objects.filter(state__in=OPEN).values("pk")
    return [one for one in with_all(open_now) if not one.is_superseded]


def _count(of: QuerySet[Any], by: str) -> Coalesce:
    counted = of.order_by().values(by).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def _told(pair: Pair, change: Difference | None, at: datetime) -> Waiting:
    version: Any = pair.version  # with what `with_all` counted
    return Waiting(
        version=version,
        last=pair.last,
        largest=change,
        age=at - version.received_at,
        held=version.n_held,
        comments=version.n_comments,
        answered=version.n_answered,
        waived=version.n_waived,
        steps=version.n_steps,
        passed=version.n_passed,
        next_step=version.n_next_step or "",
    )

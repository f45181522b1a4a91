"""What open calls ask of one account: where the work of who reports begins."""

from dataclasses import dataclass
from datetime import datetime

from istmo.collect import queries, timing
from istmo.collect.models import Assignment, DataCall, State, Version
from istmo.people.models import User
from istmo.people.permissions import Permission, may

#: So many of the latest calls are looked at: what is older is found in the list of all of them.
_LATEST = 20


@dataclass(frozen=True)
class Own:
    """What a call asks of an agency or unit that the account submits for. last: what was submitted last, else the draft."""

    assignment: Assignment
    last: Version | None = None
    is_nothing: bool = False

    @property
    def waits(self) -> bool:
        """Whether something is to be done: nothing came, or what came has to be sent again."""
        again = (State.DRAFT, State.RETURNED, State.RECALLED)
        return not self.is_nothing and (self.last is None or self.last.state in again)


def running(at: datetime) -> list[DataCall]:
    """The calls that take answers at a moment, the latest first; one query."""
    return [one for one in DataCall.objects.order_by("-pk")[:_LATEST] if timing.takes_answers(one, at)]


def open_assignments(user: User, at: datetime) -> list[Assignment]:
    """What they ask of whom this account submits for, the latest call first; two queries."""
    calls = running(at)
    asked = (
        Assignment.objects.filter(call__in=calls)
        .select_related("call", "agency__parent__parent__parent")
        .order_by("-call_id", "agency__code")
    )
    return [one for one in asked if may(user, Permission.SUBMIT, one.agency)] if calls else []


def own(user: User, at: datetime) -> list[Own]:
    """The same, each with where its answer stands; four queries."""
    asked = open_assignments(user, at)
    if not asked:
        return []
    last: dict[tuple[int, int], Version] = {}
    came = queries.versions().filter(
        submission__call__in={one.call_id for one in asked},
        submission__agency__in={one.agency_id for one in asked},
    )
    for version in came.order_by("number"):
        about = (version.submission.call_id, version.submission.agency_id)
        if version.state != State.DRAFT or about not in last or last[about].state == State.DRAFT:
            last[about] = version
    said = queries.standing_declarations({one.call_id for one in asked})
    nothing = {(one.call_id, one.agency_id) for one in said}
    return [
        Own(one, last.get((one.call_id, one.agency_id)), (one.call_id, one.agency_id) in nothing)
        for one in asked
    ]

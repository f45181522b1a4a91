"""Which state of a version may follow which; all other moves are refused."""

from django.utils.translation import gettext_lazy as _

from istmo.collect.models import State, Version
from istmo.kernel.problem import WrongUse

MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset(),
    State.SUBMITTED: frozenset({State.IN_REVIEW, State.RETURNED, State.RECALLED, State.APPROVED}),
    State.IN_REVIEW: frozenset({State.RETURNED, State.RECALLED, State.APPROVED}),
    State.RETURNED: frozenset(),
    State.RECALLED: frozenset(),
    State.APPROVED: frozenset(),
}
#: States that still wait for a decision.
OPEN = (State.SUBMITTED, State.IN_REVIEW)
_WHY_NOT = {
    State.DRAFT: _(
        "%(version)s is a draft, with errors or come too late: its agency has to submit it again."
    ),
    State.SUBMITTED: _("%(version)s is submitted already."),
    State.IN_REVIEW: _("%(version)s is in review already."),
    State.RETURNED: _("%(version)s was returned: the next version is what can be decided."),
    State.RECALLED: _("%(version)s was recalled by its agency: the next version is what can be decided."),
    State.APPROVED: _(
        "%(version)s is approved, and what was approved never changes: a later version may restate it."
    ),
}


def wait(version: Version) -> None:
    """Keep the version as it is until the caller's transaction ends; WrongUse unless it waits for a decision."""
    now = State(lock(version).state)
    if now not in OPEN:
        raise WrongUse(_WHY_NOT[now] % {"version": version.code})


def lock(version: Version) -> Version:
    """The version as it stands, kept so until the caller's transaction ends."""
    return Version.objects.select_for_update().get(pk=version.pk)


def move(version: Version, to: State) -> None:
    """Move the version inside the caller's transaction; WrongUse if it may not, also where another was faster."""
    held = lock(version)
    now = State(held.state)
    if to not in MOVES[now]:
        raise WrongUse(_WHY_NOT[now] % {"version": version.code})
    held.state = to
    held.full_clean()
    held.save(update_fields=["state"])
    version.state = to

"""An agency takes back a version that waits for a decision. Nothing is deleted; the next version is what is decided."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from istmo.collect import states
from istmo.collect.models import State, Version
from istmo.kernel.problem import WrongUse
from istmo.people import events
from istmo.people.models import User
from istmo.people.permissions import Permission
from istmo.review import refusals
from istmo.review.models import Recall


@transaction.atomic
def recall(*, version: Version, reason: str, by: User, at: datetime) -> Recall:
    """Take back a version that waits; WrongUse if `by` may not submit for its agency, gives no reason, or it is decided."""
    refusals.require_all(version, by, Permission.SUBMIT)
    if not reason.strip():
        raise WrongUse(_("Say why it is recalled: who reviews it may have begun."))
    refusals.superseded(version)
    states.move(version, State.RECALLED)
    made = Recall(version=version, reason=reason.strip(), by=by, person=by.person, at=at)
    made.full_clean()
    made.save()
    events.append(verb="review.recalled", subject=version.code, by=by, at=at, reason=made.reason)
    return made

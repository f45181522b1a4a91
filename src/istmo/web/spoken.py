"""What several folders of pages call alike: states of a version, severities of a problem; in the language of the reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from istmo.collect.models import State
from istmo.kernel.problem import Severity

Told = str | Promise

STATES: dict[State, Told] = {
    State.DRAFT: _("draft, not submitted"),
    State.SUBMITTED: _("submitted"),
    State.IN_REVIEW: _("in review"),
    State.RETURNED: _("returned"),
    State.RECALLED: _("recalled by its agency"),
    State.APPROVED: _("approved"),
}
SEVERITIES: dict[Severity, Told] = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.NOTE: _("note"),
}

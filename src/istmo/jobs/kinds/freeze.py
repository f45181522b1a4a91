"""Freezing what is approved into the next release."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from istmo.freeze.services import freeze
from istmo.jobs.order import Order, Tell

TITLE = gettext_noop("Freezing a release")


def run(order: Order, tell: Tell) -> str:
    """Freeze as of the moment it was asked for; give the number. With nothing new the last release stands."""
    tell(10, _("building the release"))
    release, _new = freeze(title=order.told["title"], by=order.by, at=order.at)
    return str(release.number)

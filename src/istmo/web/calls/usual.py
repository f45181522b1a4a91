"""What the form of a new call begins with: as the last call that asked for something in particular, a year later."""

from datetime import datetime

from django.utils.translation import gettext as _

from istmo.collect.models import Asks, Assignment, DataCall
from istmo.framework.models import FrameworkVersion
from istmo.kernel.period import Period

#: The month in which a fiscal year begins.
_OCTOBER = 10


def usual(at: datetime) -> dict[str, object]:
    """Initial values by field; three queries. Without a call before: the last fiscal year that has ended."""
    asked = (
        Assignment.objects.exclude(asks=Asks.NOTHING)
        .select_related("call__framework")
        .order_by("-call_id", "pk")
        .first()
    )
    year = _after(asked.call.reporting_year) if asked else ""
    year = year or f"FY{at.year if at.month >= _OCTOBER else at.year - 1}"
    code = year.lower()
    told: dict[str, object] = {"year": year, "title": _("Results of %(year)s") % {"year": year}}
    if not DataCall.objects.filter(code=code).exists():
        told["code"] = code
    if asked is None:
        newest = FrameworkVersion.objects.order_by("pk").last()
        return told | ({"framework": newest.code} if newest else {})
    last = asked.call
    told |= {"framework": last.framework.code, "zone": last.zone, "grace": last.grace_days}
    return told | {"asks": asked.asks}


def _after(year: str) -> str:
    """The year after one; empty where it cannot be read."""
    try:
        following = Period.parse(year).following()
    except ValueError:
        return ""
    return following.code if following else ""

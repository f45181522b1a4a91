"""What the form of a new call begins with: as the call before, a year later."""

from datetime import datetime

from django.utils.translation import gettext as _

from istmo.collect.models import Asks, Assignment, DataCall
from istmo.framework.models import FrameworkVersion
from istmo.kernel.period import Period

#: What a call of a year asks for: standing ones, for context and whatever others have, are no example of it.
_OF_A_YEAR = (Asks.PERFORMANCE, Asks.EVERYTHING)
#: The month in which a fiscal year begins.
_OCTOBER = 10


def usual(at: datetime) -> dict[str, object]:
    """Initial values by field; three queries. Without a call of a year before: the last fiscal year that has ended."""
    asked = (
        Assignment.objects.filter(asks__in=_OF_A_YEAR)
        .select_related("call__framework")
        .order_by("-call_id", "pk")
        .first()
    )
    last = asked.call if asked else None
    year = _after(last.reporting_year) if last else ""
    year = year or f"FY{at.year if at.month >= _OCTOBER else at.year - 1}"
    code = year.lower()
    told: dict[str, object] = {"year": year, "title": _("Results of %(year)s") % {"year": year}}
    if not DataCall.objects.filter(code=code).exists():
        told["code"] = code
    if asked is None or last is None:
        newest = FrameworkVersion.objects.order_by("pk").last()
        return told | ({"framework": newest.code} if newest else {})
    told |= {"framework": last.framework.code, "zone": last.zone, "grace": last.grace_days}
    return told | {"asks": asked.asks}


def _after(year: str) -> str:
    """The year after one; empty where it cannot be read."""
    try:
        following = Period.parse(year).following()
    except ValueError:
        return ""
    return following.code if following else ""

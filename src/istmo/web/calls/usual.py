"""What the form of a new call begins with: as the call before, a year later."""

from datetime import datetime

from django.utils.translation import gettext as _

from istmo.collect.models import Assignment, DataCall
from istmo.framework.models import FrameworkVersion
from istmo.kernel.period import Period

#: The month in which a fiscal year begins.
_OCTOBER = 10


def usual(at: datetime) -> dict[str, object]:
    """Initial values by field; four queries. Without a call before: the last fiscal year that has ended."""
    last = DataCall.objects.select_related("framework").order_by("-pk").first()
    year = _after(last.reporting_year) if last else ""
    year = year or f"FY{at.year if at.month >= _OCTOBER else at.year - 1}"
    code = year.lower()
    told: dict[str, object] = {"year": year, "title": _("Results of %(year)s") % {"year": year}}
    if not DataCall.objects.filter(code=code).exists():
        told["code"] = code
    if last is None:
        newest = FrameworkVersion.objects.order_by("pk").last()
        return told | ({"framework": newest.code} if newest else {})
    asked = Assignment.objects.filter(call=last).order_by("pk").first()
    told |= {"framework": last.framework.code, "zone": last.zone, "grace": last.grace_days}
    return told | ({"asks": asked.asks} if asked else {})


def _after(year: str) -> str:
    """The year after one; empty where it cannot be read."""
    try:
        following = Period.parse(year).following()
    except ValueError:
        return ""
    return following.code if following else ""

"""How kinds of differences and columns are called on the pages of the review."""

from django.utils.translation import gettext_lazy as _

from istmo.review.differences import Kind
from istmo.review.models import Combine, Standing
from istmo.web.spoken import Told

KINDS: dict[str, Told] = {
    Kind.ADDED: _("added"),
    Kind.GONE: _("gone"),
    Kind.STATE: _("state changed"),
    Kind.CHANGED: _("changed"),
    Kind.BESIDE: _("changed beside the number"),
    Kind.SAME: _("as before"),
    Kind.FIRST: _("first version"),
}
STANDINGS: dict[str, Told] = {
    Standing.OPEN: _("open"),
    Standing.ANSWERED: _("answered"),
    Standing.RESOLVED: _("resolved"),
}
#: What a figure is told as that has no value.
NO_VALUE: dict[str, Told] = {
    "not_applicable": _("not applicable"),
    "not_available": _("not available"),
    "withheld": _("withheld"),
    "reported": _("no value"),
}
ROLES: dict[str, Told] = {
    "result": _("result"),
    "target": _("target"),
    "baseline": _("baseline"),
    "context": _("context"),
}
MATURITIES: dict[str, Told] = {
    "preliminary": _("preliminary"),
    "revised": _("revised"),
    "final": _("final"),
}
COLUMNS: dict[str, Told] = {
    "state": _("state"),
    "value": _("value"),
    "numerator": _("numerator"),
    "denominator": _("denominator"),
    "low": _("lower end"),
    "high": _("upper end"),
    "unit": _("unit"),
    "qualifier": _("how exact"),
    "note": _("note"),
    "reason": _("reason"),
    "explanation": _("explanation"),
    "plan": _("plan"),
    "plan_by": _("day of the plan"),
    "maturity": _("how settled"),
    "sensitivity": _("sensitivity"),
    "basis": _("basis"),
}
CHOICES: dict[str, Told] = {
    Combine.SUM: _("Add them: nobody is counted twice"),
    Combine.MAX: _("Take the largest: all are the same"),
    Combine.CUSTOM: _("A number of its own, between the two"),
    Combine.OPEN: _("Open again: withdraw the decision before"),
}
#: How an overlap was decided, in a few words.
METHODS: dict[str, Told] = {
    Combine.SUM: _("added"),
    Combine.MAX: _("the largest"),
    Combine.CUSTOM: _("a number of its own"),
}
SHOWN: dict[str, Told] = {
    "all": _("All"),
    "changed": _("Changed"),
    "comments": _("With comments"),
    "problems": _("With warnings"),
    "held": _("Held"),
}

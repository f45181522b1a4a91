"""Whether an overlap can be decided: an indicator that is added up, a place and a period there are, an exact number.

And whether there is one: two approved series or more at that place or in it, and a custom total between its ends.
"""

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from istmo.analyse import catalogue
from istmo.analyse.answer import Answer
from istmo.framework import queries as frameworks
from istmo.framework import stored
from istmo.framework.models import Architecture
from istmo.kernel.period import Period
from istmo.kernel.place import Membership, Places
from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import NINE, plain
from istmo.kernel.tables import TABLES
from istmo.review.approved import approved
from istmo.review.decided import Rows
from istmo.review.models import Combine, Settlement
from istmo.spec import architecture as spec

#: Largest number a release can hold: DECIMAL(38,9) with at most 20 digits before the point.
_LIMIT = Decimal(10) ** 20
#: How indicators say that several agencies or activities count together.
_ADDED = ("sum", "range")


class Ends(NamedTuple):
    """The least and the most a total can be, and the parts it is made of in words; None where an end is not known."""

    low: Decimal | None
    high: Decimal | None
    parts: str


def waiting(named_by: Architecture | None = None, **where: object) -> Answer:
    """The question `overlaps`, asked of what is approved now; `where` keeps rows by column.

    named_by: the architecture imported last, where it is at hand already.
    """
    with approved(_tables(named_by)) as figures:
        return catalogue.ask("overlaps", figures, **where)


def ends(settlement: Settlement) -> Ends | None:
    """Between which ends its total lies; None where nothing approved overlaps there yet."""
    about = {"indicator": settlement.indicator, "place": settlement.place}
    rows = [
        row
        for row in waiting(None, **about).dicts()
        if row["period"] == settlement.period and row["parts"] > 1
    ]
    if not rows:
        return None
    # A release may hold values of the period and of whole lives, and of several cohorts: the plain one comes first.
    row = min(rows, key=lambda told: (told["cohort"] is not None, told["span"] != "period"))
    return Ends(row["if_max"], row["if_sum"], row["series"])


def parties(indicator: str, place: str) -> list[str]:
    """The own agencies of which approved figures of the indicator stand at that place or in it, by code."""
    asked = (
        "SELECT DISTINCT f.agency, f.place FROM figures AS f INNER JOIN agencies AS a ON a.code = f.agency "
        "WHERE f.indicator = ? AND a.own ORDER BY ALL"
    )
    with approved(_tables()) as figures:
        parents = dict(figures.query("SELECT code, parent FROM places"))
        members = [Membership(*row) for row in figures.query("SELECT place, member FROM place_members")]
        inside = {place, *Places(parents, tuple(members)).parts(place)}
        return sorted({agency for agency, where in figures.query(asked, [indicator]) if where in inside})


def refuse_outside(settlement: Settlement, found: Ends | None) -> None:
    """WrongUse where a custom total is not from the largest part to the sum, both told, or nothing overlaps there."""
    if found is None:
        raise WrongUse(
            _(
                "A total of its own needs parts: in what is approved, no two series report %(indicator)s at "
                "%(place)s or in it for %(period)s. See what overlaps: istmo review overlaps; what waits to be "
                "approved: istmo review list."
            )
            % {"indicator": settlement.indicator, "place": settlement.place, "period": settlement.period}
        )
    number = Decimal(settlement.value)
    too_low = found.low is not None and number < found.low
    if too_low or (found.high is not None and number > found.high):
        raise WrongUse(
            _(
                "%(value)s cannot be the total. It is at least %(low)s, the largest part, and at most %(high)s, the "
                "sum of the parts (%(parts)s). Name a number from %(low)s to %(high)s."
            )
            % {
                "value": settlement.value,
                "low": _end(found.low),
                "high": _end(found.high),
                "parts": found.parts,
            }
        )


def _end(number: Decimal | None) -> str:
    return _("what is not known") if number is None else plain(number)


def as_settlement(indicator: str, place: str, period: str) -> Settlement:
    """A settlement about these, not saved; WrongUse, with all that is wrong at once, if they cannot be settled."""
    plan = _tables()
    tables = {
        name: [dict(zip(TABLES[name].names, row, strict=True)) for row in plan.get(name, ())]
        for name in ("indicators", "places")
    }
    found = {row["code"]: row for row in tables["indicators"]}
    wrong = [
        ""
        if indicator in found
        else _("There is no indicator “%(code)s” in the framework imported last.") % {"code": indicator},
        ""
        if any(row["code"] == place for row in tables["places"])
        else _("There is no place “%(code)s” in it.") % {"code": place},
    ]
    if indicator in found and found[indicator]["over_series"] not in _ADDED:
        wrong.append(
            _("%(code)s is never added up over agencies, so nothing in it can be counted twice.")
            % {"code": indicator}
        )
    try:
        code = Period.parse(period).code
    except ValueError as error:
        wrong.append(_("The period cannot be read: %(error)s.") % {"error": error})
    if told := " ".join(sentence for sentence in wrong if sentence):
        raise WrongUse(told)
    return Settlement(indicator=indicator, place=place, period=code)


def exact(decision: str, value: str) -> str:
    """The value of a decision as exact text; WrongUse if it is none, or given or lacking where it should not be."""
    if decision not in Combine.values:
        raise WrongUse(
            _("“%(decision)s” is no decision. Choose %(known)s.")
            % {"decision": decision, "known": ", ".join(Combine.values)}
        )
    if decision != Combine.CUSTOM:
        if value:
            raise WrongUse(
                _("Only a custom decision has a value of its own; %(decision)s is made of the figures.")
                % {"decision": decision}
            )
        return ""
    try:
        number = Decimal(value)
        fits = number.is_finite() and abs(number) < _LIMIT and number == number.quantize(NINE)
    except InvalidOperation:
        fits = False
    if not fits:
        raise WrongUse(
            _("“%(value)s” is no exact number: write digits, at most nine after the point.")
            % {"value": value}
        )
    return plain(number)


def _tables(named_by: Architecture | None = None) -> dict[str, Rows]:
    """The registers of the framework imported last, as rows by table."""
    with stored.scratch() as work:
        return spec.load(frameworks.unpack(named_by or frameworks.latest(), work / "architecture")).tables()

"""How a value and a change of it are said, by what is measured.

What is counted and paid changes by so many per cent; a percentage by points, never by per cent of per cent; a score by
what it differs; a milestone by states, in words. The order of changes, the largest first, follows the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.kernel.algebra import Algebra, Measure
from istmo.kernel.measure import quotient
from istmo.publish import display
from istmo.publish.words import Words

_HUNDRED = Decimal(100)
_PERCENT = ("percent", "%")
#: From so many per cent, or of a percentage so many points, a change is set in bold: it would be asked about.
LARGE, LARGE_POINTS = 50, 10
#: Of a milestone: more than a step forward.
_STEP = 1
#: So many points, or states, weigh as a change of a hundred per cent does where changes are put in order.
_POINTS_OF_ALL, _STATES_OF_ALL = Decimal(LARGE_POINTS) / LARGE * 100, Decimal(_STEP + 1) / LARGE * 100


@dataclass(frozen=True)
class Change:
    """A change in words; empty where there is none, or none that can be told."""

    told: str = ""
    is_large: bool = False


_NONE = Change()


def is_percentage(algebra: Algebra | None, unit: str) -> bool:
    """Whether values are percentages, so that changes of them are told in points."""
    if algebra is None or algebra.measure not in (Measure.RATIO, Measure.CHANGE):
        return False
    return algebra.per == _HUNDRED or unit in _PERCENT


def scale(algebra: Algebra | None, unit: str) -> Decimal | None:
    """By what a change is divided to be put in order among others; None: by what it was before."""
    if is_percentage(algebra, unit):
        return _POINTS_OF_ALL
    is_milestone = algebra is not None and algebra.measure is Measure.MILESTONE
    return _STATES_OF_ALL if is_milestone else None


@dataclass(frozen=True)
class Measured:
    """What says the values of one indicator; `algebra` None where the framework does not know it."""

    algebra: Algebra | None
    unit: str
    words: Words

    @property
    def states(self) -> Sequence[str]:
        """Of a milestone, from first to last."""
        return self.algebra.states if self.algebra else ()

    def value(self, value: Decimal) -> str:
        """A number as it is shown, or the state that a milestone has reached."""
        if self.states and value == int(value) and 1 <= value <= len(self.states):
            return self.words.named(self.states[int(value) - 1].replace("-", " "))
        return display.number(value, self.words)

    def change(self, now: Decimal | None, was: Decimal | None) -> Change:
        """From what was said to what is said now."""
        measure = self.algebra.measure if self.algebra else Measure.COUNT
        if now is None or was is None or now == was or measure is Measure.TEXT:
            return _NONE
        if measure is Measure.MILESTONE:
            return _steps(int(now - was))
        if is_percentage(self.algebra, self.unit):
            return Change(self._points(now - was), abs(now - was) >= LARGE_POINTS)
        part = quotient(now - was, abs(was), _HUNDRED)
        large = part is not None and abs(part) >= LARGE
        if measure in (Measure.SCORE, Measure.CHANGE):
            return Change(_signed(display.number(now - was, self.words), now - was), large)
        return Change(_signed(self._share(part), part), large) if part is not None else _NONE

    def against(self, now: Decimal | None, target: Decimal | None) -> str:
        """How a value stands to its target: a share of it, or for levels how far they lie from it."""
        if now is None or target is None or self.algebra is None:
            return ""
        if self.algebra.measure is Measure.MILESTONE:
            return _("reached") if now >= target else _("not reached yet")
        if not self.algebra.is_level and self.algebra.measure is not Measure.CHANGE:
            part = quotient(now, target, _HUNDRED)
            return "" if part is None else self._share(part)
        if now == target:
            return _("as targeted")
        return (
            self._points(now - target)
            if is_percentage(self.algebra, self.unit)
            else _signed(display.number(now - target, self.words), now - target)
        )

    def _points(self, by: Decimal) -> str:
        number = _signed(display.number(by, self.words), by)
        return self.words.say("%(number)s points", number=number)

    def _share(self, part: Decimal) -> str:
        """Whole per cent; of what is less than one, a decimal more."""
        return display.amount(part, "percent", self.words, 0 if abs(part) >= 1 else 1)[0]


def _steps(by: int) -> Change:
    many = abs(by)
    if by > 0:
        told = ngettext("%(n)d state further", "%(n)d states further", many)
    else:
        told = ngettext("%(n)d state back", "%(n)d states back", many)
    return Change(told % {"n": many}, by < 0 or by > _STEP)


def _signed(shown: str, number: Decimal) -> str:
    return f"+{shown}" if number > 0 else shown

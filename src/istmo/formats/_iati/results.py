"""Results: every baseline, target and actual is one row, whatever it measures; nothing is merged or left out.

A value is a number if XPath's number() says so. Anything else stays as text, with a problem. Of two elements that the
key of a figure cannot tell apart (two actuals of one period without dimensions) the second gets `element=2`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from istmo.formats._iati import words
from istmo.formats._iati.activity import SOURCE, Activity, Gathered
from istmo.formats._iati.codes import NOT_STATED, part
from istmo.formats._iati.indicators import Indicator
from istmo.formats._iati.paths import Paths
from istmo.formats._shared import note, warning
from istmo.kernel.breakdown import canonical
from istmo.kernel.period import UNDATED, Period

COLUMNS = (
    "indicator",
    "place",
    "period",
    "period_as_written",
    "agency",
    "activity",
    "role",
    "breakdown",
    "state",
    "value",
    "unit",
    "value_as_written",
    "as_of",
    "source",
    "note",
    "at",
)
_ROLES = {"baseline": "baseline", "target": "target", "actual": "result"}
_PUBLISHER = "nothing can be done here: tell its publisher"


@dataclass(frozen=True)
class _When:
    """The period of a row, in the words of the file where those give no period, and the day a baseline is of."""

    code: str
    as_written: str = ""
    as_of: date | None = None


@dataclass
class _Indicator:
    """An indicator while its elements are read: how often each key was met."""

    of: Indicator
    times: dict[tuple[str, str, date | None, str], int] = field(default_factory=dict)
    periods: dict[Any, _When] = field(default_factory=dict)


class Results:
    """The rows of one activity."""

    def __init__(self, activity: Activity, indicators: dict[Any, Indicator], into: Gathered) -> None:
        """indicators: by their element; and by the element of their parent for values that stand in none."""
        self.activity, self.into, self.paths = activity, into, Paths(activity.element)
        self.indicators = {element: _Indicator(each) for element, each in indicators.items()}
        self.locations = {
            words.attribute(each, "ref"): words.told(each, "name")
            for each in activity.element.iterchildren("location")
        }

    def rows(self) -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """The line of each element, and its cells in the order of COLUMNS."""
        for element in self.activity.element.iter(*_ROLES):
            row = self._row(element)
            if row is not None:
                yield element.sourceline or 0, row

    def _row(self, element: Any) -> tuple[str | None, ...] | None:
        indicator = self._indicator(element)
        state, value, written, remark = self._value(element, indicator.of)
        if not state:
            return None
        when = self._when(element, indicator)
        breakdown, wordings = self._breakdown(element, indicator, when)
        return (
            indicator.of.code,
            self.activity.place,
            when.code,
            when.as_written or None,
            self.activity.agency,
            self.activity.code,
            _ROLES[element.tag],
            breakdown,
            state,
            value or None,
            indicator.of.unit or None,
            written or None,
            when.as_of.isoformat() if when.as_of else None,
            SOURCE,
            "; ".join(filter(None, (remark, *wordings))) or None,
            f"line {element.sourceline}: {self.paths.of(element)}",
        )

    def _indicator(self, element: Any) -> _Indicator:
        for above in element.iterancestors():
            if above in self.indicators:
                return self.indicators[above]
        raise KeyError(element.tag)

    def _value(self, element: Any, indicator: Indicator) -> tuple[str, str, str, str]:
        """State, digits, text as written, and remark; without a state there is nothing to keep."""
        given, comment = element.get("value"), words.told(element, "comment")
        digits = words.number(given or "")
        if digits is not None and not words.is_too_long(digits):
            return "reported", digits, given or "", comment
        if given and given.strip():
            self._no_number(element, given, digits is not None, indicator)
            return "reported", "", given, comment
        header = f"{element.tag}/@value"
        if comment:
            # Of a qualitative indicator the comment is the value.
            return ("reported", "", comment, "") if indicator.is_text else ("not_available", "", "", comment)
        found = "the element has no value and no comment: there is nothing to read"
        self.into.told.add(note("no_value", found, fix="nothing need be done"), element.sourceline, header)
        return "", "", "", ""

    def _no_number(self, element: Any, given: str, is_long: bool, indicator: Indicator) -> None:
        short = given.strip() if len(given) <= 80 else given.strip()[:80] + "…"
        header = f"{element.tag}/@value"
        if is_long:
            said = warning(
                "value_not_a_number",
                f"“{short}” has more than 20 digits before the point; it is kept as text",
                fix=_PUBLISHER,
            )
        elif indicator.is_text:
            found = f"“{short}” is the value of a qualitative indicator; it is kept as text"
            said = note("value_is_text", found, fix="nothing need be done")
        else:
            found = f"“{short}” is not a number; it is kept as text"
            said = warning("value_not_a_number", found, fix=_PUBLISHER)
        self.into.told.add(said, element.sourceline, header)

    def _when(self, element: Any, indicator: _Indicator) -> _When:
        owner = element
        if element.tag != "baseline":
            owner = next((above for above in element.iterancestors("period")), element)
            if owner not in indicator.periods:
                indicator.periods[owner] = self._period(owner)
            return indicator.periods[owner]
        year, day = words.attribute(owner, "year"), words.day(words.attribute(owner, "iso-date"))
        if len(year) == 4 and year.isascii() and year.isdigit() and "1000" <= year < "3000":
            return _When(year, as_of=day)
        if day:
            return _When(day.isoformat())
        return self._undated(
            owner, f"a baseline is of “{year}”, which is no year" if year else "a baseline has no year", year
        )

    def _period(self, period: Any) -> _When:
        start, from_ = words.day_of(period, "period-start")
        end, to = words.day_of(period, "period-end")
        if start and end and start > end:
            return self._undated(period, f"a period ends ({to}) before it begins ({from_})", f"{from_}/{to}")
        if not start and not end:
            return self._undated(period, "a period has no date", "/".join(filter(None, (from_, to))))
        if not start or not end:
            found = f"a period has no {'last' if start else 'first'} day and is left open"
            self.into.told.add(warning("period_open", found, fix=_PUBLISHER), period.sourceline, "period")
        return _When(
            Period(start, end).code, f"{from_}/{to}" if (from_ and not start) or (to and not end) else ""
        )

    def _undated(self, element: Any, found: str, written: str) -> _When:
        said = warning("period_not_readable", f"{found}; its values are undated", fix=_PUBLISHER)
        self.into.told.add(said, element.sourceline, element.tag)
        return _When(UNDATED, written)

    def _breakdown(self, element: Any, indicator: _Indicator, when: _When) -> tuple[str, list[str]]:
        """The canonical breakdown, with `element=2` where it would not be unique; and wordings it could not hold."""
        pairs: dict[str, str] = {}
        wordings = []
        for name, value, more in self._parts(element):
            (dimension, told), (category, said) = part(name), part(value)
            if told or said:
                wordings.append(f"As published: {told or dimension} = {said or category}")
            wordings += [more] if more else []
            _put(pairs, dimension, category)
        key = (element.tag, when.code, when.as_of, canonical(pairs))
        times = indicator.times[key] = indicator.times.get(key, 0) + 1
        if times > 1:
            found = "elements that nothing tells apart are kept each, with element=2, element=3 … in the breakdown"
            said_ = note(
                "element_again", found, fix="nothing need be done; see whether they are parts of one whole"
            )
            self.into.told.add(said_, element.sourceline, element.tag)
            _put(pairs, "element", str(times))
        return canonical(pairs), wordings

    def _parts(self, element: Any) -> Iterator[tuple[str, str, str]]:
        """Dimension, category, and what else is to be told of them."""
        for each in element.iterchildren("location", "dimension"):
            if each.tag == "location":
                reference = words.attribute(each, "ref") or words.plain(each)
                name = self.locations.get(reference, "")
                if reference:
                    yield "location", reference, f"Location {reference}: {name}" if name else ""
            else:
                name, value = words.attribute(each, "name"), words.attribute(each, "value")
                yield name or "dimension", value or words.plain(each) or NOT_STATED, ""


def _put(pairs: dict[str, str], dimension: str, category: str) -> None:
    """A dimension that is given twice is told apart by a number: `location`, `location 2`."""
    name, number = dimension, 1
    while name in pairs:
        number += 1
        name = f"{dimension} {number}"
    pairs[name] = category

"""Indicators of an activity in their publisher's own words, with an algebra by which nothing of theirs is added up."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from istmo.formats._iati import words
from istmo.formats._iati.activity import Activity
from istmo.formats._registers import Registers

_QUALITATIVE = "5"
_ELEMENTS = ("baseline", "target", "actual")
#: Preset and algebra by IATI's measure. What is added, and to what, is not ours to say of another's indicator.
_COUNT = {"preset": "things_delivered", "measure": "count", "counts": "things"}
_SCORE = {"preset": "score", "measure": "score"}
_ALGEBRAS: dict[str, dict[str, Any]] = {
    "2": {"preset": "context_rate", "measure": "ratio", "per": Decimal(100), "unit": "percent"},
    "3": _SCORE,
    "4": _SCORE,
    _QUALITATIVE: {"preset": "text", "measure": "text"},
}


@dataclass(frozen=True)
class Indicator:
    """Our code of an indicator, the unit of its values (empty where the file states none), whether they are words."""

    code: str
    unit: str
    is_text: bool


def indicators(activity: Activity, registers: Registers) -> dict[Any, Indicator]:
    """Every indicator by its element, entered into the register.

    Its code is its place in the activity, `ACTIVITY.r2.i1`: references are optional and not unique. A value that stands
    in no indicator belongs to one that is made for its result (`.i0`), or its activity (`.r0.i0`).
    """
    found: dict[Any, Indicator] = {}
    for place, result in enumerate(activity.element.iter("result"), 1):
        for number, element in enumerate(result.iter("indicator"), 1):
            found[element] = _entered(activity, (place, number), result, element, registers)
        if any(element.getparent() is result for element in result.iterchildren(*_ELEMENTS, "period")):
            found[result] = _entered(activity, (place, 0), result, result, registers)
    if any(_is_stray(element, found) for element in activity.element.iter(*_ELEMENTS)):
        found[activity.element] = _entered(activity, (0, 0), None, activity.element, registers)
    return found


def _is_stray(element: Any, known: dict[Any, Indicator]) -> bool:
    return not any(above in known for above in element.iterancestors())


def _entered(
    activity: Activity, place: tuple[int, int], result: Any, element: Any, registers: Registers
) -> Indicator:
    code = f"{activity.code}.r{place[0]}.i{place[1]}"
    measure = words.attribute(element, "measure")
    algebra = _ALGEBRAS.get(measure, _COUNT)
    type_ = words.attribute(result, "type")
    of = words.told(result, "title") if result is not None else ""
    reference = _reference(element)
    is_indicator = element is not result and element is not activity.element
    title = (words.told(element, "title") if is_indicator else "") or of
    described = words.told(element, "description") if is_indicator else ""
    registers.add(
        "indicators",
        code=code,
        agency=activity.agency,
        activity=activity.code,
        title=title or "Indicator without a title",
        kind="output" if type_ == "1" else "outcome",
        **{"time": "none", "over_places": "none", "over_series": "none", "bounded": False, **algebra},
        direction=_direction(element, measure),
        vocabulary=reference[0] or None,
        standard_code=reference[1] or None,
        definition=" — ".join(filter(None, (f"Result: {of}" if of else "", described))) or None,
        caveat="; ".join(_caveats(element, measure, type_)) or None,
    )
    return Indicator(code, algebra.get("unit", ""), measure == _QUALITATIVE)


def _reference(element: Any) -> tuple[str, str]:
    """List and code of the first reference that is not the publisher's own, else of the first."""
    found = [
        (words.attribute(each, "vocabulary"), words.attribute(each, "code"))
        for each in element.iterchildren("reference")
    ]
    found = [(words.INDICATOR_LISTS.get(of, of), code) for of, code in found if code]
    return next(iter(sorted(found, key=lambda pair: pair[0] == "99")), ("", ""))


def _direction(element: Any, measure: str) -> str:
    """Which way is good, only where the publisher says so."""
    if measure == _QUALITATIVE:
        return "none"
    said = words.attribute(element, "ascending").casefold()
    return {"1": "up", "true": "up", "0": "down", "false": "down"}.get(said, "none")


def _caveats(element: Any, measure: str, type_: str) -> Iterator[str]:
    """What a reader must know of the number, in our words."""
    told = words.RESULT_TYPES.get(type_)
    if type_ not in ("1", "2"):
        yield f"Result of the type {told}" if told else "The type of the result is not stated"
    if measure not in words.MEASURES:
        yield f"The measure is not one of the list: {measure}" if measure else "The measure is not stated"
    elif measure in ("3", "4"):
        yield f"{words.MEASURES[measure].capitalize()}: the numbers stand for categories"
    if words.attribute(element, "aggregation-status").casefold() in ("0", "false"):
        yield "Its publisher says that it cannot be added up"
    years = sorted(
        words.attribute(each, "year")
        for each in element.iterchildren("baseline")
        if not (each.get("value") or "").strip() and not words.told(each, "comment") and each.get("year")
    )
    if years:
        yield f"A baseline of {', '.join(dict.fromkeys(years))} is named without a value"

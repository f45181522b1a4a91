"""From `comparisons.yaml`, which all frameworks share, to rows."""

from typing import Any

from istmo.kernel.period import Period
from istmo.spec.comparison_models import Comparison
from istmo.spec.draft import Draft
from istmo.spec.items import Reader
from istmo.spec.yaml_file import Document, Loc

_OF_FIGURE = ("indicator", "place", "period", "breakdown", "agency", "activity")


def add_comparisons(document: Document, draft: Draft) -> None:
    """Read the comparisons."""
    reader = Reader(document, draft)
    plain = ("code", "n", "comparator_n", "design", "chosen_because", "source")
    for told, loc in reader.many(Comparison, document.value, (), "comparisons"):
        at = reader.at(loc, **_places(told))
        draft.add(
            "comparisons",
            at,
            **{name: getattr(told, name) for name in plain},
            **_figure(told),
            **_comparator(told),
            against="baseline" if told.against is None else "group",
            groups_overlap=None if told.against is None else told.groups_overlap or "unknown",
            char_start=told.span[0] if told.span else None,
            char_end=told.span[1] if told.span else None,
            **draft.words("comparisons", told.code, at, text=told.text, note=told.note),
        )


def _figure(told: Comparison) -> dict[str, Any]:
    cells = {name: getattr(told.figure, name) for name in _OF_FIGURE}
    return cells | _days(told.figure.period, "period")


def _comparator(told: Comparison) -> dict[str, Any]:
    """A baseline is of the same series, so that only its period is told."""
    if told.against is None:
        return {"comparator_period": told.baseline} | _days(told.baseline, "comparator")
    figure, other = told.figure, told.against
    period = other.period or figure.period
    cells = {
        "comparator_indicator": other.indicator or figure.indicator,
        "comparator_place": other.place or figure.place,
        "comparator_period": period,
        "comparator_breakdown": other.breakdown,
        "comparator_agency": other.agency,
        "comparator_activity": other.activity,
    }
    return cells | _days(period, "comparator")


def _days(code: str | None, name: str) -> dict[str, Any]:
    period = Period.parse(code) if code else Period(None, None)
    return {f"{name}_start": period.start, f"{name}_end": period.end}


def _places(told: Comparison) -> dict[str, Loc]:
    """Where in the file each column stands."""
    places: dict[str, Loc] = {name: ("figure", name) for name in _OF_FIGURE}
    places |= {f"comparator_{name}": ("against", name) for name in _OF_FIGURE}
    if told.against is None:
        places["comparator_period"] = ("baseline",)
    return places | {"char_start": ("span",), "char_end": ("span",)}

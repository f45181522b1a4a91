"""Targets and results: figures. What is no number, has no dates, or says more than a figure can is told."""

import re
from datetime import date
from typing import Any

from istmo.formats._numbers import explain
from istmo.formats._stratml.element import Element, short
from istmo.formats._stratml.plan import Gathered

#: StratML names no place; a figure has to have one.
PLACE = "plan-area"
_ROLES = {"TargetResult": "target", "ActualResult": "result"}
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d*)?|\.\d+)")
_SHARE = re.compile(r"([+-]?\d{1,20}(?:\.\d+)?) ?%")
_NONE = re.compile(
    r"n/?a|not applicable|not available|none|tbd|to be determined|unknown|-+|–|—", re.IGNORECASE
)


def read(element: Element, code: str, made: dict[str, Any], gathered: Gathered) -> None:
    """Every target and result of one indicator."""
    for instance in element.all("MeasurementInstance"):
        for tag, role in _ROLES.items():
            for one in instance.all(tag):
                _figure(one, role, code, made, gathered)
        instance.rest()


def _figure(one: Element, role: str, code: str, made: dict[str, Any], gathered: Gathered) -> None:
    first, last = _day(one, "StartDate", gathered), _day(one, "EndDate", gathered)
    value, state, written = _value(one, code, made, gathered)
    descriptors = [
        " = ".join(filter(None, (d.said("DescriptorName"), d.said("DescriptorValue"))))
        for d in one.all("Descriptor")
    ]
    note = "; ".join(filter(None, (one.said("Description"), *descriptors)))
    one.rest()
    if not value and not state:
        if note:
            fix = "write what it says into a text, or a number into NumberOfUnits"
            gathered.notes.left_out(one, f"a {role} of {code} has words and no number: {short(note)}", fix)
        return
    if not (first and last):
        fix = "write StartDate and EndDate: the years a figure is of are never guessed"
        gathered.notes.left_out(
            one, f"a {role} of {code}, {written}, has no first and last day and is left out", fix
        )
        return
    if first > last:
        gathered.notes.left_out(
            one, f"a {role} of {code} ends ({last}) before it begins ({first})", "turn them round"
        )
        return
    gathered.figures.append(
        {
            "indicator": code,
            "place": PLACE,
            "period": f"{first}/{last}",
            "role": role,
            "state": state,
            "value": value,
            "unit": made.get("unit") or "",
            "value_as_written": written,
            "source": gathered.code,
            "note": note,
        }
    )


def _day(one: Element, tag: str, gathered: Gathered) -> str:
    said = one.said(tag)
    if not said:
        return ""
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        at = one.one(tag) or one
        gathered.notes.wrong(
            at, f"{short(said)} is no day such as 2030-12-31", "write it so, or leave it empty"
        )
        return ""


def _value(one: Element, code: str, made: dict[str, Any], gathered: Gathered) -> tuple[str, str, str]:
    """The number, the state where there is none, and what was written. StratML takes a decimal or nothing."""
    said = one.said("NumberOfUnits")
    at = one.one("NumberOfUnits") or one
    if not said or _NUMBER.fullmatch(said):
        return said, "reported" if said else "", said
    share = _SHARE.fullmatch(said)
    if share and made["preset"] == "percentage":
        found = f"{short(said)} is not a number of StratML; it is read as {share[1]} percent"
        gathered.notes.wrong(at, found, "write the number alone: the unit says percent")
        return share[1], "reported", said
    if _NONE.fullmatch(said):
        found = f"{short(said)} is not a number: the figure of {code} is kept as not available"
        gathered.notes.wrong(at, found, "leave NumberOfUnits empty and say why in Description")
        return "", "not_available", said
    found, fix = explain(said)
    gathered.notes.wrong(at, f"{found}; the figure of {code} is left out", fix)
    return "", "", said

"""Performance indicators: what they measure is read; by which rules they add up StratML does not say."""

import re
from typing import Any

from istmo.formats._stratml import own, results
from istmo.formats._stratml.codes import coded, free, slug
from istmo.formats._stratml.element import Element, short
from istmo.formats._stratml.model import At
from istmo.formats._stratml.plan import Gathered
from istmo.kernel.algebra import PRESETS

_STAGES = {"Output": "output", "Outcome": "outcome"}
_BEFORE = ("Input", "Input_Processing", "Output_Processing")
_PERCENT = ("%", "percent", "per cent", "percentage", "pct", "percentage (%)")
_PER = re.compile(r"(?:(.*\S) )?\(?per (\d+(?:\.\d+)?)\)?", re.DOTALL)
#: Nothing of a score is ever added up or averaged: the safe choice where StratML does not say.
_SAFE = "score"
_WITHIN = "Its population lies within that of the other indicator."


def read(objective: Element, nodes: list[str], gathered: Gathered) -> None:
    """Every indicator of an objective, as one that measures these nodes."""
    for element in objective.all("PerformanceIndicator"):
        _indicator(element, nodes, gathered)


def _indicator(element: Element, nodes: list[str], gathered: Gathered) -> None:
    title = " ".join(element.said("MeasurementDimension").split())
    code = gathered.identified(element, "indicator")
    is_own = bool(code)
    if not title and not is_own:
        held = " ".join(
            text.strip() for text in element.raw.itertext("{*}Description", "{*}UnitOfMeasurement")
        )
        told = f"an indicator says nothing of what it measures and is left out; it holds {short(held)}"
        gathered.notes.left_out(element, told, "write what it measures into MeasurementDimension")
        return
    code = code or free(
        slug(title) or f"indicator-{len(gathered.indicators) + 1}", gathered.codes["indicator"]
    )
    gathered.codes["indicator"].add(code)
    made: dict[str, Any] = {"code": code, "title": title}
    if is_own:
        made |= _written_by_us(element, code, gathered)
    else:
        made["kind"] = _kind(element, gathered)
        made |= _measured(element, gathered) | {
            "caveat": element.said("OtherInformation"),
            "direction": "none",
        }
        found = (
            "StratML does not say which way is good: until somebody does, nothing is judged by this indicator"
        )
        gathered.notes.taken_as(element, found, "write direction: up, down or none")
    made["nodes"] = nodes
    languages = {"languages": made.pop("languages", {})}
    for key in ("title", "definition", "caveat", "custom_reason"):
        if made.get(key):
            said = own.in_languages(languages, {key: made[key]})[key]
            made[key] = said if isinstance(said, dict) else gathered.words(said)
    _relationships(element, made, gathered)
    results.read(element, code, made, gathered)
    element.taken.update({"SequenceIndicator", "UnitOfMeasurement"})
    element.rest()
    gathered.indicators.append(_with_lines(element, made))


def _with_lines(element: Element, made: dict[str, Any]) -> At:
    tags = {"title": "MeasurementDimension", "unit": "UnitOfMeasurement", "caveat": "OtherInformation"}
    lines = {key: (element.one(tags.get(key, "")) or element).line for key in made}
    return At(
        {key: At(value, lines[key]) for key, value in made.items() if value not in ("", [])}, element.line
    )


def _written_by_us(element: Element, code: str, gathered: Gathered) -> dict[str, Any]:
    """The keys that istmo wrote into OtherInformation; what it could not write is told."""
    told, other = own.of_indicator(element.said("OtherInformation"))
    for line in other:
        fix = (
            "StratML does not carry the places, agencies and breakdowns of an architecture: write them again"
        )
        gathered.notes.left_out(element, f"of indicator {code} this is left out: {short(line)}", fix)
    unit = told.pop("unit", None)
    return {"direction": "none", **_as_written(element, unit), **told}


def _kind(element: Element, gathered: Gathered) -> str:
    """Output or outcome. What comes before an output has no kind here; what is not stated claims the less."""
    stage = element.attribute("ValueChainStage")
    if stage in _STAGES:
        return _STAGES[stage]
    if stage in _BEFORE:
        found = f"the stage {stage} has no kind of its own: the indicator is taken as an output"
        fix = "money belongs in a file of transactions; else leave kind: output"
        gathered.notes.taken_as(element, found, fix)
        return "output"
    found = f"the stage {stage} is none of StratML" if stage else "no ValueChainStage is given"
    fix = (
        "write kind: output for what is delivered, outcome for what changes, context for what is only watched"
    )
    gathered.notes.taken_as(element, f"{found}: the indicator is taken as an outcome", fix)
    return "outcome"


def _measured(element: Element, gathered: Gathered) -> dict[str, Any]:
    """The preset: a percentage where the unit says so, a text where it is qualitative, else one that never adds."""
    unit = " ".join(element.said("UnitOfMeasurement").split())
    qualitative = element.attribute("PerformanceIndicatorType") == "Qualitative"
    if unit.casefold() in _PERCENT:
        return {"preset": "percentage", "unit": unit}
    if qualitative:
        found = "a qualitative indicator is taken as a text"
        fix = "if it goes through states in an order, write preset: milestone and states:"
        gathered.notes.taken_as(element, found, fix)
        return {"preset": "text", "unit": unit}
    fix = f"choose a preset: {', '.join(PRESETS)}; until then nothing is added up"
    said = f"the unit {short(unit)} does not say" if unit else "no unit is given, so that nobody can say"
    at = element.one("UnitOfMeasurement") or element
    gathered.notes.taken_as(at, f"{said} how figures add up: taken as a {_SAFE}", fix)
    return {"preset": _SAFE, "unit": unit}


def _as_written(element: Element, unit: str | None) -> dict[str, Any]:
    """The unit as istmo wrote it, with what a ratio is stated per."""
    said = element.said("UnitOfMeasurement")
    parts = _PER.fullmatch(said)
    bare, per = (parts[1], parts[2]) if parts else (said, None)
    made = {"unit": None if unit == "" else bare}
    return {key: value for key, value in {**made, "per": per}.items() if value is not None}


def _relationships(element: Element, made: dict[str, Any], gathered: Gathered) -> None:
    for relation in element.all("Relationship"):
        of = relation.attribute("RelationshipType") or "a relationship of no type"
        referents = [one.text for one in relation.all("ReferentIdentifier")]
        if of == "Narrower_Than" and relation.said("Description") == _WITHIN and len(referents) == 1:
            made["within"] = coded(referents[0])
            continue
        to = ", ".join(referents) or "nothing that is named"
        said = relation.said("Name") or relation.said("Description")
        found = f"of {made['code']} the relationship {of} to {to} is left out" + (
            f": {short(said)}" if said else ""
        )
        fix = "if every one it counts is counted by the other too, write within: and its code"
        gathered.notes.left_out(relation, found, fix)

"""What istmo itself wrote into OtherInformation (`spec.stratml_words`), read back line by line."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from istmo.spec import stratml_words as words
from istmo.spec.models import Sections

Told = dict[str, Any]
_Rule = tuple[re.Pattern[str], Callable[[Told, re.Match[str]], None]]

#: A text in another language. StratML has no element for one.
_LANGUAGE = re.compile(r"([A-Za-z_]+) \(([a-z]{2})\): (.*)")
_LAG = r"Results are expected (\d+) months after the end of the year of the money\."
#: Lines that speak of what StratML does not carry: the sources, places and other frameworks of an architecture.
_ELSEWHERE = re.compile(
    r"(Source|Source of the mission): \S+\.$|(Source|Source of the mission): \S+, characters .*|"
    r"(The same as|Close to|Narrower than|Wider than|Related to) \S+/\S+.*|Horizon: .*|Horizon .*|"
    r"The years of its horizons are counted .*|Broken down by: .*|Asked of .*|Indicator: .*|Stands under “.*”\.$"
)


def _sets(key: str, value: Any = None) -> Callable[[Told, re.Match[str]], None]:
    def put(told: Told, found: re.Match[str]) -> None:
        told[key] = found[1] if value is None else value

    return put


def _adds(key: str) -> Callable[[Told, re.Match[str]], None]:
    def put(told: Told, found: re.Match[str]) -> None:
        told.setdefault(key, []).append(found[1])

    return put


def _algebra(told: Told, found: re.Match[str]) -> None:
    pairs = [pair.partition("=") for pair in found[1].split(", ")]
    values = {name: {"yes": "true", "no": "false"}.get(value, value) for name, _, value in pairs}
    cleared = {
        name: None if value == "none" and name in _CLEARED else value for name, value in values.items()
    }
    if "per" in cleared:
        told["per"] = cleared.pop("per")
    if cleared:
        told["algebra"] = cleared


def _valid(told: Told, found: re.Match[str]) -> None:
    told["valid"] = {key: value for key, value in (("min", found[1]), ("max", found[2])) if value}


def _standard(told: Told, found: re.Match[str]) -> None:
    told["standard"] = {"vocabulary": found[1], "code": found[2]}


def _section(told: Told, found: re.Match[str]) -> None:
    told.setdefault("sections", {}).setdefault(found[1].casefold(), []).append({"text": found[2]})


#: Of these `none` takes the preset's word away; of the others it is a word of its own.
_CLEARED = ("counts", "statistic", "per")
_PARTS = "|".join(part.capitalize() for part in Sections.model_fields)


def _rules(*rules: tuple[str, Callable[[Told, re.Match[str]], None]]) -> tuple[_Rule, ...]:
    return tuple((re.compile(pattern), put) for pattern, put in rules)


_FRAMEWORK = _rules(
    (r"Version (.+)\.", _sets("version")),
    *((re.escape(told), _sets("standing", name)) for name, told in words.STANDINGS.items()),
    (r"Illustrative: an exercise .*", _sets("illustrative", "true")),
    (r"Legal basis: (.+)", _sets("legal_basis")),
    (r"A ratio needs (\S+) of the expected reports\.", _sets("share_needed")),
    (r"Its own money begins with (\S+)\.", _sets("funds_from")),
    (_LAG, _sets("lag_months")),
    (rf"({_PARTS}): (.+)", _section),
)
_NODE = _rules(
    (r"Called: (.+)\. Code: \S+\.", _sets("level")),
    (r"Stands under “.*” as well \((\S+)\), and counts once\.", _adds("also_under")),
    (r"Measured by “.*” as well, which stands under another objective \((\S+)\)\.", _adds("measured")),
    (r"That it stands here is a judgement; .*", _sets("placement", "analyst")),
)
_INDICATOR = _rules(
    (r"Code: \S+\. Kind: (\w+)\.", _sets("kind")),
    (re.escape(words.CONTEXT), lambda told, found: None),
    *((re.escape(told), _sets("direction", name)) for name, told in words.DIRECTIONS.items()),
    (r"States, in order: (.+)\.", lambda told, found: told.update(states=found[1].split(", "))),
    (r"Preset: (\w+)\.", _sets("preset")),
    (r"Algebra: (.+)\.", _algebra),
    (r"Unit: not stated\.", _sets("unit", "")),
    (r"Standard indicator (\S+) (\S+)\.", _standard),
    (r"Input: (\w+)", _sets("input")),
    (r"Sector: (.+)", _sets("sector")),
    (r"Definition: (.+)", _sets("definition")),
    (r"Caveat: (.+)", _sets("caveat")),
    (r"Custom reason: (.+)", _sets("custom_reason")),
    (r"Valid(?: from (\S+))?(?: to (\S+))?\.", _valid),
    (r"Also called: (.+)", lambda told, found: told.update(aliases=found[1].split(" | "))),
    (_LAG, _sets("lag_months")),
)


def of_framework(text: str) -> tuple[Told, list[str]]:
    """What the lines say by key, and the lines that speak of something else."""
    return _read(text, _FRAMEWORK)


def of_node(text: str) -> tuple[Told, list[str]]:
    """The same of a goal or an objective; what is no line of ours is its note."""
    told, other = _read(text, _NODE)
    note = [line for line in other if not _ELSEWHERE.fullmatch(line)]
    if note:
        told["note"] = "\n".join(note)
    return told, [line for line in other if _ELSEWHERE.fullmatch(line)]


def of_indicator(text: str) -> tuple[Told, list[str]]:
    """The same of an indicator."""
    return _read(text, _INDICATOR)


def _read(text: str, rules: Iterable[_Rule]) -> tuple[Told, list[str]]:
    told: Told = {}
    other: list[str] = []
    for line in text.splitlines():
        in_language = _LANGUAGE.fullmatch(line)
        if in_language:
            field, language, said = in_language.groups()
            told.setdefault("languages", {}).setdefault(field.casefold(), {})[language] = said
            continue
        found = next(((put, match) for pattern, put in rules if (match := pattern.fullmatch(line))), None)
        if found is None:
            other.append(line)
        else:
            found[0](told, found[1])
    return told, other


def in_languages(told: Told, main: Told) -> Told:
    """The texts in `main` with what the lines said in other languages."""
    for field, texts in told.get("languages", {}).items():
        if main.get(field):
            main[field] = {"en": main[field], **texts}
    return main

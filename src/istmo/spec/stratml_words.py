"""What StratML has no element for, in words: the lines of OtherInformation, and texts as XML may hold them."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import quote, urlsplit

from istmo.kernel.quantity import plain
from istmo.spec.models import Sections
from istmo.spec.written import Record, Writing, changed, overrides

NOT_STATED = "Not stated"
NO_GOAL = "The framework states no goal."
UNPLACED = "No goal of the framework: StratML holds indicators under an objective only, and these name none."
THE_GOAL_ITSELF = "The goal itself: StratML holds indicators under an objective only."
STANDINGS = {
    "partner": "The own plan of a partner: its results are in no total of another framework.",
    "past": "An earlier framework.",
}
_MATCHES = {
    "exact": "The same as",
    "close": "Close to",
    "broad": "Narrower than",
    "narrow": "Wider than",
    "related": "Related to",
}
DIRECTIONS = {"up": "Meant to rise.", "down": "Meant to fall."}
CONTEXT = "Context: the strategy can only be seen as contributing to it, and nobody is credited."
#: What XML 1.0 cannot hold: control characters, halves of surrogate pairs, two that are no characters.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESS = "/:?#[]@!$&'()*+,;=%~"


def clean(text: str) -> str:
    """The text as XML may hold it: each character that it may not is shown as the mark for one that was lost."""
    return _NO_XML.sub("\ufffd", text)


def day(text: str | None) -> str:
    """A text that is a whole day, else nothing."""
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return ""


def address(text: str | None) -> str:
    """A web address as xsd:anyURI holds it, else nothing."""
    cleaned = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", clean(text or "").strip())
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and re.fullmatch(r"[\w.-]+(:\d+)?", parts.netloc)
    return quote(cleaned, safe=_IN_ADDRESS) if fits and "[" not in cleaned and "]" not in cleaned else ""


def unit(row: Record) -> str:
    """The unit of an indicator, with what a ratio is stated per."""
    told = row["unit"] or ("states" if row["measure"] == "milestone" else "")
    if row["per"]:
        told = f"{told} (per {plain(row['per'])})" if told else f"per {plain(row['per'])}"
    return told or row["counts"] or NOT_STATED.lower()


def indicator(row: Record) -> str:
    """An indicator in a line."""
    return f"{row['title']} ({row['kind']}, {unit(row)})"


def also_under(title: str, known: str) -> str:
    """That a node stands in a second place."""
    return f"Stands under “{title}” as well ({known}), and counts once."


def of_framework(writing: Writing, code: str) -> Iterator[str]:
    """What a framework says beyond its goals."""
    [head] = writing.of("frameworks", code=code)
    yield f"Version {head['version']}."
    yield STANDINGS.get(head["standing"] or "", "")
    if head["illustrative"]:
        yield "Illustrative: an exercise whose agencies and figures are invented."
    if head["legal_basis"]:
        yield f"Legal basis: {head['legal_basis']}"
    yield from _translated(writing, "frameworks", code)
    yield _cited(head, "Source of the mission")
    horizons = writing.of("horizons", framework=code)
    if horizons:
        yield f"The years of its horizons are counted from {head['zero_date'] or 'a day that is not stated'}."
    yield from (_horizon(row) for row in horizons)
    yield (
        f"A ratio needs {plain(head['share_needed'])} of the expected reports."
        if head["share_needed"]
        else ""
    )
    if head["funds_from"]:
        yield f"Its own money begins with {head['funds_from']}."
    if head["lag_months"] is not None:
        yield f"Results are expected {head['lag_months']} months after the end of the year of the money."
    parts: dict[str, list[Record]] = {}
    for row in sorted(writing.of("sections", framework=code), key=lambda row: int(row["position"])):
        parts.setdefault(row["part"], []).append(row)
    for part in Sections.model_fields:
        yield from (f"{part.capitalize()}: {row['text']}" for row in parts.get(part, []))


def _horizon(row: Record) -> str:
    first, last = row["years_from"], row["years_to"]
    bounds = [
        f"{word} {year}" for word, year in (("from year", first), ("to year", last)) if year is not None
    ]
    told = [f"Horizon {row['title']}", *bounds, *(["and beyond"] if row["open_ended"] else [])]
    condition = f"On condition: {row['condition']}" if row["condition"] else ""
    return " ".join(filter(None, [f"{' '.join(told)}.", row["text"], condition]))


def of_node(writing: Writing, row: Record, under: list[Record]) -> Iterator[str]:
    """What a node says beyond its name and text; `under`: the nodes between it and its goal, topmost first."""
    yield f"Called: {row['level']}. Code: {row['code']}."
    if under:
        titles = " > ".join(f"“{above['title']}”" for above in under)
        yield f"Stands under {titles}."
    if row["placement"] == "analyst":
        yield "That it stands here is a judgement; the document does not say where it belongs."
    if row["horizon"]:
        [horizon] = writing.of("horizons", framework=row["framework"], code=row["horizon"])
        yield f"Horizon: {horizon['title']}."
    yield row["note"] or ""
    yield from _translated(writing, "nodes", f"{row['framework']}:{row['code']}")
    yield _cited(row, "Source")
    for link in writing.of("links", framework=row["framework"], node=row["code"]):
        yield _link(writing, link)


def _link(writing: Writing, link: Record) -> str:
    """SKOS: broad says that the other one is the wider."""
    found = writing.of("nodes", framework=link["to_framework"], code=link["to_node"])
    title = f" “{found[0]['title']}”" if found else ""
    note = f": {link['note']}" if link["note"] else ""
    return f"{_MATCHES[link['match']]} {link['to_framework']}/{link['to_node']}{title}{note}"


def of_indicator(writing: Writing, row: Record) -> Iterator[str]:
    """What an indicator says beyond its title and unit."""
    yield f"Code: {row['code']}. Kind: {row['kind']}."
    yield CONTEXT if row["kind"] == "context" else ""
    yield DIRECTIONS.get(row["direction"] or "", "")
    if row["states"]:
        yield f"States, in order: {row['states'].replace('|', ', ')}."
    yield from _algebra(row)
    if row["standard_code"]:
        yield f"Standard indicator {row['vocabulary']} {row['standard_code']}."
    yield from _asked(writing, row)
    for name in ("input", "sector", "definition", "caveat", "custom_reason"):
        if row[name]:
            yield f"{name.replace('_', ' ').capitalize()}: {row[name]}"
    if row["preferred_source"]:
        yield f"Source shown first: {row['preferred_source']}."
    if row["horizon"]:
        yield f"Horizon: {row['horizon']}."
    asked = [asked["dimension"] for asked in writing.of("indicator_dimensions", indicator=row["code"])]
    if asked:
        yield f"Broken down by: {', '.join(asked)}."
    yield from _translated(writing, "indicators", row["code"])


def _algebra(row: Record) -> Iterator[str]:
    """How its figures add up: the preset, what differs from it, and that no unit is stated where another word stands in."""
    if row["preset"]:
        yield f"Preset: {row['preset']}."
        differs = {**overrides(row), **({"per": row["per"]} if "per" in changed(row) else {})}
        if differs:
            yield f"Algebra: {', '.join(f'{name}={_told(value)}' for name, value in differs.items())}."
    if not row["unit"]:
        yield "Unit: not stated."


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _asked(writing: Writing, row: Record) -> Iterator[str]:
    """Where and of whom it is asked, which values can be true, and its other names."""
    for asked in writing.of("applicability", indicator=row["code"]):
        yield f"Asked of {asked['agency'] or 'everyone'} in {asked['place'] or 'every place'}."
    low, high = row["valid_min"], row["valid_max"]
    bounds = [
        f"from {plain(low)}" if low is not None else "",
        f"to {plain(high)}" if high is not None else "",
    ]
    yield f"Valid {' '.join(filter(None, bounds))}." if any(bounds) else ""
    names = [alias["alias"] for alias in writing.of("aliases", kind="indicator", code=row["code"])]
    yield f"Also called: {' | '.join(names)}" if names else ""
    if row["lag_months"] is not None:
        yield f"Results are expected {row['lag_months']} months after the end of the year of the money."


def _translated(writing: Writing, table: str, code: str) -> Iterator[str]:
    """The same texts in other languages: StratML has no element for a language."""
    for column, texts in writing.texts.get((table, code), {}).items():
        yield from (f"{column.capitalize()} ({language}): {text}" for language, text in texts.items())


def _cited(row: Record, what: str) -> str:
    if not row["source"]:
        return ""
    span = f", characters {row['char_start']}–{row['char_end']}" if row["char_start"] is not None else ""
    return f"{what}: {row['source']}{span}."

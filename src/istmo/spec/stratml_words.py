"""What StratML has no element for, in words: the lines of OtherInformation, and texts as XML may hold them."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlsplit

from istmo.kernel.quantity import plain
from istmo.spec.models import Sections
from istmo.spec.written import Record, Writing

NOT_STATED = "Not stated"
NO_GOAL = "The framework states no goal."
UNPLACED = "No goal of the framework: StratML holds indicators under an objective only, and these name none."
THE_GOAL_ITSELF = "The goal itself: StratML holds indicators under an objective only."
_STANDINGS = {
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
_DIRECTIONS = {"up": "Meant to rise.", "down": "Meant to fall."}
_CONTEXT = "Context: the strategy can only be seen as contributing to it, and nobody is credited."
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


def of_framework(writing: Writing, code: str) -> Iterator[str]:
    """What a framework says beyond its goals."""
    [head] = writing.of("frameworks", code=code)
    yield f"Version {head['version']}."
    yield _STANDINGS.get(head["standing"] or "", "")
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
    yield _CONTEXT if row["kind"] == "context" else ""
    yield _DIRECTIONS.get(row["direction"] or "", "")
    if row["states"]:
        yield f"States, in order: {row['states'].replace('|', ', ')}."
    if row["standard_code"]:
        yield f"Standard indicator {row['vocabulary']} {row['standard_code']}."
    for name in ("definition", "caveat", "custom_reason"):
        if row[name]:
            yield f"{name.replace('_', ' ').capitalize()}: {row[name]}"
    asked = [asked["dimension"] for asked in writing.of("indicator_dimensions", indicator=row["code"])]
    if asked:
        yield f"Broken down by: {', '.join(asked)}."
    yield from _translated(writing, "indicators", row["code"])


def _translated(writing: Writing, table: str, code: str) -> Iterator[str]:
    """The same texts in other languages: StratML has no element for a language."""
    for column, texts in writing.texts.get((table, code), {}).items():
        yield from (f"{column.capitalize()} ({language}): {text}" for language, text in texts.items())


def _cited(row: Record, what: str) -> str:
    if not row["source"]:
        return ""
    span = f", characters {row['char_start']}–{row['char_end']}" if row["char_start"] is not None else ""
    return f"{what}: {row['source']}{span}."

"""From the words inside an element to runs: what the page hides stays hidden, what it marks stays marked."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from lxml.html import HtmlElement

from istmo.publish.document.blocks import Run, Runs

#: Classes of what is for a screen only.
LEFT_OUT = frozenset({"hidden", "skip", "back", "screen"})
#: Classes that give words a look; the first one that is known counts.
TONES = (
    "ref",
    "hole",
    "tag",
    "unit",
    "level",
    "code",
    "count",
    "tally",
    "number",
    "aside",
    "hash",
    "address",
    "quiet",
)
#: Signs that the page draws with a style sheet.
_SIGNS = {"k-now": Run("●", "mark"), "k-before": Run("○", "quiet"), "k-bench": Run("◆", "bench")}
_BLOCKS = frozenset({"p", "div", "ul", "ol", "dl", "table", "figure", "details", "article", "section"})
_SPACE = re.compile(r"\s+")


def classes(element: HtmlElement) -> Set[str]:
    """The classes of an element."""
    return set((element.get("class") or "").split())


def tone_of(element: HtmlElement) -> str:
    """The look an element gives its words, or empty text."""
    own = classes(element)
    return "tag hole" if {"tag", "hole"} <= own else next((tone for tone in TONES if tone in own), "")


def runs_of(element: HtmlElement, targets: Set[str], *, with_hidden: bool = False) -> Runs:
    """The runs inside `element`, up to the blocks it may hold; links lead only to `targets` or to an address."""
    start = Run(
        "",
        tone_of(element) if element.tag not in {"th", "td", "dd", "li"} or "hole" in classes(element) else "",
    )
    left_out = LEFT_OUT - {"hidden"} if with_hidden else LEFT_OUT
    return _tidy(_walk(element, start, targets, left_out))


def _walk(element: HtmlElement, look: Run, targets: Set[str], left_out: Set[str]) -> Iterator[Run]:
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        if (
            isinstance(child.tag, str)
            and not (classes(child) & left_out)
            and child.tag not in {*_BLOCKS, "svg"}
        ):
            yield from _inner(child, look, targets, left_out)
        if child.tail:
            yield replace(look, text=child.tail)


def _inner(child: HtmlElement, look: Run, targets: Set[str], left_out: Set[str]) -> Iterator[Run]:
    own = classes(child)
    for sign in own & _SIGNS.keys():
        yield _SIGNS[sign]
        yield Run(" ")
    inside = replace(
        look,
        tone=tone_of(child) or look.tone,
        bold=look.bold or child.tag in {"strong", "b", "cite"},
        link=_link(child, targets) if child.tag == "a" else look.link,
        value=child.get("value", "") if child.tag == "data" else look.value,
        breaks=False,
        lang=look.lang if child.get("lang") is None else child.get("lang") or "und",
    )
    if child.tag == "code" and not inside.tone:
        inside = replace(inside, tone="code")
    if "block" in own or child.tag == "br":
        yield Run("", breaks=True)
    if "ref" in own:
        yield replace(
            inside,
            text="[" + "".join(run.text for run in _walk(child, inside, targets, left_out)).strip() + "]",
        )
    else:
        yield from _walk(child, inside, targets, left_out)
    if "tag" in own:
        yield Run(" ")


def _link(anchor: HtmlElement, targets: Set[str]) -> str:
    address = anchor.get("href", "")
    return address if not address.startswith("#") or address[1:] in targets else ""


def _tidy(runs: Iterator[Run]) -> Runs:
    """One space where the page has any, none at the ends of a line, neighbours of one look joined."""
    told: list[Run] = []
    breaks, spaced = False, True
    for run in runs:
        breaks = breaks or run.breaks
        text = _SPACE.sub(" ", run.text)
        if spaced or breaks:
            text = text.lstrip(" ")
        if not text:
            continue
        if breaks and told:
            told[-1] = replace(told[-1], text=told[-1].text.rstrip(" "))
        tidy = replace(run, text=text, breaks=breaks and bool(told))
        breaks, spaced = False, text.endswith(" ")
        if told and not tidy.breaks and replace(told[-1], text="", breaks=False) == replace(tidy, text=""):
            told[-1] = replace(told[-1], text=told[-1].text + text)
        else:
            told.append(tidy)
    if told:
        told[-1] = replace(told[-1], text=told[-1].text.rstrip(" "))
    return tuple(run for run in told if run.text)

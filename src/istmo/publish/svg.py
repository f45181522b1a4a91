"""Make a drawn chart part of the page: its colours and fonts come from the style sheet, its words stay text."""

import re
from html import escape

from istmo.publish.charts import PALETTE

_NAMES = {colour: name for name, colour in PALETTE.items()}
_DROPPED = re.compile(
    r' (?:aria-[a-z]+|role|class|pointer-events|font-family|stroke-miterlimit|xmlns:xlink|version|opacity)="[^"]*"'
)
_NOTHING = re.compile(r"<path(?: [^>]*)? d=\"(?:M0,0h0v0h0Z)?\"[^>]*/>")
_EMPTY = re.compile(r"<g[^>]*></g>")
_LONG = re.compile(r"(\d+\.\d{2})\d+")
_COLOUR = re.compile(r"<(\w+)((?: [^>]*?)?)(/?)>")


def inline(drawn: str, code: str, title: str, description: str) -> str:
    """SVG for the page: an image with a name and a description, colours as classes, no ids but its own."""
    text = _LONG.sub(r"\1", _NOTHING.sub("", _DROPPED.sub("", drawn)))
    while _EMPTY.search(text):
        text = _EMPTY.sub("", text)
    text = _COLOUR.sub(_dressed, text)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', text)
    wide, high = size.groups() if size else ("0", "0")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{code}-t {code}-d"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<title id="{code}-t">{escape(title)}</title><desc id="{code}-d">{escape(description)}</desc>'
    )
    return head + text[text.index(">") + 1 :]


def _dressed(tag: re.Match[str]) -> str:
    name, attributes, end = tag.groups()
    classes = []
    for paint in ("fill", "stroke"):
        found = re.search(rf' {paint}="(#[0-9a-f]{{6}})"', attributes)
        if found and found[1] in _NAMES:
            classes.append(f"{paint[0]}-{_NAMES[found[1]]}")
            attributes = attributes.replace(found[0], "")
    dress = f' class="{" ".join(classes)}"' if classes else ""
    return f"<{name}{attributes}{dress}{end}>"

"""Make a drawn chart part of the page: its colours and fonts come from the style sheet, its words stay text."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from istmo.publish.charts import PALETTE, lines
from istmo.publish.foreign import english, plain

_NAMES = {colour: name for name, colour in PALETTE.items()}
_KEPT = frozenset(
    [
        "d",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-opacity",
        "text-anchor",
        "transform",
        "dy",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
        "width",
        "height",
    ]
)
_LONG = re.compile(r"(\d+\.\d)\d+")


def inline(drawn: str, code: str, title: str, description: str) -> str:
    """SVG for the page: an image with a name and a description, colours as classes, no ids but its own."""
    root = ET.fromstring(re.sub(r' xmlns(:\w+)?="[^"]*"', "", drawn))  # noqa: S314  (our own drawing)
    wide, high = root.get("width", "0"), root.get("height", "0")
    image = ET.Element("svg", {"class": "chart", "role": "img", "aria-labelledby": f"{code}-t {code}-d"})
    image.attrib |= {"width": wide, "height": high, "viewBox": f"0 0 {wide} {high}"}
    ET.SubElement(image, "title", {"id": f"{code}-t"}).text = title
    ET.SubElement(image, "desc", {"id": f"{code}-d"}).text = description
    image.extend(part for child in root for part in _clean(child))
    return ET.tostring(image, encoding="unicode", short_empty_elements=True)


def with_names(drawn: str, names: Iterable[str]) -> str:
    """The drawing with those of `names` marked again that are in another language than the page."""
    for name in names:
        for line in {plain(name), *lines(name)} if name != plain(name) else ():
            drawn = drawn.replace(f">{escape(line)}<", f">{english(escape(line))}<")
    return drawn


def _clean(element: ET.Element) -> Iterator[ET.Element]:
    """The element as the page needs it: nothing, itself, or its children where it says nothing of its own."""
    children = [part for child in element for part in _clean(child)]
    attributes = _attributes(element)
    if element.tag == "g":
        if not children or attributes.keys() <= {"fill"}:
            yield from children
            return
    elif _is_unseen(element):
        return
    if element.tag == "text" and len(children) > 1:
        # Vega hangs further lines below the first; a name of several lines is to stand beside its row's middle.
        attributes["transform"] = (
            f"{attributes.get('transform', '')} translate(0,{-6 * (len(children) - 1)})".strip()
        )
    kept = ET.Element(element.tag, attributes)
    kept.text = element.text
    kept.extend(children)
    yield kept


def _is_unseen(element: ET.Element) -> bool:
    """Frames and clips that paint nothing."""
    paints = {element.get("fill", "none"), element.get("stroke", "none")}
    return element.tag not in {"text", "tspan"} and paints <= {"none", "transparent"}


def _attributes(element: ET.Element) -> dict[str, str]:
    kept, classes = {}, []
    for name, value in element.attrib.items():
        if value in _NAMES and name in {"fill", "stroke"}:
            classes.append(f"{name[0]}-{_NAMES[value]}")
        elif name in _KEPT and not (name == "transform" and value == "translate(0,0)"):
            kept[name] = _LONG.sub(r"\1", value)
    return {"class": " ".join(classes)} | kept if classes else kept

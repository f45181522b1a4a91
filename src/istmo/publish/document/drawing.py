"""A drawing of the page as a drawing for paper: complete in itself, with the colours the page gives it in print."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from lxml import etree
from lxml.html import HtmlElement

from istmo.publish.charts import FONT, PALETTE

#: How many panels stand side by side, and the room each has.
_BESIDE, _WIDE, _HIGH = 5, 136, 81
#: The height of a line of a panel's name, and the letters it holds.
_NAME, _LETTERS = 14, 21


def _style() -> str:
    colours = "".join(f".f-{n}{{fill:{c}}}.s-{n}{{stroke:{c}}}" for n, c in PALETTE.items())
    return f"<style>text{{font:12px '{FONT}'}}.panel text{{font-size:11px}}.name{{font-weight:600}}{colours}</style>"


def size(svg: HtmlElement) -> tuple[float, float]:
    """Width and height in CSS pixels."""
    return float(svg.get("width", "1")), float(svg.get("height", "1"))


def alone(svg: HtmlElement) -> str:
    """One drawing as a file of its own."""
    wide, high = size(svg)
    return _file(
        wide, high, f'<g fill="none">{_inside(svg)}</g>' if svg.get("fill") == "none" else _inside(svg)
    )


def together(panels: Sequence[tuple[str, HtmlElement]]) -> tuple[str, float, float]:
    """Panels with their names as one drawing, five in a row; the drawing, its width and its height."""
    names = [wrap(name, _LETTERS) for name, _ in panels]
    head = max(map(len, names)) * _NAME
    drawn = []
    for number, (_, svg) in enumerate(panels):
        down, across = divmod(number, _BESIDE)
        told = "".join(
            f'<text class="f-ink name" x="0" y="{11 + line * _NAME}">{escape(words)}</text>'
            for line, words in enumerate(names[number])
        )
        drawn.append(
            f'<g class="panel" transform="translate({across * _WIDE},{down * (_HIGH + head)})">{told}'
            f'<g fill="none" transform="translate(0,{head})">{_inside(svg)}</g></g>'
        )
    wide = float(min(len(panels), _BESIDE) * _WIDE)
    high = float(-(-len(panels) // _BESIDE) * (_HIGH + head))
    return _file(wide, high, "".join(drawn)), wide, high


def _inside(svg: HtmlElement) -> str:
    kept = [child for child in svg if child.tag not in {"title", "desc"}]
    return "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in kept)


def _file(wide: float, high: float, inside: str) -> str:
    size_told = f'width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size_told}>{_style()}{inside}</svg>'
